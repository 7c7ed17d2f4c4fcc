// Nodes that are to be gone, but on which somebody's own relationship hangs, stay as nodes of theirs.
// parameters: run STRING, rows LIST<STRING>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS lid
OPTIONAL MATCH (n:Liantu {lid: lid}) WHERE EXISTS { (n)--() }
REMOVE n:Liantu:Chain:Segment:Enterprise:Site:Fund:Manager:Person:Association:Region
SET n = {formerly: lid}
RETURN count(DISTINCT lid) AS written
