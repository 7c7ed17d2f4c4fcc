// Relationships of one type are to be gone.
// parameters: run STRING, rows LIST<STRING>
// columns: written INTEGER
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
UNWIND $rows AS lid
OPTIONAL MATCH ()-[r:__TIE__ {lid: lid}]->()
DELETE r
RETURN count(DISTINCT lid) AS written
