"""What a file that goes out is known by, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 20_000_000
MOST_TOGETHER = 25_000_000  # many mail systems take no more


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file in the data folder. ``sha``: SHA-256 of its bytes, hexadecimal; ``size`` in bytes, never 0."""

    sha: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A kept file on a draft, or on what goes out. It keeps its ``id`` on the way from the one to the other."""

    id: str
    file: KeptFile
