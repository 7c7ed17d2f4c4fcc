// 每个缺口的外地候选企业和评分因素：能级、扩张、供需、基金、一企多环；未知为空。
// 不含引荐（见 introductions）和总分；缺口按计算的结论，不含认定。
// parameters: chain STRING, home STRING, as_of STRING
// columns: segment STRING, enterprise STRING, name STRING, standing FLOAT, expansion FLOAT, linkage FLOAT, fund FLOAT, breadth FLOAT, risk STRING

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

// 候选企业，和它是几个缺口的候选
WITH here, c, collect({segment: s, candidates: r.candidates}) AS gaps
UNWIND gaps AS gap
UNWIND gap.candidates AS e
WITH here, c, e, collect(gap.segment) AS segments
WITH here, c, e, segments, date($as_of) - duration({months: 36}) AS from,

     // 扩张：三年内的对外投资和外地基地
     COLLECT { MATCH (e)-[i:INVESTS]->(:Enterprise) WHERE i.date IS NULL OR i.date <= $as_of RETURN coalesce(i.date, '') }
     + COLLECT {
         MATCH (e)<-[:SITE_OF]-(t:Site)
         WHERE t.kind <> 'branch' AND e.adcode IS NOT NULL AND (t.opened IS NULL OR t.opened <= $as_of)
           AND (left(t.adcode, 2) <> left(e.adcode, 2) OR t.prefecture <> e.prefecture)
         RETURN coalesce(t.opened, '')
       } AS moves,

     // 供需：与本地企业的供应关系
     COUNT { MATCH (e)-[d:SUPPLIES]-() WHERE d.date IS NULL OR d.date <= $as_of } AS trades,
     COUNT {
       MATCH (e)-[d:SUPPLIES]-(other:Enterprise)
       WHERE (d.date IS NULL OR d.date <= $as_of) AND other.active AND (other.adcode STARTS WITH here
           OR EXISTS { MATCH (other)<-[:SITE_OF]-(t:Site)
                WHERE t.kind <> 'branch' AND t.adcode STARTS WITH here AND (t.opened IS NULL OR t.opened <= $as_of) }
           OR EXISTS { MATCH (other)-[m:MEMBER]->(:Segment) WHERE m.adcode STARTS WITH here })
       RETURN DISTINCT other
     } AS partners,

     // 基金：基金招商组的基金投了它，或其管理人的别的基金投了它
     COLLECT { MATCH (e)<-[i:INVESTS]-(f) WHERE i.date IS NULL OR i.date <= $as_of RETURN DISTINCT f } AS investors,
     COLLECT { MATCH (c)-[:FUND_GROUP]->(f:Fund) RETURN f } AS group
WITH e, segments, [d IN moves WHERE d <> ''] AS dated, from, trades, partners, investors, group,
     EXISTS { MATCH (f:Fund)<-[:MANAGES]-(:Manager)-[:MANAGES]->(g:Fund) WHERE f IN investors AND g IN group } AS managed
WITH e, segments, trades, partners, investors, group, managed,
     CASE WHEN size(dated) > 0 THEN size([d IN dated WHERE date(d) >= from]) END AS moved
UNWIND segments AS s
RETURN s.id AS segment, e.id AS enterprise, e.name AS name,
       CASE e.standing WHEN 'anchor' THEN 1.0 WHEN 'leading' THEN 0.8 WHEN 'champion' THEN 0.6 WHEN 'specialised' THEN 0.4
         WHEN 'ordinary' THEN 0.2 END AS standing,
       toFloat(moved) / (moved + 2) AS expansion,
       CASE WHEN trades > 0 THEN toFloat(partners) / (partners + 2) END AS linkage,
       CASE WHEN size(investors) = 0 THEN null WHEN any(f IN investors WHERE f IN group) THEN 1.0 WHEN managed THEN 0.5 ELSE 0.0 END AS fund,
       toFloat(size(segments)) / (size(segments) + 1) AS breadth, e.risk AS risk
ORDER BY segment, enterprise
