"""Words for a tooltip. Qt guesses whether they are markup; a subject or a name must never be read as that."""

from __future__ import annotations

from html import escape


def tip(*lines: str) -> str:
    """``lines`` below each other as they are written, wrapped where they are long; ``""`` for no tooltip."""
    said = "<br>".join(escape(line) for line in lines if line)
    return f"<qt>{said}</qt>" if said else ""
