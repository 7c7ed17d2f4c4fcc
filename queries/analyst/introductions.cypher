// 从本地到一家企业的最短引荐路径：每条边有信任度，经过往来太多的中间人打折；强的在前。
// 一条路径至多四步，只经过正常经营的企业，中间不经过别的本地起点。节点写作 类别:编号。
// parameters: chain STRING, home STRING, as_of STRING, target STRING
// columns: strength FLOAT, steps INTEGER, peer BOOLEAN, nodes LIST<STRING>, names LIST<STRING>

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

// 起点：本地企业、基金招商组、招商大使和乡亲、本地或本产业链的协会
WITH c, collect(DISTINCT CASE WHEN local AND e.sound THEN e END) AS firms
WITH c, firms, CASE WHEN $home ENDS WITH '0000' THEN left($home, 2) WHEN $home ENDS WITH '00' THEN left($home, 4) ELSE $home END AS here,
     [a IN [left($home, 2) + '0000', left($home, 4) + '00']
      WHERE NOT a ENDS WITH '0000' OR left(a, 2) IN ['11', '12', '31', '50']] AS near
WITH firms, COLLECT { MATCH (c)-[:FUND_GROUP]->(f:Fund) RETURN DISTINCT f } AS funds,
     COLLECT { MATCH (p:Person:Liantu) WHERE p.envoy STARTS WITH here OR p.envoy IN near RETURN p } AS envoys,
     COLLECT { MATCH (p:Person:Liantu) WHERE p.native_adcode STARTS WITH here OR p.native_adcode IN near RETURN p } AS natives,
     COLLECT { MATCH (a:Association:Liantu)
               WHERE a.adcode STARTS WITH here OR a.adcode IN near OR EXISTS { (a)-[:OF_CHAIN]->(c) } RETURN a } AS associations
WITH natives, envoys, firms + funds + associations + envoys + [p IN natives WHERE NOT p IN envoys] AS sources
MATCH (t:Liantu {lid: 'enterprise:' + $target})
WHERE t.sound AND NOT t IN sources

// 最短路径：从目标一次找到所有起点（SHORTEST 要服务器 5.21 以上）
MATCH p = ALL SHORTEST
  (t)(()-[r:OFFICE|MANAGES|INVESTS|SUPPLIES|ASSOCIATION_MEMBER WHERE r.date IS NULL OR r.date <= $as_of]-
      (n WHERE coalesce(n.sound, true) AND NOT n IN sources)){0,3}
  ()-[last:OFFICE|MANAGES|INVESTS|SUPPLIES|ASSOCIATION_MEMBER WHERE last.date IS NULL OR last.date <= $as_of]-
  (source:Liantu WHERE source IN sources)
WITH t, source, p, CASE WHEN source IN natives AND NOT source IN envoys THEN 0.5 ELSE 1.0 END AS start,
     reduce(trust = 1.0, r IN relationships(p) | trust * CASE
       WHEN type(r) IN ['OFFICE', 'MANAGES'] THEN 0.8
       WHEN type(r) = 'SUPPLIES' THEN 0.6
       WHEN type(r) = 'ASSOCIATION_MEMBER' THEN 0.4
       WHEN startNode(r):Fund THEN 0.7
       WHEN r.percent >= 50 THEN 0.9
       WHEN r.percent >= 10 THEN 0.7
       ELSE 0.4
     END) AS trust

// 两点之间有几条边时取最可信的一条
WITH t, source, start, reverse(nodes(p)) AS nodes, max(trust) AS trust
WITH t, source, start, nodes, trust, [n IN nodes[1..-1] | COUNT {
       MATCH (n)-[r:OFFICE|MANAGES|INVESTS|SUPPLIES|ASSOCIATION_MEMBER]-(other)
       WHERE other <> n AND coalesce(other.sound, true) AND (r.date IS NULL OR r.date <= $as_of)
       RETURN DISTINCT other
     }] AS crowds
RETURN start * trust * reduce(all = 1.0, d IN crowds | all * CASE WHEN d > 10 THEN 1 / (1 + log10(d / 10.0)) ELSE 1.0 END) AS strength,
       size(nodes) - 1 AS steps,
       source:Enterprise AND EXISTS {
         MATCH (source)-[d:DOES]->(:Segment {leaf: true})<-[b:DOES]-(t)
         WHERE (d.since IS NULL OR d.since <= $as_of) AND (b.since IS NULL OR b.since <= $as_of)
       } AS peer,
       [n IN nodes | n.lid] AS nodes, [n IN nodes | n.name] AS names
ORDER BY strength DESC, steps, nodes
