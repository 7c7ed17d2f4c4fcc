// Nodes that are to be gone, but on which somebody's own relationship hangs, stay as nodes of theirs.
// parameters: rows LIST<STRING>
// columns: written INTEGER
UNWIND $rows AS lid
OPTIONAL MATCH (n:Liantu {lid: lid}) WHERE EXISTS { (n)--() }
REMOVE n:Liantu:Chain:Segment:Enterprise:Site:Fund:Manager:Person:Association:Region
SET n = {formerly: lid}
RETURN count(DISTINCT lid) AS written
