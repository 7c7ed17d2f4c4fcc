-- Layout 7: second factors, and tokens of programs.

-- Codes by time (RFC 6238). `used` is the last step of 30 s whose code let somebody in: it lets nobody in again.
CREATE TABLE factor(
  login  TEXT PRIMARY KEY REFERENCES account(login),
  secret BLOB NOT NULL,
  used   INTEGER NOT NULL
) WITHOUT ROWID;

-- One-time codes for whoever has lost the other ones; of each only the digest.
CREATE TABLE recovery_code(
  login  TEXT NOT NULL REFERENCES account(login),
  digest BLOB NOT NULL,
  PRIMARY KEY(login, digest)
) WITHOUT ROWID;

-- By which programs come as an account; of the secret only the digest.
CREATE TABLE token(
  digest BLOB PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  login  TEXT NOT NULL REFERENCES account(login),
  made   TEXT NOT NULL,
  until  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX token_of ON token(login);

-- When the password of an account was set; none where that was before this layout.
ALTER TABLE account ADD COLUMN set_at TEXT;

-- By which rules people are let in.
CREATE TABLE setting(
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
