// Nodes of ours that lost their lid are to be gone; those that somebody's own relationship hangs on become theirs.
// columns: strays INTEGER
OPTIONAL MATCH (n:Liantu) WHERE n.lid IS NULL
OPTIONAL MATCH (n)-[r]-() WHERE r.lid IS NOT NULL
DELETE r
WITH collect(DISTINCT n) AS strays
WITH strays, [n IN strays WHERE EXISTS { (n)--() }] AS kept
FOREACH (n IN kept |
  REMOVE n:Liantu:Chain:Segment:Enterprise:Site:Fund:Manager:Person:Association:Region SET n = {formerly: ''})
FOREACH (n IN [n IN strays WHERE NOT n IN kept] | DELETE n)
RETURN size(strays) AS strays
