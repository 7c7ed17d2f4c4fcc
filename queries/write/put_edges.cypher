// Relationships of one type are to be exactly so, by the node they start from.
// parameters: rows LIST<MAP>
// columns: written INTEGER
UNWIND $rows AS row
MATCH (a:Liantu {lid: row.from})
UNWIND row.edges AS one
MATCH (b:Liantu {lid: one.to})
MERGE (a)-[r:__TIE__ {lid: one.properties.lid}]->(b)
SET r = one.properties
RETURN count(*) AS written
