"""What was decided on what the customer hopes for. Others know it; this room only asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from workbench.certainty.model import Finding, Kind
from workbench.kernel.ids import TicketId
from workbench.kernel.text import in_marks

_ENDS = ".!?…"


class Answer(StrEnum):
    """How it stands with a topic."""

    OPEN = "open"
    NOT_NOW = "not_now"
    NOT_THIS_WAY = "not_this_way"
    NO = "no"


_SAID = {Answer.NO: "was no", Answer.NOT_NOW: "was not now", Answer.NOT_THIS_WAY: "was not this way"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``topic``: what it is about; ``reason``: why, in the words of who decided; ``owner``: who has it in hand."""

    topic: str
    answer: Answer
    reason: str = ""
    owner: str = ""


class Decisions(Protocol):
    """Answers for a sentence of a reply on a ticket: the decision that it speaks of, or None where there is none.

    It is asked on a worker's thread.
    """

    def __call__(self, text: str, ticket: TicketId) -> Decision | None: ...


def decided(reply: str, findings: Iterable[Finding], ticket: TicketId, decisions: Decisions) -> tuple[Finding, ...]:
    """``findings`` with what was decided: a hope that somebody has in hand is no false one; a no has its reason."""
    made = []
    for finding in findings:
        decision = None
        if finding.kind is Kind.FALSE_HOPE:
            decision = decisions(reply[finding.replaces.start : finding.replaces.end], ticket)
        if decision is None:
            made.append(finding)
        elif decision.answer is not Answer.OPEN:
            made.append(_with_reason(finding, decision))
        elif not decision.owner:
            made.append(finding)
    return tuple(made)


def _with_reason(finding: Finding, decision: Decision) -> Finding:
    reason = decision.reason.strip()
    if reason and reason[-1] not in _ENDS:
        reason += "."
    return replace(
        finding,
        message=f"The customer hears that it may still come. The answer on {in_marks(decision.topic)}"
        f" {_SAID[decision.answer]}." + (f" {reason}" if reason else ""),
        verify="Look whether the answer still holds, then tell them, with the reason.",
        rewrite=reason or None,
    )
