-- Layout 8: parts of target lists that are shown to others by link. Of the token in a link, and of what a browser keeps once it
-- opened one, only the digests.
CREATE TABLE share(
  id        TEXT PRIMARY KEY,
  digest    BLOB NOT NULL UNIQUE,
  login     TEXT,              -- whose account made it; none where the command line or the page of this machine did
  local     INTEGER NOT NULL,  -- whether it was the page of this machine, which nobody has once there are accounts
  who       TEXT NOT NULL,     -- who made it, as the journal has it
  chain     TEXT NOT NULL,
  squad     TEXT,              -- whom the receiver belongs to, where that is a squad
  receiver  TEXT NOT NULL,
  purpose   TEXT NOT NULL,
  basis     TEXT NOT NULL,
  contacts  INTEGER NOT NULL,
  columns   TEXT NOT NULL,     -- all that is shown, with a space between
  made      TEXT NOT NULL,
  until     TEXT NOT NULL,
  passcode  TEXT,              -- its hash, with parameters
  tries     INTEGER NOT NULL,  -- how often a passcode may still be tried
  openings  INTEGER NOT NULL,
  openings_left INTEGER NOT NULL,
  revoked   TEXT               -- when
) WITHOUT ROWID;

-- All the entries it shows, by their records.
CREATE TABLE share_row(
  share  TEXT NOT NULL REFERENCES share(id),
  record TEXT NOT NULL,
  PRIMARY KEY(share, record)
) WITHOUT ROWID;

-- Who opened it when; `digest` is of what their browser keeps.
CREATE TABLE opening(
  digest  BLOB PRIMARY KEY,
  share   TEXT NOT NULL REFERENCES share(id),
  number  INTEGER NOT NULL,    -- of its entry in the journal
  at      TEXT NOT NULL,
  until   TEXT NOT NULL,       -- so long the page stays open
  address TEXT NOT NULL,
  sent    INTEGER NOT NULL     -- how often it may still send something
) WITHOUT ROWID;
CREATE INDEX opening_of ON opening(share);

-- What receivers propose to say of an entry; words, so outside the journal.
CREATE TABLE proposal(
  id      INTEGER PRIMARY KEY,
  share   TEXT NOT NULL REFERENCES share(id),
  record  TEXT NOT NULL,
  version INTEGER NOT NULL,    -- of the entry that was seen
  state   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  note    TEXT NOT NULL,
  at      TEXT NOT NULL,
  taken   INTEGER              -- the journal number under which it was looked at; none while it waits
);
CREATE INDEX proposal_of ON proposal(share, record);
