"""The marks by which what we put on a tracker is found again. Pure.

Markdown has comments that nobody sees; Jira has none, so there it is a short last line that people see.
"""

from __future__ import annotations

from workbench.feedback.trackers.port import Markup
from workbench.kernel.ids import PushId


def marker(push: PushId) -> str:
    """What is looked for."""
    return f"support-workbench:{push}"


def marked(body: str, push: PushId, markup: Markup) -> str:
    """``body`` with its mark."""
    mark = marker(push)
    return f"{body}\n\n<!-- {mark} -->" if markup is Markup.MARKDOWN else f"{body}\n\nRef: {mark}"
