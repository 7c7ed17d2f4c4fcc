// 已开着的门：缺口的外地候选企业中，在本地已有分支机构的。
// parameters: chain STRING, home STRING, as_of STRING
// columns: enterprise STRING, name STRING, standing STRING, segments LIST<STRING>, branch_adcode STRING, park STRING, opened STRING

// 本地的区划前缀，和含有本地的更粗的区划
WITH CASE WHEN $home ENDS WITH '0000' THEN left($home, 2) WHEN $home ENDS WITH '00' THEN left($home, 4) ELSE $home END AS here,
     [left($home, 2) + '0000', left($home, 4) + '00'] AS around

// 谁在哪里做哪个环节：有事实指明地区的，只看那些；否则看企业的全部所在地
MATCH (c:Liantu {lid: 'chain:' + $chain})<-[:OF_CHAIN]-(s:Segment)
OPTIONAL MATCH (s)<-[d:DOES]-(e:Enterprise {active: true}) WHERE d.since IS NULL OR d.since <= $as_of
WITH here, around, c, s, e, collect(d) AS works, any(named IN collect(d.named) WHERE named) AS named
WITH here, around, c, s, e, named, [d IN works WHERE d.named = named AND d.adcode IS NOT NULL | d.adcode] AS at
WITH here, around, c, s, e, named, at, any(a IN at WHERE a STARTS WITH here) AS local
WITH here, around, c, s, e, local, local AND NOT named AND any(a IN at WHERE NOT a STARTS WITH here) AS unverified,
     e.sound AND NOT local AND CASE
       WHEN named THEN all(a IN at WHERE NOT a STARTS WITH here AND NOT a IN around)
       ELSE e.foreign OR (e.adcode IS NOT NULL AND NOT e.adcode STARTS WITH here AND NOT e.adcode IN around)
     END AS outside

// 哪些叶环节是缺口（强、补、延、建）：不是优势，也不是待摸排
WITH here, around, c, s, count(e) AS active, collect(CASE WHEN local THEN e END) AS firms,
     collect(CASE WHEN outside THEN e END) AS candidates
WITH here, around, c, s, active, firms, candidates,
     coalesce(s.surveyed <= $as_of AND (c.adcode IS NULL OR $home STARTS WITH CASE
       WHEN c.adcode ENDS WITH '0000' THEN left(c.adcode, 2) WHEN c.adcode ENDS WITH '00' THEN left(c.adcode, 4) ELSE c.adcode
     END), false) AS surveyed,
     NOT s.leaf AND EXISTS {
       UNWIND firms AS firm
       WITH firm WHERE NOT EXISTS {
         MATCH (firm)-[d:DOES]->(:Segment {leaf: true})-[:PARENT*1..]->(s) WHERE d.since IS NULL OR d.since <= $as_of
       }
       RETURN firm
     } AS unspecified
WITH here, around, c, collect({segment: s, leaf: s.leaf, active: active, firms: firms, candidates: candidates,
     surveyed: surveyed, unspecified: unspecified}) AS rows
WITH here, around, c, rows, any(r IN rows WHERE r.leaf AND r.surveyed) AS tracked,
     [r IN rows WHERE r.unspecified | r.segment] AS unspecified
UNWIND [r IN rows WHERE r.leaf] AS r
WITH here, around, c, r, r.segment AS s, tracked, unspecified
WITH here, around, c, r, s, CASE
       WHEN size(r.firms) = 0 THEN r.surveyed OR NOT (tracked OR r.active = 0
         OR EXISTS { MATCH (s)-[:PARENT*1..]->(p) WHERE p IN unspecified })
       ELSE size([f IN r.firms WHERE f.sound AND f.standing = 'anchor']) = 0 AND (size(r.firms) < 3
         OR size([f IN r.firms WHERE f.sound AND f.standing IN ['anchor', 'leading']]) = 0)
     END AS gap
WHERE gap

UNWIND r.candidates AS e
WITH here, e, s ORDER BY s.id
WITH here, e, collect(s.id) AS segments
MATCH (e)<-[:SITE_OF]-(t:Site {kind: 'branch'})
WHERE t.adcode STARTS WITH here AND (t.opened IS NULL OR t.opened <= $as_of)
RETURN e.id AS enterprise, e.name AS name, e.standing AS standing, segments, t.adcode AS branch_adcode, t.park AS park,
       t.opened AS opened
ORDER BY enterprise, branch_adcode, park
