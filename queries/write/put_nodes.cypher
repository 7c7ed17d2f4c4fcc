// Nodes of one label are to be exactly so.
// parameters: rows LIST<MAP>
// columns: written INTEGER
UNWIND $rows AS row
MERGE (n:Liantu {lid: row.lid})
SET n = row, n:__LABEL__
RETURN count(*) AS written
