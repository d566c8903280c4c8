"""Pages in plain words that are handed on as Markdown. Pure. Nobody is counted in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.feedback.advocacy.model import Outcome
from workbench.feedback.around.model import Kudos, Promise

NOTHING_YET = "Nothing is noted for this yet."


def digest(kudos: Sequence[Kudos], first: date, last: date, *, public: bool) -> str:
    """What customers praised, in their words. ``public``: only what may be quoted, and without names."""
    shown = [each for each in kudos if each.allowed or not public]
    head = f"# What customers thanked us for\n\n{first.isoformat()} to {last.isoformat()}\n"
    if not shown:
        none = "Nobody has said yet that we may quote them." if public and kudos else NOTHING_YET
        return f"{head}\n{none}\n"
    quotes = "\n".join(_quote(each, public=public) for each in shown)
    return f"{head}\n{quotes}\nThank you to everyone who had a hand in it.\n"


def month(
    name: str, purpose: str, outcomes: Sequence[Outcome], kudos: Sequence[Kudos], promises: Sequence[Promise]
) -> str:
    """What was done in a month: what changed, what customers said, which promises were kept."""
    parts = [f"# What we did in {name}\n"]
    if purpose:
        parts.append(f"*{purpose}*\n")
    changed = [_changed(each) for each in outcomes]
    kept = [f"- {each.who}: {each.what}" + (f" ({each.topic_title})" if each.topic_title else "") for each in promises]
    parts += ["## What changed\n", "\n".join(changed or [NOTHING_YET]) + "\n"]
    parts += ["## What customers said\n", "\n".join(_quote(each, public=False) for each in kudos) or NOTHING_YET + "\n"]
    parts += ["## Promises that were kept\n", "\n".join(kept or [NOTHING_YET]) + "\n"]
    return "\n".join(parts)


def _quote(kudos: Kudos, *, public: bool) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in kudos.verbatim.splitlines())
    source = kudos.link if public else kudos.name
    return f"{quoted}\n" + (f">\n> {source}\n" if source else "")


def _changed(outcome: Outcome) -> str:
    told = outcome.changed or outcome.title
    lead = f"- **{outcome.title}**: {told}" if told != outcome.title else f"- **{outcome.title}**"
    if not outcome.after:
        return f"{lead} What it did is measured on {outcome.due_on.isoformat()}."
    return f"{lead} Conversations about it: {_weekly(outcome.before)} a week before, {_weekly(outcome.after)} after."


def _weekly(weeks: Sequence[int]) -> str:
    return f"{sum(weeks) / len(weeks):.1f}".removesuffix(".0") if weeks else "0"
