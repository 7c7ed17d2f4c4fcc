// Nothing: the transaction's bookmark tells how far the database is.
// columns: one INTEGER
RETURN 1 AS one
