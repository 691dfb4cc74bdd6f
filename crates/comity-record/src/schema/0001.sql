-- The log. Rows are only ever added; `hash` covers the row and the hash of the row before.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES source(id),
  known TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  body TEXT NOT NULL,
  content INTEGER,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX entry_content ON entry(content) WHERE content IS NOT NULL;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;

-- Everything below is derived from the log and made again by `comity rebuild`. Days are numbers, see `days.rs`.
CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE statement (
  entry INTEGER PRIMARY KEY,
  form INTEGER NOT NULL,
  org INTEGER,
  party INTEGER,
  body INTEGER,
  kind INTEGER NOT NULL,
  class INTEGER,
  standing INTEGER,
  object TEXT,
  stage INTEGER NOT NULL,
  stance INTEGER NOT NULL,
  from_a INTEGER, from_b INTEGER,
  until_a INTEGER, until_b INTEGER,
  on_a INTEGER, on_b INTEGER,
  seen_a INTEGER, seen_b INTEGER,
  known INTEGER NOT NULL,
  source INTEGER NOT NULL,
  act INTEGER NOT NULL,
  cluster INTEGER,
  unverified INTEGER NOT NULL,
  void INTEGER,
  void_known INTEGER
) STRICT;
CREATE INDEX statement_org ON statement(org, kind) WHERE org IS NOT NULL;
CREATE INDEX statement_party ON statement(party) WHERE party IS NOT NULL;
CREATE INDEX statement_cluster ON statement(cluster) WHERE cluster IS NOT NULL;
CREATE INDEX statement_void ON statement(void) WHERE void IS NOT NULL;
CREATE INDEX statement_object ON statement(object) WHERE object IS NOT NULL;
CREATE INDEX statement_act ON statement(act) WHERE act <> entry;

CREATE TABLE link (
  entry INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL,
  act INTEGER NOT NULL,
  undone INTEGER NOT NULL
) STRICT;
CREATE INDEX link_claim ON link(claim);

CREATE TABLE document (
  entry INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  known INTEGER NOT NULL,
  source INTEGER NOT NULL,
  copy_of INTEGER
) STRICT;

CREATE TABLE quotation (
  entry INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  speaker INTEGER,
  known INTEGER NOT NULL
) STRICT;
CREATE INDEX quotation_speaker ON quotation(speaker) WHERE speaker IS NOT NULL;

CREATE TABLE sketch (
  hash INTEGER NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
