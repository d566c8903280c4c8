"""The list that export and erasure go by is the schema itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlite_utils import Database

from workbench.feedback.yours.tables import BY_NAME, DERIVED, ELSEWHERE, KEPT
from workbench.store.migrations import migrate

_SHADOW = re.compile(r"_(data|idx|content|docsize|config)$")


@pytest.fixture
def schema(tmp_path: Path) -> Database:
    database = Database(tmp_path / "all.db", execute_plugins=False)
    migrate(database)
    return database


def test_every_table_is_said_to_be_exported_reckoned_or_elsewhere(schema: Database) -> None:
    names = {name for name in schema.table_names() if not name.startswith("sqlite_")}
    indexes = {name for name in names if name.endswith("_fts") or name in {"snippet_head", "snippet_text"}}
    shadows = {name for name in names if _SHADOW.search(name) and _SHADOW.sub("", name) in indexes}
    assert names - shadows - set(BY_NAME) - DERIVED - ELSEWHERE == set()
    assert not set(BY_NAME) & DERIVED and not (set(BY_NAME) | DERIVED) & ELSEWHERE


def test_every_column_is_said_to_hold_words_or_none(schema: Database) -> None:
    for table in KEPT:
        if table.name in schema.table_names():
            unsaid = {column.name for column in schema[table.name].columns} - table.columns
            assert not unsaid, f"{table.name}: say in tables.py whether these hold a customer's words"


def test_what_a_table_points_into_comes_before_it_and_is_said(schema: Database) -> None:
    before: set[str] = set()
    for table in KEPT:
        if table.name in schema.table_names():
            for key in schema[table.name].foreign_keys:
                if key.other_table in BY_NAME:
                    assert table.refs.get(key.column) == key.other_table and key.other_table in before
                else:
                    assert key.column in table.home, f"{table.name}.{key.column} points out of feedback"
        before.add(table.name)
