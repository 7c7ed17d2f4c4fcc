// One node of ours, if there is any beside the state.
// columns: lid STRING
MATCH (n:Liantu)
WHERE n.lid <> 'state' OR n.lid IS NULL
RETURN coalesce(n.lid, '') AS lid
LIMIT 1
