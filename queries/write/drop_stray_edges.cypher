// Relationships of one type between nodes of ours that have no lid, and those with a lid of which one end is no longer
// ours, are to be gone.
// columns: strays INTEGER
OPTIONAL MATCH (a)-[r:__TIE__]->(b)
WHERE (r.lid IS NULL AND a:Liantu AND b:Liantu) OR (r.lid IS NOT NULL AND a:Liantu <> b:Liantu)
DELETE r
RETURN count(r) AS strays
