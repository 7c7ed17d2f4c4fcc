// Nodes on which somebody changed labels of ours lose them all; the right one is put back with the rest.
// parameters: rows LIST<STRING>
// columns: written INTEGER
UNWIND $rows AS lid
OPTIONAL MATCH (n:Liantu {lid: lid})
REMOVE n:Chain:Segment:Enterprise:Site:Fund:Manager:Person:Association:Region
RETURN count(DISTINCT lid) AS written
