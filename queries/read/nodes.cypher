// Every node of ours as it stands.
// columns: lid STRING, labels LIST<STRING>, properties MAP
MATCH (n:Liantu)
WHERE n.lid <> 'state'
RETURN n.lid AS lid, labels(n) AS labels, properties(n) AS properties
