-- Statements lie together by organisation and kind of act, so that the first answer about an organisation reads pages that
-- follow one another instead of one for every row. The views are made again after this step.
DROP TABLE statement;

CREATE TABLE statement (
  org INTEGER NOT NULL, -- 0: none
  kind INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  form INTEGER NOT NULL,
  party INTEGER,
  body INTEGER,
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
  provisional INTEGER NOT NULL DEFAULT 0, -- applied, not in force yet
  void INTEGER,
  void_known INTEGER,
  PRIMARY KEY (org, kind, entry)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX statement_entry ON statement(entry);
CREATE INDEX statement_party ON statement(party) WHERE party IS NOT NULL;
CREATE INDEX statement_cluster ON statement(cluster, entry) WHERE cluster IS NOT NULL;
CREATE INDEX statement_void ON statement(void) WHERE void IS NOT NULL;
CREATE INDEX statement_object ON statement(object) WHERE object IS NOT NULL;
CREATE INDEX statement_act ON statement(act) WHERE act <> entry;
