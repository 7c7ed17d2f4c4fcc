// Nodes of one label, lid and properties of each, into a graph in which nothing of ours stands yet, and where each is. Not
// to be sent twice.
// parameters: rows LIST<LIST>
// columns: written INTEGER, lids LIST<STRING>, places LIST<STRING>
UNWIND $rows AS row
CREATE (n:Liantu:__LABEL__)
SET n = row[1]
RETURN count(*) AS written, collect(row[0]) AS lids, collect(elementId(n)) AS places
