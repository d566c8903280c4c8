"""The statements of step 7 of the store: conversations that begin here."""

M0007 = """
ALTER TABLE ticket ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE ticket ADD COLUMN edge TEXT
;;
ALTER TABLE ticket ADD COLUMN inbox TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE ticket ADD COLUMN to_name TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE ticket ADD COLUMN to_email TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE ticket ADD COLUMN to_typed TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE account ADD COLUMN inboxes_at TEXT
;;
CREATE TABLE inbox (
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, remote_id TEXT NOT NULL, name TEXT NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (account_id, remote_id)) STRICT
"""
