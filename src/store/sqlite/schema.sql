CREATE TABLE meta(
  key   TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

-- A batch without seq is being staged: its rows are invisible.
CREATE TABLE batch(
  id     INTEGER PRIMARY KEY,
  uuid   TEXT NOT NULL UNIQUE,
  seq    INTEGER UNIQUE,
  who    TEXT NOT NULL,
  at     TEXT NOT NULL,
  why    TEXT NOT NULL,
  kinds  INTEGER NOT NULL DEFAULT 0,
  rows   INTEGER NOT NULL DEFAULT 0,
  digest BLOB,
  form   INTEGER NOT NULL DEFAULT 1  -- how the digest was made
);

CREATE TABLE file(
  batch INTEGER NOT NULL REFERENCES batch(id),
  ix    INTEGER NOT NULL,
  name  TEXT NOT NULL,
  sheet TEXT,
  PRIMARY KEY(batch, ix)
) WITHOUT ROWID;

CREATE TABLE node(
  id    INTEGER PRIMARY KEY,
  kind  INTEGER NOT NULL,
  ref   TEXT NOT NULL,
  batch INTEGER NOT NULL,
  UNIQUE(ref, kind)
);

-- a, b: nodes (b is 0 where the key has one); c: the rest of the key and the source; val NULL: closed.
CREATE TABLE row(
  kind   INTEGER NOT NULL,
  a      INTEGER NOT NULL,
  b      INTEGER NOT NULL,
  c      TEXT NOT NULL,
  batch  INTEGER NOT NULL,
  val    BLOB,
  origin INTEGER NOT NULL,
  PRIMARY KEY(kind, a, b, c, batch)
) WITHOUT ROWID;

-- Keys of small batches; large ones are found by a scan for their batch.
CREATE TABLE log(
  batch INTEGER NOT NULL,
  kind  INTEGER NOT NULL,
  a     INTEGER NOT NULL,
  b     INTEGER NOT NULL,
  c     TEXT NOT NULL,
  PRIMARY KEY(batch, kind, a, b, c)
) WITHOUT ROWID;

-- Texts of people's work that can be erased for good; a row holds a keyed digest of each. In the order of rows, so that a list
-- finds its words in one pass.
CREATE TABLE words(
  kind   INTEGER NOT NULL,
  a      INTEGER NOT NULL,
  b      INTEGER NOT NULL,
  c      TEXT NOT NULL,
  digest BLOB NOT NULL,
  text   TEXT NOT NULL,
  PRIMARY KEY(kind, a, b, c, digest)
) WITHOUT ROWID;

-- Outside the journal, so that it can be erased for good; row holds a keyed digest of each.
CREATE TABLE contact(
  of     INTEGER NOT NULL,
  digest BLOB NOT NULL,
  batch  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  title  TEXT NOT NULL,
  phone  TEXT NOT NULL,
  email  TEXT NOT NULL,
  PRIMARY KEY(of, digest, batch)
) WITHOUT ROWID;
