// 每只基金投到了哪些缺口的外地候选企业；先是基金招商组的基金（没投到的也列），再是别的基金，投到多的在前。
// parameters: chain STRING, home STRING, as_of STRING
// columns: fund STRING, name STRING, manager STRING, in_group BOOLEAN, government BOOLEAN, segments LIST<STRING>, through LIST<STRING>

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

// 从候选企业找投了它们的基金；基金招商组里没投到的也列
WITH c, collect({segment: s.id, candidates: r.candidates}) AS gaps
WITH COLLECT { MATCH (c)-[:FUND_GROUP]->(f:Fund) RETURN f } AS group, COLLECT {
       UNWIND gaps AS g
       UNWIND g.candidates AS e
       MATCH (e)<-[i:INVESTS]-(f:Fund) WHERE i.date IS NULL OR i.date <= $as_of
       WITH f, collect(DISTINCT g.segment) AS segments, collect(DISTINCT e.id) AS through
       RETURN {fund: f, segments: segments, through: through}
     } AS covering
WITH group, covering, [row IN covering | row.fund] AS funds
UNWIND covering + [f IN group WHERE NOT f IN funds | {fund: f, segments: [], through: []}] AS row
WITH row.fund AS f, row.fund IN group AS in_group, row.segments AS segments, row.through AS through
RETURN f.id AS fund, f.name AS name, f.manager AS manager, in_group, f.government AS government,
       COLLECT { UNWIND segments AS id RETURN id ORDER BY id } AS segments,
       COLLECT { UNWIND through AS id RETURN id ORDER BY id } AS through
ORDER BY in_group DESC, size(segments) DESC, fund
