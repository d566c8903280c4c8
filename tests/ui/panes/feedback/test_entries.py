"""The section of entries shows customers' exact words, lets them be sorted, and takes nothing away for good."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.feedback.entries.delegate import EntryDelegate
from ui.panes.feedback.entries.model import Entries
from ui.panes.feedback.entries.presenter import MOST
from ui.panes.feedback.entries.section import EntriesSection
from ui.panes.feedback.kinds import look_of
from ui.widgets.rows import ROW
from workbench.app import Workbench
from workbench.feedback.model import Captured, Entry, FeedbackKind
from workbench.tickets.model import TicketQuery


def capture(workbench: Workbench, at: int, kind: FeedbackKind, note: str = "") -> Entry:
    ticket = workbench.tickets.page(TicketQuery()).rows[at].id
    conversation = workbench.tickets.open(ticket)
    assert conversation is not None
    message = next(each for each in conversation.messages if each.author == "customer")
    answer = workbench.feedback.capture(message.id, message.text[:80], kind, note).value
    assert isinstance(answer, Captured)
    return answer.entry


@pytest.fixture
def entries(workbench: Workbench) -> list[Entry]:
    kinds = (FeedbackKind.BUG, FeedbackKind.KUDOS, FeedbackKind.BUG)
    return [capture(workbench, at, kind) for at, kind in enumerate(kinds)]


@pytest.fixture
def pane(parts: Parts, entries: list[Entry], qtbot: QtBot) -> EntriesSection:
    made = EntriesSection(parts)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.rows.rowCount() == len(entries))
    return made


def kept(parts: Parts, entry: Entry) -> Entry:
    return next(each for each in parts.workbench.feedback.listed() if each.id == entry.id)


def test_the_model_keeps_qts_rules(parts: Parts, entries: list[Entry], qtmodeltester: ModelTester) -> None:
    model = Entries()
    qtmodeltester.check(model)
    model.show_rows(entries)
    model.show_rows(entries[1:])
    assert model.rowCount() == 2


def test_every_kind_has_a_word_a_shape_and_a_letter_of_its_own() -> None:
    looks = [look_of(kind) for kind in FeedbackKind]
    for of_each in ([x.word for x in looks], [x.icon for x in looks], [x.letter for x in looks]):
        assert len(set(of_each)) == len(FeedbackKind) and all(of_each)


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)],
)
def test_the_search_keys_lead_to_its_own_search(
    pane: EntriesSection, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    pane.activateWindow()
    pane.view.setFocus()
    qtbot.keyClick(pane.view, key, held)
    qtbot.waitUntil(pane.search.hasFocus)


def test_the_gesture_is_explained_where_there_is_nothing(parts: Parts, qtbot: QtBot) -> None:
    pane = EntriesSection(parts)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitUntil(lambda: pane.empty._title.text() == "No feedback yet")
    assert "press F" in pane.empty._sentence.text()
    assert not pane.search.isVisible() and not pane.detail.isVisible()


def test_a_chip_counts_entries_of_its_kind_and_narrows_to_them(pane: EntriesSection, qtbot: QtBot) -> None:
    assert pane.chips[FeedbackKind.BUG].text() == "Bug 2"
    pane.chips[FeedbackKind.KUDOS].click()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 1)
    assert pane.rows.index(0).data(ROW).kind is FeedbackKind.KUDOS
    pane.chips[FeedbackKind.KUDOS].click()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 3)


def test_a_letter_in_the_list_changes_the_kind_and_undo_brings_it_back(
    pane: EntriesSection, parts: Parts, qtbot: QtBot
) -> None:
    entry = pane.detail.entry()
    assert entry is not None
    qtbot.keyClick(pane.view, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: kept(parts, entry).kind is FeedbackKind.REQUEST)
    qtbot.waitUntil(parts.undo.canUndo)
    parts.undo.undo()
    assert kept(parts, entry).kind is entry.kind


def test_a_note_is_kept_when_typing_rests(pane: EntriesSection, parts: Parts, qtbot: QtBot) -> None:
    entry = pane.detail.entry()
    assert entry is not None
    qtbot.keyClicks(pane.detail.note, "told the team")
    qtbot.waitUntil(lambda: kept(parts, entry).note == "told the team")
    assert kept(parts, entry).verbatim == entry.verbatim


def test_a_note_is_kept_when_another_entry_is_chosen_at_once(pane: EntriesSection, parts: Parts, qtbot: QtBot) -> None:
    entry = pane.detail.entry()
    assert entry is not None
    qtbot.keyClicks(pane.detail.note, "quick")
    pane.view.setCurrentIndex(pane.rows.index(1))
    qtbot.waitUntil(lambda: kept(parts, entry).note == "quick")
    assert pane.detail.note.toPlainText() == ""


def test_what_is_removed_comes_back_by_undo(pane: EntriesSection, parts: Parts, qtbot: QtBot) -> None:
    pane.detail.remove_button.click()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 2)
    text, verb, run = parts.notices.said[-1]  # type: ignore[attr-defined]
    assert (text, verb) == ("The entry is removed.", "Undo")
    run()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 3)


def test_the_conversation_is_asked_for(pane: EntriesSection, qtbot: QtBot) -> None:
    entry = pane.detail.entry()
    with qtbot.waitSignal(pane.ticket_asked) as asked:
        pane.detail.open_button.click()
    assert entry is not None and asked.args == [entry.ticket]


def test_the_account_and_what_can_be_masked_are_shown_and_m_masks(
    pane: EntriesSection, parts: Parts, qtbot: QtBot
) -> None:
    entry = pane.detail.entry()
    assert entry is not None
    parts.workbench.store.write(
        lambda tx: tx.run("UPDATE entry SET verbatim = 'write to a@b.example' WHERE id = ?", [entry.id])
    )
    pane.search.setText("example")
    qtbot.waitUntil(lambda: pane.detail.mask_button.text() == "Mask 1 personal detail")
    client = parts.workbench.feedback.about(entry.id)
    assert client is not None and pane.detail._client.text() == f"Account: {client.name}"
    qtbot.keyClick(pane.view, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: kept(parts, entry).verbatim == "write to [email]")
    assert kept(parts, entry).masked_at is not None
    pane.search.setText("write")
    qtbot.waitUntil(lambda: "personal data masked" in pane.detail._when.text())
    qtbot.waitUntil(pane.detail.mask_button.isHidden)
    qtbot.waitUntil(parts.undo.canUndo)
    parts.undo.undo()
    assert kept(parts, entry).verbatim == "write to a@b.example"


def test_what_we_saw_says_so_and_names_no_account(pane: EntriesSection, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.feedback.note_own("Every Monday it is slow", FeedbackKind.CONFUSION)
    pane.search.setText("monday")
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 1)
    assert pane.detail._who.text() == "What we saw ourselves. It counts as no account."
    assert pane.detail._client.isHidden() and not pane.detail.open_button.isEnabled()


def test_a_kind_that_the_message_has_already_is_refused_kindly(
    pane: EntriesSection, parts: Parts, entries: list[Entry], qtbot: QtBot
) -> None:
    again = capture(parts.workbench, 0, FeedbackKind.REQUEST)
    qtbot.waitUntil(lambda: pane.rows.rowCount() == len(entries) + 1)
    pane.view.setCurrentIndex(pane.rows.place(again.id))
    qtbot.keyClick(pane.view, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: bool(parts.notices.said))  # type: ignore[attr-defined]
    assert parts.notices.said[-1][0] == "The same message is kept as bug already."  # type: ignore[attr-defined]
    assert kept(parts, again).kind is FeedbackKind.REQUEST


def test_of_very_many_the_newest_are_listed_and_all_are_counted(parts: Parts, qtbot: QtBot) -> None:
    rows = [(f"{at:05}", f"2026-05-04T10:00:00.{at:06}Z") for at in range(MOST + 20)]
    parts.workbench.store.write(
        lambda tx: tx.run_many(
            "INSERT INTO entry (id, kind, verbatim, said_at, captured_at) VALUES (?1, 'bug', 'slow', ?2, ?2)", rows
        )
    )
    pane = EntriesSection(parts)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == MOST)
    assert pane.chips[FeedbackKind.BUG].text() == f"Bug {MOST + 20}"
    assert pane._more.isVisible()
    assert pane.rows.index(0).data(ROW).id == rows[-1][0]


def test_words_with_emoji_are_broken_between_words(
    pane: EntriesSection, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(Drawing, "drawn", drawn, raising=False)
    picture = QImage(400, 100, QImage.Format.Format_ARGB32)
    painter = Drawing(picture)
    delegate = EntryDelegate(parts.icons, parts.workbench.clock.now)
    delegate._paint_words(painter, QRect(0, 0, 200, 60), "😀😀😀 " + "wordings " * 12)
    painter.end()
    assert len(drawn) == 2
    assert drawn[0].split()[-1] == "wordings"
    assert drawn[1].startswith("wordings")


class Drawing(QPainter):
    """Tells what is written with it."""

    drawn: list[str]

    def drawText(self, *how: object) -> None:
        self.drawn.append(str(how[-1]))
