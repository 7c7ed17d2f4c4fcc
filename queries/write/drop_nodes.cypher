// Nodes are to be gone; their relationships are gone already.
// parameters: rows LIST<STRING>
// columns: written INTEGER
UNWIND $rows AS lid
OPTIONAL MATCH (n:Liantu {lid: lid})
DELETE n
RETURN count(DISTINCT lid) AS written
