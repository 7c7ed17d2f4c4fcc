// Nodes of one label are to be exactly so. The first lines lock the state and stop a run that was taken over.
// parameters: run STRING, rows LIST<MAP>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS row
MERGE (n:Liantu {lid: row.lid})
SET n = row, n:__LABEL__
RETURN count(*) AS written
