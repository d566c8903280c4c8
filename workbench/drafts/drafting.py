"""Words that a deed puts into a draft, above what a person has written there."""

from __future__ import annotations

from datetime import datetime

from workbench.drafts import repo
from workbench.drafts.places import joined
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId
from workbench.store import Tx

_AHEAD = 1000  # revisions: no save that an editor has on its way already may overwrite it


def above(tx: Tx, ticket: TicketId, kind: OutKind, text: str, at: datetime) -> bool:
    """Put ``text`` at the top of the draft; False where it stands in it already."""
    draft = repo.load(tx, ticket, kind)
    if draft is not None and text.strip() in draft.text:
        return False
    written, places = text, ""
    if draft is not None:
        front = f"{text.rstrip()}\n\n"
        written, places = front + draft.text, joined("", draft.places, len(front))
    revision = (draft.revision if draft else 0) + _AHEAD
    repo.save(tx, ticket, kind, written, len(text.rstrip()), revision, at, places)
    return True
