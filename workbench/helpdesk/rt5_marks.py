"""The marks by which what we sent to Request Tracker 5 is found again.

A mark is a comment in the HTML: it is stored in the same step as the words, and the server takes it out of the mail
that the customer gets. It stands first, for a server cuts what is too long at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.helpdesk.rt5_wire import Part
from workbench.kernel.ids import OutgoingId

_BEGUN = re.compile(r"<!-- desk-begun:([0-9a-zA-Z-]{1,64}) -->")


def marker_comment(marker: OutgoingId) -> str:
    """The mark by which a reply is found again."""
    return f"<!-- desk:{marker} -->"


def begun_comment(marker: str) -> str:
    """The mark by which a ticket is found again that was begun here; it is all that its first step says."""
    return f"<!-- desk-begun:{marker} -->"


def begun_by(parts: Iterable[Part]) -> str:
    """The marker of the opening that made this message; empty where it is another's."""
    found = (_BEGUN.match(part.content) for part in parts if not part.filename)
    return next((match[1] for match in found if match), "")
