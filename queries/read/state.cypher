// What the graph shows, and whether all of it is there.
// columns: status STRING, journal INTEGER, journal_digest STRING, as_of STRING, home STRING, shape STRING, database STRING, transaction INTEGER
MATCH (s:Liantu {lid: 'state'})
RETURN s.status AS status, s.journal AS journal, s.journal_digest AS journal_digest, s.as_of AS as_of, s.home AS home,
       s.shape AS shape, s.database AS database, s.transaction AS transaction
