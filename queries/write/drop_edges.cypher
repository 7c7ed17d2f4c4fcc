// Relationships of one type are to be gone: the lid of the node each starts from, and its own.
// parameters: rows LIST<LIST>
// columns: written INTEGER
UNWIND $rows AS row
OPTIONAL MATCH (:Liantu {lid: row[0]})-[r:__TIE__ {lid: row[1]}]->()
DELETE r
RETURN count(DISTINCT row[1]) AS written
