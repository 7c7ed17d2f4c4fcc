// Locks the state until the transaction ends; finds nothing where another run has begun.
// parameters: run STRING
// columns: run STRING
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
RETURN s.run AS run
