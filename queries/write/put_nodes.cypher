// Nodes of one label, lid and properties of each, are to be exactly so.
// parameters: rows LIST<LIST>
// columns: written INTEGER
UNWIND $rows AS row
MERGE (n:Liantu {lid: row[0]})
SET n = row[1], n:__LABEL__
RETURN count(*) AS written
