// Makes every word known to the server, so that writing later brings no transactions of its own.
// parameters: words MAP
CREATE (n:State)
SET n = $words, n.lid = '', n.status = '', n.run = '', n.beat = 0, n.journal = 0, n.journal_digest = '', n.as_of = '',
    n.home = '', n.shape = '', n.at = '', n.database = '', n.transaction = 0, n.formerly = ''
DELETE n
