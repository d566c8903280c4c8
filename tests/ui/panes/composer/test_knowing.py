"""What is known beside the words comes as a finding: quiet while it is typed, told on the card, changed by an act."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.composer.acts import Act
from ui.panes.composer.pane import ComposerPane
from workbench.certainty.decisions import Answer, Decision
from workbench.certainty.model import Known
from workbench.feedback.advocacy.model import Status
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import EntryId, TicketId
from workbench.packs.model import Fact, PackSnippet

SLIP = "Hi Metty,\n\nIt is refunded."


def kinds(pane: ComposerPane) -> list[str]:
    return [mark.finding.kind.value for mark in pane.checks.warnings()]


def test_a_slip_in_the_name_is_told_and_put_right_by_an_act_alone(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    pane.editor.exchange(SLIP, len(SLIP))
    qtbot.waitUntil(lambda: kinds(pane) == [Known.FACT.value])
    assert pane.editor.text() == SLIP
    parts.registry.run("reply.next_finding")
    assert pane.guide.card.isVisible()
    QTest.keyClick(pane.guide.card, Qt.Key.Key_U)
    assert pane.editor.text() == SLIP.replace("Metty", "Mette")
    qtbot.waitUntil(lambda: kinds(pane) == [])


def test_what_is_known_is_kept_in_this_reply_and_never_for_good(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    pane.editor.exchange(SLIP, len(SLIP))
    qtbot.waitUntil(lambda: kinds(pane) == [Known.FACT.value])
    parts.registry.run("reply.next_finding")
    card = pane.guide.card
    assert [action.isVisible() for action in card.more.menu().actions()] == [False, True]
    QTest.keyClick(card, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert not card.in_step()
    QTest.keyClick(card, Qt.Key.Key_K)
    assert kinds(pane) == []


def test_the_greeting_is_left_alone_while_it_is_typed(pane: ComposerPane, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "Hi Metty")
    qtbot.waitUntil(lambda: bool(pane.checks._marks))
    assert pane.checks.warnings() == ()
    qtbot.waitUntil(lambda: kinds(pane) == [Known.FACT.value], timeout=4000)


def test_a_fact_that_ran_out_under_a_draft_is_told(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    core = parts.workbench
    today = core.clock.now().date()
    core.facts.save(Fact(name="refund_days", value="30", valid_until=today))
    core.editing.add(
        PackSnippet(
            id="refunds", title="Refunds", language="en", body="You have {{fact.refund_days}} days to return it."
        )
    )
    [snippet] = [each for each in core.library.all() if each.title == "Refunds"]
    pane.begin(OutKind.REPLY)
    pane.inserting.insert(snippet)
    qtbot.wait(400)
    assert kinds(pane) == []
    core.facts.save(Fact(name="refund_days", value="30", valid_until=today - timedelta(days=1)))
    qtbot.waitUntil(lambda: kinds(pane) == [Known.FACT.value])
    assert "The fact refund_days was valid until" in pane.checks.warnings()[0].finding.message
    core.facts.save(Fact(name="refund_days", value="14"))
    qtbot.waitUntil(lambda: [mark.finding.rewrite for mark in pane.checks.warnings()] == ["14"])


def odd(pane: ComposerPane) -> tuple[str, ...]:
    return pane._teller._status().odd


def test_a_fact_that_has_run_out_is_told_once(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    core = parts.workbench
    gone, soon = (core.clock.now().date() + timedelta(days=days) for days in (-1, 5))
    core.facts.save(Fact(name="refund_days", value="30", valid_until=gone))
    core.facts.save(Fact(name="new_days", value="45", valid_from=soon))
    body = "You have {{fact.refund_days}} days to return it, and soon {{fact.new_days}}."
    core.editing.add(PackSnippet(id="refunds", title="Refunds", language="en", body=body))
    [snippet] = [each for each in core.library.all() if each.title == "Refunds"]
    pane.begin(OutKind.REPLY)
    pane.inserting.insert(snippet)
    qtbot.waitUntil(lambda: kinds(pane) == [Known.FACT.value])
    assert odd(pane) == ("45",), "what holds from a later day on has no card"
    pane._next_odd()
    assert pane.editor.textCursor().selectedText() == "45"
    pane.guide._verifying.answer(Act.KEEP, pane.checks.warnings()[0])
    qtbot.waitUntil(lambda: kinds(pane) == [])
    assert odd(pane) == ("45",)


def test_the_answer_on_a_topic_is_told_where_it_was_no(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    def told(_text: str, _ticket: TicketId) -> Decision:
        return Decision(topic="Dark mode", answer=Answer.NO, reason="The charts would lose their contrast")

    pane._knowing._workbench = replace(parts.workbench, decisions=told)
    pane.begin(OutKind.REPLY)
    pane.editor.exchange("I've passed this on to our team.", 0)
    qtbot.waitUntil(lambda: kinds(pane) == ["false_hope"])
    finding = pane.checks.warnings()[0].finding
    assert "The answer on “Dark mode” was no." in finding.message
    assert finding.rewrite == "The charts would lose their contrast."


def test_what_was_decided_on_the_ticket_s_topic_is_known_while_writing(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    product = parts.workbench.product
    entry, reason = EntryId("said-here"), "The charts would lose their contrast."
    parts.workbench.store.write(
        lambda tx: tx.run(
            "INSERT INTO entry (id, kind, verbatim, ticket_id, said_at, captured_at, practice)"
            " VALUES (?, 'request', 'A dark mode?', ?, ?, ?, 1)",
            [entry, pane._ticket, "2026-05-04T12:00:00.000000Z", "2026-05-04T12:00:00.000000Z"],
        )
    )
    topic = product.topics.create("Dark mode", TopicKind.REQUEST, entry=entry).value.topic.id
    product.advocacy.decide(topic, Status.NO, decided_by="Mara", reason=reason)
    pane.begin(OutKind.REPLY)
    pane.editor.exchange("I've passed this on to our team.", 0)
    qtbot.waitUntil(lambda: kinds(pane) == ["false_hope"])
    finding = pane.checks.warnings()[0].finding
    assert "The answer on “Dark mode” was no." in finding.message
    assert finding.rewrite == reason
    product.advocacy.decide(topic, Status.CONSIDERING)
    product.topics.change(topic, {"owner": "Mara"})
    pane.editor.exchange("I've passed this on to our team today.", 0)
    qtbot.waitUntil(lambda: kinds(pane) == [])


def test_an_owed_reply_comes_into_the_draft_that_is_open(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    product = parts.workbench.product
    world = World(parts.workbench.store, parts.workbench.clock, product.topics)
    entry = world.say("acme", "A dark mode?")
    world.write("UPDATE entry SET ticket_id = ? WHERE id = ?", pane._ticket, entry)
    topic = product.topics.create("Dark mode", TopicKind.REQUEST, entry=entry).value.topic.id
    product.advocacy.decide(topic, Status.NO, decided_by="Mara", reason="The charts would lose their contrast.")
    pane.begin(OutKind.REPLY)
    pane.editor.exchange("About your refund:", 0)
    pane.autosave.flush()
    [owed] = product.owed.waiting()
    product.owed.draft(owed.id)
    qtbot.waitUntil(lambda: pane.editor.text().startswith("Hi Acme,"))
    assert pane.editor.text().count("About your refund:") == 1
    assert pane.editor.text().endswith("About your refund:")


def test_a_language_without_rules_is_told_of_the_name_all_the_same(pane: ComposerPane, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    pane.editor.load(SLIP)
    pane.checks.attend(pane.page(), "fi")
    qtbot.waitUntil(lambda: kinds(pane) == [Known.FACT.value])
    assert not pane.checks.has_rules
