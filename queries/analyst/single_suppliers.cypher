// 只有一家已知供应商的本地企业：断供风险，也是本地配套的机会。供应商是否在本地按注册地看。
// parameters: chain STRING, home STRING, as_of STRING
// columns: customer STRING, customer_name STRING, segments LIST<STRING>, supplier STRING, supplier_name STRING, supplier_adcode STRING, supplier_here BOOLEAN, products LIST<STRING>

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

WITH here, e, s, local WHERE local
WITH here, e, s ORDER BY s.id
WITH here, e, collect(s.id) AS segments
MATCH (e)<-[d:SUPPLIES]-(supplier:Enterprise)
WHERE d.date IS NULL OR d.date <= $as_of
WITH here, e, segments, collect(DISTINCT supplier) AS suppliers, collect(DISTINCT d.product) AS products
WHERE size(suppliers) = 1
WITH here, e, segments, suppliers[0] AS supplier, products
RETURN e.id AS customer, e.name AS customer_name, segments, supplier.id AS supplier, supplier.name AS supplier_name,
       supplier.adcode AS supplier_adcode, coalesce(supplier.adcode STARTS WITH here, false) AS supplier_here, products
ORDER BY customer
