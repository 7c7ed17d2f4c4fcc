// The indexes of ours that facts go in before, where nothing stands yet.
// columns: name STRING
SHOW INDEXES YIELD name
WHERE name STARTS WITH 'liantu_id_'
RETURN name
