// One node of ours, if there is any beside the state.
// columns: lid STRING
MATCH (n:Liantu)
WHERE n.lid <> 'state' OR n.lid IS NULL
WITH n LIMIT 1
RETURN coalesce(n.lid, '') AS lid
