"""A hope and what was decided on it."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.conftest import Bench
from workbench.certainty import check
from workbench.certainty.decisions import Answer, Decision, decided
from workbench.certainty.facts import People
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId

HOPE = "I've passed this on to our team. It should work now."
NO = Decision(topic="Dark mode", answer=Answer.NO, reason="It would halve the contrast of the charts")


class Told:
    """Answers the same for every sentence, and keeps what it was asked."""

    def __init__(self, decision: Decision | None) -> None:
        self._decision = decision
        self.asked: list[tuple[str, str]] = []

    def __call__(self, text: str, ticket: TicketId) -> Decision | None:
        self.asked.append((text, ticket))
        return self._decision


def kinds(decision: Decision | None) -> list[str]:
    return [finding.kind.value for finding in decided(HOPE, check(HOPE), TicketId("t"), Told(decision))]


def test_a_no_comes_with_its_reason() -> None:
    told = Told(NO)
    [hope, doubt] = decided(HOPE, check(HOPE), TicketId("t"), told)
    assert "The answer on “Dark mode” was no. It would halve the contrast of the charts." in hope.message
    assert hope.rewrite == "It would halve the contrast of the charts."
    assert doubt == check(HOPE)[1]
    assert told.asked == [("I've passed this on to our team.", "t")], "only a hope is asked about"


def test_what_somebody_has_in_hand_is_no_false_hope() -> None:
    assert kinds(Decision(topic="Dark mode", answer=Answer.OPEN, owner="Ines")) == ["uncertain"]
    assert kinds(Decision(topic="Dark mode", answer=Answer.OPEN)) == ["false_hope", "uncertain"]


def test_where_nothing_is_decided_the_rule_speaks() -> None:
    assert decided(HOPE, check(HOPE), TicketId("t"), Told(None)) == tuple(check(HOPE))


def test_the_workbench_asks_whoever_knows(bench: Bench) -> None:
    def heard(told: Told | None) -> list[str]:
        core = replace(bench.workbench, decisions=told) if told else bench.workbench
        found = core.knowing(bench.ticket(), OutKind.REPLY, People(), HOPE, check(HOPE))
        return [finding.message for finding in found]

    assert heard(None) == [finding.message for finding in check(HOPE)], "the feedback room has decided nothing yet"
    assert "Dark mode" in heard(Told(NO))[0]
