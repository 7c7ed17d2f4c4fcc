// 三年内本产业链的企业在哪里新开了基地（不含分支机构）：产能往哪里去。
// parameters: chain STRING, home STRING, as_of STRING
// columns: opened STRING, enterprise STRING, name STRING, adcode STRING, region STRING, here BOOLEAN, kind STRING, segments LIST<STRING>, source STRING

WITH CASE WHEN $home ENDS WITH '0000' THEN left($home, 2) WHEN $home ENDS WITH '00' THEN left($home, 4) ELSE $home END AS here
MATCH (c:Liantu {lid: 'chain:' + $chain})<-[:OF_CHAIN]-(:Segment)<-[:DOES]-(e:Enterprise {active: true})
WITH DISTINCT here, c, e
MATCH (e)<-[:SITE_OF]-(t:Site)
WHERE t.kind <> 'branch' AND t.opened <= $as_of AND date(t.opened) >= date($as_of) - duration({months: 36})
OPTIONAL MATCH (r:Liantu {lid: 'region:' + t.adcode})
RETURN t.opened AS opened, e.id AS enterprise, e.name AS name, t.adcode AS adcode, r.full_name AS region,
       t.adcode STARTS WITH here AS here, t.kind AS kind,
       COLLECT { MATCH (t)-[:LISTS]->(s)-[:OF_CHAIN]->(c) RETURN s.id ORDER BY s.id } AS segments, t.source AS source
ORDER BY opened DESC, enterprise, adcode
