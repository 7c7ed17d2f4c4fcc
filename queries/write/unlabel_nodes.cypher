// Nodes on which somebody changed labels of ours lose them all; the right one is put back with the rest.
// parameters: run STRING, rows LIST<STRING>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS lid
OPTIONAL MATCH (n:Liantu {lid: lid})
REMOVE n:Chain:Segment:Enterprise:Site:Fund:Manager:Person:Association:Region
RETURN count(DISTINCT lid) AS written
