"""What a draft is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import MessageId, TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply or note in the making. ``caret``: code points; ``seen_message``: the newest message when it was begun.

    ``places``: what an editor keeps beside the words of what was filled in where. The library
    reads from it which words are values and no wording.
    """

    ticket: TicketId
    kind: OutKind
    text: str
    caret: int
    revision: int
    begun_at: datetime
    seen_message: MessageId | None
    places: str = ""
