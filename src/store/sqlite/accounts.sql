-- Who may log in. Outside the journal, which holds who did what by login.
CREATE TABLE account(
  login    TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  hash     TEXT,              -- of the password, with its parameters; none until one is set
  disabled INTEGER NOT NULL DEFAULT 0,
  made     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE account_grant(
  login TEXT NOT NULL REFERENCES account(login),
  role  TEXT NOT NULL,
  scope TEXT NOT NULL,        -- blank where the role is granted over the city
  PRIMARY KEY(login, role, scope)
) WITHOUT ROWID;

-- Passwords of before, which are not taken again.
CREATE TABLE past_password(
  login TEXT NOT NULL REFERENCES account(login),
  ix    INTEGER NOT NULL,
  hash  TEXT NOT NULL,
  PRIMARY KEY(login, ix)
) WITHOUT ROWID;

-- One-time links by which a password is set; of their secret only the digest.
CREATE TABLE invitation(
  login  TEXT PRIMARY KEY REFERENCES account(login),
  digest BLOB NOT NULL UNIQUE,
  until  TEXT NOT NULL
) WITHOUT ROWID;

-- Who is logged in; of the secret that a browser keeps only the digest.
CREATE TABLE session(
  digest  BLOB PRIMARY KEY,
  login   TEXT NOT NULL REFERENCES account(login),
  begun   TEXT NOT NULL,
  idle_at TEXT NOT NULL,
  ends    TEXT NOT NULL,
  address TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_of ON session(login);
