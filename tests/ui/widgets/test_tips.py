from __future__ import annotations

from PySide6.QtGui import QTextDocumentFragment

from ui.widgets.tips import tip


def test_what_comes_from_outside_is_shown_as_it_is_written() -> None:
    hostile = '<img src="http://a.example/x.png"> & <b>you</b>'
    assert QTextDocumentFragment.fromHtml(tip(hostile)).toPlainText() == hostile


def test_lines_stand_below_each_other_and_nothing_is_no_tooltip() -> None:
    assert QTextDocumentFragment.fromHtml(tip("one", "", "two")).toPlainText() == "one\ntwo"
    assert tip("") == ""
