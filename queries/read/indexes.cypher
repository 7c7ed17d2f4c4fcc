// The indexes of ours beside the constraint's own.
// columns: name STRING
SHOW INDEXES YIELD name
WHERE name STARTS WITH 'liantu_' AND name <> 'liantu_lid'
RETURN name
