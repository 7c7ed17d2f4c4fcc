// The chain with this id; where there is none, those with this name.
// parameters: chain STRING
// columns: id STRING, adcode STRING
OPTIONAL MATCH (one:Liantu {lid: 'chain:' + $chain})
OPTIONAL MATCH (named:Liantu:Chain {name: $chain}) WHERE one IS NULL
WITH coalesce(one, named) AS c WHERE c IS NOT NULL
RETURN c.id AS id, c.adcode AS adcode
ORDER BY id
