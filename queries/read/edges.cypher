// Every relationship of one type between nodes of ours.
// columns: lid STRING, from STRING, to STRING, properties MAP
MATCH (a:Liantu)-[r:__TIE__]->(b:Liantu)
RETURN r.lid AS lid, a.lid AS from, b.lid AS to, properties(r) AS properties
