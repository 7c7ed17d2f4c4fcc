// Nodes of one label into a graph in which nothing of ours stands yet, and where each is. Not to be sent twice.
// parameters: rows LIST<MAP>
// columns: written INTEGER, lids LIST<STRING>, places LIST<STRING>
UNWIND $rows AS row
CREATE (n:Liantu:__LABEL__)
SET n = row
RETURN count(*) AS written, collect(n.lid) AS lids, collect(elementId(n)) AS places
