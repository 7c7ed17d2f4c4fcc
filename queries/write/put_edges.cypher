// Relationships of one type are to be exactly so, by the node they start from: its lid, and for each the lid of its end
// and its properties.
// parameters: rows LIST<LIST>
// columns: written INTEGER
UNWIND $rows AS row
MATCH (a:Liantu {lid: row[0]})
UNWIND row[1] AS one
MATCH (b:Liantu {lid: one[0]})
MERGE (a)-[r:__TIE__ {lid: one[1].lid}]->(b)
SET r = one[1]
RETURN count(*) AS written
