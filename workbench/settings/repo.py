"""Settings in SQL."""

from __future__ import annotations

from workbench.store import Reader, Tx


def read_value(reader: Reader, key: str) -> str | None:
    found: str | None = reader.value("SELECT value FROM setting WHERE key = ?", [key])
    return found


def write_value(tx: Tx, key: str, value: str) -> None:
    tx.run(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [key, value],
    )
