// 缺的同伴投入：本地没有的环节，其产品与本地已有环节的产品一起供给同一个本地已有环节。
// parameters: chain STRING, home STRING, as_of STRING
// columns: segment STRING, name STRING, used_by STRING, used_by_name STRING, beside LIST<STRING>

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

WITH c, s, count(CASE WHEN local THEN 1 END) > 0 AS present WHERE s.leaf
WITH c, collect({segment: s, present: present}) AS rows
WITH [r IN rows WHERE r.present | r.segment] AS present, [r IN rows WHERE NOT r.present | r.segment] AS missing, c
WHERE c.basis = 'feeds'
UNWIND missing AS s
MATCH (s)-[:USABLE_FEED]->(user)<-[:USABLE_FEED]-(other)
WHERE user IN present AND other IN present
WITH s, user, other ORDER BY other.id
RETURN s.id AS segment, s.name AS name, user.id AS used_by, user.name AS used_by_name, collect(DISTINCT other.id) AS beside
ORDER BY segment, used_by
