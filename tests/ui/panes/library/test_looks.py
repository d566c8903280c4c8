"""How the library looks where a look has a meaning: placeholders, rows, fields and facts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.delegate import _at_end
from ui.panes.library.editing.details import Details
from ui.panes.library.editing.fields import FieldLine
from ui.panes.library.facts import FactsPage
from ui.theme.theme import Look
from ui.writing.template_paper import TemplatePaper
from workbench.library.model import State
from workbench.packs.model import Field, FieldType


def test_in_the_editor_a_placeholder_looks_as_what_comes_of_it(parts: Parts, qtbot: QtBot) -> None:
    paper = TemplatePaper(parts.theme)
    qtbot.addWidget(paper)
    paper.setPlainText(
        "Hi {{customer.first_name|there}}, 🙂 {{field.day}} {{?field.paid}}Paid{{/}} {{fact.days}} {{yours|why}} {{custmer}}"
    )
    known, asked = State.RESOLVED, State.EMPTY
    assert [pill.state for pill in paper.pills()] == [known, asked, known, known, known, State.YOURS, State.UNKNOWN]


def test_a_field_is_read_from_its_beginning_and_leaves_no_hole(parts: Parts, qtbot: QtBot) -> None:
    for kind, hole in ((FieldType.TEXT, 1), (FieldType.DATE, 0)):
        line = FieldLine(parts.icons, Field(name="day", label="The day on which it is on their statement", type=kind))
        qtbot.addWidget(line)
        line.resize(300, 120)
        line.show()
        assert line.label.cursorPosition() == 0
        assert (line.default.x() > 0) == bool(hole)


def test_in_a_row_of_the_library_the_shortcut_is_whole_beside_a_word(parts: Parts, qtbot: QtBot) -> None:
    metrics = QFontMetrics(parts.theme.fonts.mono())
    canvas = QPixmap(360, 30)
    painter = QPainter(canvas)
    painter.setFont(parts.theme.fonts.mono())
    rest = _at_end(painter, QRect(0, 0, 360, 30), ";vatadd", 144, backwards=False)
    painter.setFont(parts.theme.fonts.caption())
    title = _at_end(painter, rest, "out of date", 144, backwards=False)
    painter.end()
    assert 360 - rest.width() == metrics.horizontalAdvance(";vatadd") + 2 + 12
    assert 180 < title.width() < rest.width() - 40


def test_a_list_of_facts_is_no_wider_than_its_place(parts: Parts, qtbot: QtBot) -> None:
    page = FactsPage(parts)
    qtbot.addWidget(page)
    page.resize(420, 400)
    page.show()
    page.open_page()
    assert page.view.model().rowCount()
    assert page.view.visualRect(page.view.model().index(2, 0)).width() <= page.view.viewport().width()


def test_all_details_begin_at_one_edge(parts: Parts, qtbot: QtBot) -> None:
    details = Details(parts.icons)
    qtbot.addWidget(details)
    details.resize(500, 500)
    details.show()
    details._show_more(True)
    for scale in (100, 150):
        parts.theme.wear(Look(scale=scale))
        qtbot.waitUntil(lambda: details.status.mapTo(details, QPoint()).x() == details.shortcut.x() > 0)
        assert details.owner.mapTo(details, QPoint()).x() == details.shortcut.x()
