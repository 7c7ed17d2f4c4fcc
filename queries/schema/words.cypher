// Makes every word known to the server, so that writing later brings no transactions of its own.
// parameters: words MAP
CREATE (n:State:Liantu:Chain:Segment:Enterprise:Site:Fund:Manager:Person:Association:Region)
SET n = $words, n.lid = '', n.status = '', n.run = '', n.beat = 0, n.journal = 0, n.journal_digest = '', n.as_of = '',
    n.home = '', n.shape = '', n.at = '', n.database = '', n.transaction = 0, n.formerly = '', n.id = '', n.name = '',
    n.short_name = '', n.former_names = '', n.aliases = '', n.basis = '', n.active = true,
    n.sound = true, n.foreign = true, n.leaf = true, n.key = true, n.named = true, n.since = '', n.prefecture = '',
    n.full_name = '', n.longitude = 0.0, n.latitude = 0.0
CREATE (n)-[:OF_CHAIN]->(n)-[:PARENT]->(n)-[:FEEDS]->(n)-[:USABLE_FEED]->(n)-[:ANCHOR]->(n)-[:FUND_GROUP]->(n)
       -[:MEMBER]->(n)-[:DOES]->(n)-[:SITE_OF]->(n)-[:LISTS]->(n)-[:SUPPLIES]->(n)-[:INVESTS]->(n)-[:MANAGES]->(n)
       -[:OFFICE]->(n)-[:ASSOCIATION_MEMBER]->(n)-[:WITHIN]->(n)
DETACH DELETE n
