// All facts of a moment stand there.
// parameters: run STRING, journal INTEGER, journal_digest STRING, as_of STRING, home STRING, shape STRING, at STRING, database STRING, transaction INTEGER
// columns: status STRING
MATCH (s:Liantu {lid: 'state'})
SET s.beat = s.beat + 1
WITH s WHERE s.run = $run
SET s.status = 'complete', s.journal = $journal, s.journal_digest = $journal_digest, s.as_of = $as_of, s.home = $home,
    s.shape = $shape, s.at = $at, s.database = $database, s.transaction = $transaction
RETURN s.status AS status
