// Relationships of one type are to be exactly so.
// parameters: run STRING, rows LIST<MAP>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS row
MATCH (a:Liantu {lid: row.from})
MATCH (b:Liantu {lid: row.to})
MERGE (a)-[r:__TIE__ {lid: row.properties.lid}]->(b)
SET r = row.properties
RETURN count(*) AS written
