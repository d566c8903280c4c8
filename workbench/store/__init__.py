"""The only opener of SQLite."""

from workbench.store.db import Reader, Row, Store, Tx

__all__ = ["Reader", "Row", "Store", "Tx"]
