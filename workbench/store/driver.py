"""The SQLite driver that sqlite-utils chose: pysqlite3 in packaged builds, the standard library's elsewhere.

Its exceptions are of the driver's own module, so it must be asked for in one place.
"""

from __future__ import annotations

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

__all__ = ["sqlite3"]
