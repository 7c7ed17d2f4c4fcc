// A run begins: it owns the graph until another begins.
// parameters: run STRING
// columns: run STRING
MERGE (s:Liantu {lid: 'state'})
SET s:State, s.status = 'building', s.run = $run, s.beat = coalesce(s.beat, 0) + 1
REMOVE s.database, s.transaction
RETURN s.run AS run
