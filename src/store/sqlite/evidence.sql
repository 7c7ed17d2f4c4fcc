-- Layout 9: files that show what people's work says. What is in one stands by itself: behind a stretch of nothing as long as a
-- page, so that all of it lies on pages that it has for itself, which are zeroed whole when it goes.
CREATE TABLE evidence(
  kind    INTEGER NOT NULL,
  a       INTEGER NOT NULL,  -- the id of the trip, the visit, the project
  part    TEXT NOT NULL,     -- the node of the project
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  form    TEXT NOT NULL,
  bytes   INTEGER NOT NULL,
  digest  TEXT NOT NULL,     -- SHA-256 of what is in it; the journal has it, too
  who     TEXT NOT NULL,
  at      TEXT NOT NULL,
  content INTEGER NOT NULL,
  PRIMARY KEY(kind, a, part, id)
) WITHOUT ROWID;

CREATE TABLE evidence_content(
  nr      INTEGER PRIMARY KEY,
  blank   BLOB NOT NULL,
  content BLOB NOT NULL
);
