// 本产业链的结论靠哪些来源：每个来源说了多少企业、基地和环节归属，最早和最近是哪天；没有日期的另计。
// 本地不限；home 只用来数其中多少家注册在本地。
// parameters: chain STRING, home STRING, as_of STRING
// columns: source STRING, facts INTEGER, enterprises INTEGER, here INTEGER, oldest STRING, newest STRING, undated INTEGER

WITH CASE WHEN $home ENDS WITH '0000' THEN left($home, 2) WHEN $home ENDS WITH '00' THEN left($home, 4) ELSE $home END AS here
MATCH (:Liantu {lid: 'chain:' + $chain})<-[:OF_CHAIN]-(s:Segment)<-[:DOES]-(e:Enterprise)
WITH DISTINCT here, e, s
WITH here, e, collect(s) AS segments
UNWIND [{source: e.source, seen: e.seen}]
  + COLLECT { MATCH (e)-[m:MEMBER]->(s) WHERE s IN segments RETURN {source: m.source, seen: m.seen} }
  + COLLECT { MATCH (e)<-[:SITE_OF]-(t:Site) RETURN {source: t.source, seen: t.seen} } AS fact
WITH here, e, fact WHERE fact.seen IS NULL OR fact.seen <= $as_of
RETURN fact.source AS source, count(*) AS facts, count(DISTINCT e) AS enterprises,
       count(DISTINCT CASE WHEN e.adcode STARTS WITH here THEN e END) AS here,
       min(fact.seen) AS oldest, max(fact.seen) AS newest, count(CASE WHEN fact.seen IS NULL THEN 1 END) AS undated
ORDER BY facts DESC, source
