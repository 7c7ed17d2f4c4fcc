// Relationships of one type between nodes of ours that have no lid, and those with a lid of which one end is no longer
// ours, are to be gone.
// parameters: run STRING
// columns: strays INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
OPTIONAL MATCH (a)-[r:__TIE__]->(b)
WHERE (r.lid IS NULL AND a:Liantu AND b:Liantu) OR (r.lid IS NOT NULL AND a:Liantu <> b:Liantu)
DELETE r
WITH s, count(r) AS strays
RETURN strays
