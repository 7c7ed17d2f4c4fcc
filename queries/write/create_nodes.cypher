// Nodes of one label into a graph in which nothing of ours stands yet. Not to be sent twice.
// parameters: run STRING, rows LIST<MAP>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS row
CREATE (n:Liantu:__LABEL__)
SET n = row
RETURN count(*) AS written
