// Relationships of one type into a graph in which none of ours stands yet. Not to be sent twice.
// parameters: run STRING, rows LIST<MAP>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS row
MATCH (a:Liantu {lid: row.from})
MATCH (b:Liantu {lid: row.to})
CREATE (a)-[r:__TIE__]->(b)
SET r = row.properties
RETURN count(*) AS written
