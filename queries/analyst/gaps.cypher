// 一条产业链每个叶环节的结论（computed，不含认定）和理由中的数；规则为内置规则。
// 只缺优先级和产业相关：那两项要看全国所有产业链，由程序计算。
// parameters: chain STRING, home STRING, as_of STRING
// columns: segment STRING, name STRING, verdict STRING, direction STRING, local INTEGER, unverified INTEGER, leaders INTEGER, candidates INTEGER, linkage FLOAT, adjacency FLOAT, key FLOAT, supply FLOAT

// 本地的区划前缀，和含有本地的更粗的区划
WITH CASE WHEN $home ENDS WITH '0000' THEN left($home, 2) WHEN $home ENDS WITH '00' THEN left($home, 4) ELSE $home END AS here,
     [left($home, 2) + '0000', left($home, 4) + '00'] AS around

// 谁在哪里做哪个环节：有事实指明地区的，只看那些；否则看企业的全部所在地
MATCH (c:Liantu {lid: 'chain:' + $chain})<-[:OF_CHAIN]-(s:Segment)
OPTIONAL MATCH (s)<-[d:DOES]-(e:Enterprise {active: true}) WHERE d.since IS NULL OR d.since <= $as_of
WITH here, around, c, s, e, collect(d) AS works, any(named IN collect(d.named) WHERE named) AS named
WITH here, around, c, s, e, named, [d IN works WHERE d.named = named AND d.adcode IS NOT NULL | d.adcode] AS at
WITH here, around, c, s, e, named, at, any(a IN at WHERE a STARTS WITH here) AS local
WITH here, c, s, e, local, local AND NOT named AND any(a IN at WHERE NOT a STARTS WITH here) AS unverified,
     e.sound AND NOT local AND CASE
       WHEN named THEN all(a IN at WHERE NOT a STARTS WITH here AND NOT a IN around)
       ELSE e.foreign OR (e.adcode IS NOT NULL AND NOT e.adcode STARTS WITH here AND NOT e.adcode IN around)
     END AS outside

// 每个环节的数
WITH here, c, s, count(e) AS active, collect(CASE WHEN local THEN e END) AS firms,
     count(CASE WHEN unverified THEN 1 END) AS unverified, count(CASE WHEN outside THEN 1 END) AS candidates,
     count(CASE WHEN local AND e.sound AND e.standing IN ['anchor', 'leading'] THEN 1 END) AS leaders,
     count(CASE WHEN local AND e.sound AND e.standing = 'anchor' THEN 1 END) AS anchors
WITH here, c, s, active, firms, unverified, candidates, leaders, anchors,
     // 摸排：工作组所在的城市含有本地，日期已到
     coalesce(s.surveyed <= $as_of AND (c.adcode IS NULL OR $home STARTS WITH CASE
       WHEN c.adcode ENDS WITH '0000' THEN left(c.adcode, 2) WHEN c.adcode ENDS WITH '00' THEN left(c.adcode, 4) ELSE c.adcode
     END), false) AS surveyed,
     // 未细分：有本地企业只记在上级环节
     NOT s.leaf AND EXISTS {
       UNWIND firms AS firm
       WITH firm WHERE NOT EXISTS {
         MATCH (firm)-[d:DOES]->(:Segment {leaf: true})-[:PARENT*1..]->(s) WHERE d.since IS NULL OR d.since <= $as_of
       }
       RETURN firm
     } AS unspecified
WITH c, collect({segment: s, leaf: s.leaf, active: active, firms: firms, unverified: unverified, leaders: leaders,
     anchors: anchors, candidates: candidates, surveyed: surveyed, unspecified: unspecified}) AS rows
WITH c, rows, [r IN rows WHERE r.leaf AND size(r.firms) >= 1 | r.segment] AS present,
     any(r IN rows WHERE r.leaf AND r.surveyed) AS tracked, [r IN rows WHERE r.unspecified | r.segment] AS unspecified

// 每个叶环节：前后、左邻右舍、缺的同伴投入
UNWIND [r IN rows WHERE r.leaf] AS r
WITH c, rows, present, tracked, unspecified, r, r.segment AS s
WITH c, rows, present, tracked, unspecified, r, s,
     COLLECT { MATCH (s)<-[:USABLE_FEED*1..]-(a) RETURN DISTINCT a } AS before,
     COLLECT { MATCH (s)-[:USABLE_FEED*1..]->(b) RETURN DISTINCT b } AS after,
     COLLECT { MATCH (s)-[:USABLE_FEED]-(n) RETURN DISTINCT n } AS near,
     COLLECT { MATCH (s)-[:PARENT*1..]->(p) RETURN p } AS above,
     c.basis = 'feeds' AND EXISTS {
       MATCH (s)-[:USABLE_FEED]->(user)<-[:USABLE_FEED]-(other)
       WHERE user IN present AND other IN present AND other <> s
     } AS co_input
WITH c, r, s, [p IN present WHERE p <> s] AS others, before, after, co_input,
     any(p IN present WHERE p IN before) AS fed, any(p IN present WHERE p IN after) AS feeds,
     NOT r.surveyed AND (tracked OR r.active = 0 OR any(p IN above WHERE p IN unspecified)) AS unlooked,
     COUNT { UNWIND [x IN rows WHERE x.segment IN near | x.firms] AS firms UNWIND firms AS firm RETURN DISTINCT firm } AS beside
WITH c, r, s, others, before, after, fed, feeds, beside, CASE
       WHEN r.anchors > 0 OR (size(r.firms) >= 3 AND r.leaders >= 1) THEN 'strong'
       WHEN size(r.firms) >= 1 THEN 'strengthen'
       WHEN unlooked THEN 'unsurveyed'
       WHEN feeds AND (fed OR co_input) THEN 'fill'
       WHEN fed OR feeds THEN 'extend'
       ELSE 'build'
     END AS verdict, size([p IN others WHERE p IN before OR p IN after]) AS linked
RETURN s.id AS segment, s.name AS name, verdict,
       CASE WHEN verdict = 'extend' THEN CASE WHEN fed THEN 'downstream' ELSE 'upstream' END END AS direction,
       size(r.firms) AS local, r.unverified AS unverified, r.leaders AS leaders, r.candidates AS candidates,
       CASE WHEN c.basis = 'feeds' THEN CASE WHEN size(others) = 0 THEN 0.0 ELSE toFloat(linked) / size(others) END END AS linkage,
       toFloat(beside) / (beside + 5) AS adjacency, CASE WHEN s.key THEN 1.0 ELSE 0.0 END AS key,
       toFloat(r.candidates) / (r.candidates + 10) AS supply
ORDER BY segment
