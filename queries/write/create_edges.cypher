// Relationships of one type into a graph in which none of ours stands yet, by the node they start from. Not to be sent twice.
// parameters: rows LIST<MAP>
// columns: written INTEGER
UNWIND $rows AS row
MATCH (a:Liantu) WHERE elementId(a) = row.from
UNWIND row.edges AS one
MATCH (b:Liantu) WHERE elementId(b) = one.to
CREATE (a)-[r:__TIE__]->(b)
SET r = one.properties
RETURN count(*) AS written
