// 谁供应谁：本产业链的本地企业从谁那里买、卖给谁，对方是否在本地（按企业的全部所在地）。
// parameters: chain STRING, home STRING, as_of STRING
// columns: supplier STRING, supplier_name STRING, supplier_here BOOLEAN, customer STRING, customer_name STRING, customer_here BOOLEAN, product STRING, date STRING, source STRING

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

WITH here, collect(DISTINCT CASE WHEN local THEN e END) AS firms
UNWIND firms AS firm
MATCH (firm)-[d:SUPPLIES]-(:Enterprise)
WHERE d.date IS NULL OR d.date <= $as_of
WITH DISTINCT here, d, startNode(d) AS supplier, endNode(d) AS customer
WITH d, supplier, customer, COLLECT {
       UNWIND [supplier, customer] AS other
       RETURN coalesce(other.active AND (other.adcode STARTS WITH here
             OR EXISTS { MATCH (other)<-[:SITE_OF]-(t:Site)
                  WHERE t.kind <> 'branch' AND t.adcode STARTS WITH here AND (t.opened IS NULL OR t.opened <= $as_of) }
             OR EXISTS { MATCH (other)-[m:MEMBER]->(:Segment) WHERE m.adcode STARTS WITH here }), false)
     } AS places
RETURN supplier.id AS supplier, supplier.name AS supplier_name, places[0] AS supplier_here,
       customer.id AS customer, customer.name AS customer_name, places[1] AS customer_here,
       d.product AS product, d.date AS date, d.source AS source
ORDER BY supplier, customer, product
