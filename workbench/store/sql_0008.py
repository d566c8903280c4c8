"""The statements of step 8: counts begin anew, and what an import does to facts is kept."""

M0008 = """
DELETE FROM snippet_rewrite
;;
DELETE FROM snippet_paragraph
;;
CREATE TABLE fact_history (
  seq INTEGER PRIMARY KEY, batch TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, was TEXT,
  became TEXT NOT NULL) STRICT
;;
CREATE INDEX fact_history_by_batch ON fact_history (batch)
;;
CREATE TABLE batch_asset (batch TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (batch, name)) STRICT, WITHOUT ROWID
"""
