"""The sheet that words stand on: what it costs to show many placeholders, and long lines."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.writing import geometry, marks, paper
from ui.writing.geometry import in_view, pieces
from ui.writing.paper import Paper
from workbench.library.model import State
from workbench.library.template.fill import Knowledge, fill
from workbench.packs.model import PackSnippet


@pytest.fixture
def sheet(light: tuple[Theme, str], qtbot: QtBot) -> Paper:
    made = Paper(light[0])
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def show(sheet: Paper, body: str) -> None:
    sheet.show_filled(fill(PackSnippet(id="a", title="A", body=body), Knowledge(values={"ticket.id": "7"})))
    QApplication.processEvents()


def test_many_placeholders_are_dressed_once(sheet: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    dressed: list[int] = []
    real = marks.ink_blanks
    monkeypatch.setattr(paper, "ink_blanks", lambda *args: (dressed.append(len(args[1])), real(*args)))
    told: list[None] = []
    sheet.document().contentsChanged.connect(lambda: told.append(None))
    show(sheet, "Order {{order_no}} of 🙂 {{ticket.id}}\n" * 40)
    assert dressed == [80]
    assert len(told) <= 4  # the words, the objects and the side they stand at: not one for each object
    assert [pill.state for pill in sheet.pills()][:2] == [State.UNKNOWN, State.RESOLVED]
    assert [thing.words for _, thing in sheet.things.all()][-2:] == ["{{order_no}}", "7"]


def test_of_a_long_line_only_what_is_in_view_is_looked_at(sheet: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    show(sheet, "Words and {{order_no}} more of them " * 200)
    first, last = in_view(sheet)
    assert first == 0
    assert 200 < last < 2_000
    seen: list[int] = []
    real = geometry._x
    monkeypatch.setattr(geometry, "_x", lambda line, at: (seen.append(line.lineNumber()), real(line, at))[1])
    far = sheet.pills()[150].at
    assert pieces(sheet, far.start, far.length)
    assert set(seen) <= {seen[0], seen[0] + 1}
    sheet.go_to(far.start)
    QApplication.processEvents()
    first, last = in_view(sheet)
    assert first > 2_000
    assert first < far.start < last


def test_what_is_beyond_the_last_line_in_view_is_not_in_view_and_the_end_is(sheet: Paper) -> None:
    show(sheet, "One line\n" * 3 + "the end")
    assert in_view(sheet) == (0, sheet.document().characterCount())
    show(sheet, "One line\n" * 300)
    first, last = in_view(sheet)
    assert (first, last % 9) == (0, 0)
    assert 9 * 5 < last < 9 * 40


def test_of_very_many_blanks_the_first_are_pills_and_all_hold_a_reply_back(sheet: Paper) -> None:
    sheet.setPlainText("{{a}} " * 2_100)
    assert len(sheet.pills()) == 2_000
    assert len(sheet.labels()) == 2_100
