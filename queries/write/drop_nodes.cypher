// Nodes are to be gone; their relationships are gone already.
// parameters: run STRING, rows LIST<STRING>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS lid
OPTIONAL MATCH (n:Liantu {lid: lid})
DELETE n
RETURN count(DISTINCT lid) AS written
