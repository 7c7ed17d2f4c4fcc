// Waits until the indexes are built.
CALL db.awaitIndexes(300)
