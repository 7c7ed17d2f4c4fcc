// Relationships of one type are to be gone, by the node they start from.
// parameters: rows LIST<MAP>
// columns: written INTEGER
UNWIND $rows AS row
OPTIONAL MATCH (:Liantu {lid: row.from})-[r:__TIE__ {lid: row.lid}]->()
DELETE r
RETURN count(DISTINCT row.lid) AS written
