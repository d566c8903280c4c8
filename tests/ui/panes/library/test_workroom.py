"""Writing in the library: the editor with its live result, history, facts, what to look after, flags."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.editing.fields import name_for
from ui.panes.library.model import state_word
from ui.panes.library.pane import LibraryPane
from workbench.kernel.ids import SnippetId
from workbench.library.diff import Op, changes, words
from workbench.library.model import Snippet
from workbench.library.repo import plain
from workbench.library.reports import Concern, Concerned
from workbench.packs.model import Fact, Field, FieldType, PackSnippet, SnippetStatus, Variant

BODY = "Hi {{customer.first_name|there}},\n\nOrder {{field.order_no}} takes {{fact.days}} days.\n"


@pytest.fixture
def pane(parts: Parts, qtbot: QtBot) -> LibraryPane:
    parts.workbench.facts.save(Fact(name="days", value="14", label="Days"))
    doc = PackSnippet(
        id="own", title="Own one", shortcut="own", folder="mine", language="en", body=BODY,
        fields=(Field(name="order_no", label="Order number"),), variants=(Variant(language="de", body="Hallo\n"),),
    )  # fmt: skip
    parts.workbench.editing.add(doc)
    parts.registry.facts.set("room.library", True)
    made = LibraryPane(parts)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.rows.place("own").isValid())
    made._want("own")
    return made


def one(parts: Parts, id_: str = "own") -> Snippet:
    found = parts.workbench.library.one(SnippetId(id_))
    assert found is not None
    return found


def shared(parts: Parts) -> Snippet:
    found = parts.workbench.library.by_shortcut("refok")
    assert found is not None
    return found


def save(pane: LibraryPane) -> None:
    QTest.keyClick(pane.workroom.edit.words.paper, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_the_result_for_a_sample_ticket_grows_beside_the_words(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    first = edit.live.sample.currentText().partition(" ")[0]
    qtbot.waitUntil(lambda: edit.live.paper.text().startswith(f"Hi {first},"))
    assert edit.live.paper.text().endswith("Order {{Order number}} takes 14 days.")
    edit.words.paper.selectAll()
    QTest.keyClicks(edit.words.paper, "It should be fixed now, {{customer.shoe}}.")
    qtbot.waitUntil(lambda: "Nothing can fill “customer.shoe”." in edit.live.says.text())
    qtbot.waitUntil(lambda: "should" in edit.live.says.text())
    assert edit.live.says.text().count("“should”") == 1
    assert "Open it and look" in edit.live.says.text(), "what to check is told as in a reply"
    assert edit.words.paper._marks, "the doubt is underlined as in a reply"


def test_saving_keeps_every_part_and_can_be_undone(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    assert not edit.save_button.isEnabled()
    edit.details.title.setText("Another title")
    edit.details.tags.setText("one, two , one")
    edit.details.valid_until.setText("2027-06-30")
    edit.words.tabs.setCurrentIndex(1)
    edit.words.paper.setPlainText("Guten Tag")
    save(pane)
    qtbot.waitUntil(lambda: one(parts).title == "Another title")
    kept = one(parts)
    assert (kept.tags, kept.valid_until, kept.variants[0].body.strip()) == (
        ("one", "two"),
        date(2027, 6, 30),
        "Guten Tag",
    )
    assert kept.body == BODY
    assert kept.fields == (Field(name="order_no", label="Order number"),)
    qtbot.waitUntil(lambda: pane._right.currentWidget() is pane.detail)
    parts.undo.undo()
    qtbot.waitUntil(lambda: one(parts).title == "Own one")


def test_a_day_that_is_none_is_refused_in_place(pane: LibraryPane, parts: Parts) -> None:
    parts.registry.run("library.edit")
    pane.workroom.edit.details.review_by.setText("soon")
    save(pane)
    assert "no day" in pane.workroom.edit.notice.text()
    assert one(parts).review_by is None


def test_words_that_were_not_saved_are_there_again(pane: LibraryPane, parts: Parts) -> None:
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    edit.words.paper.appendPlainText("more")
    QTest.keyClick(edit.words.paper, Qt.Key.Key_Escape)
    assert pane._right.currentWidget() is pane.detail
    assert "more" not in one(parts).body
    parts.registry.run("library.edit")
    assert edit.words.paper.text().endswith("more")
    assert "not saved" in edit.notice.text()
    edit._throw_away()
    assert not edit.words.paper.text().endswith("more")


def test_a_new_snippet_needs_a_title_and_a_text(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("library.new")
    edit = pane.workroom.edit
    assert edit.details.title.hasFocus()
    save(pane)
    qtbot.waitUntil(lambda: "no title" in edit.notice.text())
    edit.details.title.setText("Brand new")
    save(pane)
    qtbot.waitUntil(lambda: any(each.title == "Brand new" for each in parts.workbench.library.all()))
    qtbot.waitUntil(lambda: (shown := pane.detail.snippet()) is not None and shown.title == "Brand new")


def test_a_field_is_named_after_its_label_and_asked_for_in_the_text(
    pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    edit.fields.add_button.click()
    line = edit.fields.lines[-1]
    QTest.keyClicks(line.label, "Paid by")
    QTest.keyClick(line.label, Qt.Key.Key_Return)
    line.kind.setCurrentIndex(line.kind.findData(FieldType.CHOICE))
    line.more.setText("card, PayPal, card")
    assert edit.fields.fields()[-1] == Field(
        name="paid_by", label="Paid by", type=FieldType.CHOICE, options=("card", "PayPal")
    )
    edit.words.put_in("{{field.paid_by}}")
    save(pane)
    qtbot.waitUntil(lambda: len(one(parts).fields) == 2)


@pytest.mark.parametrize(
    ("label", "taken", "name"),
    [
        ("Größe in cm", [], "grosse_in_cm"),
        ("Order no.", ["order_no"], "order_no_2"),
        ("…", [], "field"),
        ("3 days", [], "f_3_days"),
    ],
)
def test_names_of_fields(label: str, taken: list[str], name: str) -> None:
    assert name_for(label, taken) == name


def test_an_edit_of_a_shared_snippet_lies_over_it_and_can_be_taken_off(
    pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    theirs = shared(parts)
    pane.open_editor(theirs.id)
    edit = pane.workroom.edit
    assert "used on this machine" in edit.notice.text()
    assert not edit.details.status.isEnabled(), "whether it is recalled is its pack's to say"
    assert not edit.details.valid_until.isEnabled()
    edit.words.paper.appendPlainText("Mine.")
    save(pane)
    qtbot.waitUntil(lambda: one(parts, theirs.id).edited)
    qtbot.waitUntil(lambda: "You edited it here" in pane.detail._source.text())
    pane._do("delete")
    qtbot.waitUntil(lambda: not one(parts, theirs.id).edited)
    assert plain(one(parts, theirs.id)) == plain(theirs)


def test_the_history_tells_what_changed_and_brings_it_back(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.save(replace(plain(one(parts)), body="Hi there,\n\nSomething else entirely.\n"))
    parts.registry.run("library.history")
    history = pane.workroom.history
    assert history.view.model().rowCount() == 2
    assert "Something else entirely" in history.diff.toPlainText()
    assert "line-through" in history.diff.toHtml()
    history.restore_button.click()
    qtbot.waitUntil(lambda: one(parts).body == BODY)
    pane.open_editor(one(parts).id)
    assert pane.workroom.edit.details.status.isEnabled()


def test_a_fact_shows_what_it_reaches_and_changes_it(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("library.facts")
    facts = pane.workroom.facts
    facts.open_page("days")
    qtbot.waitUntil(lambda: "A change reaches 1 snippet:" in facts.reach.text())
    facts.value.setText("21")
    facts.until.setText("never")
    facts.save_button.click()
    assert "no day" in facts._said.text()
    facts.until.setText("")
    facts.save_button.click()
    qtbot.waitUntil(lambda: parts.workbench.facts.by_name()["days"].value == "21")
    facts.new_button.click()
    facts.name.setText("Not a name")
    facts.value.setText("1")
    facts.save_button.click()
    qtbot.waitUntil(lambda: "small letters" in facts._said.text())


def test_what_to_look_after_leads_to_the_snippet_or_the_ready_edit(
    pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    parts.workbench.editing.flag(SnippetId("own"), "Says 14, policy is 30")
    parts.registry.run("library.reports")
    page = pane.workroom.looking_after
    qtbot.waitUntil(lambda: any(each.concern is Concern.FLAGGED for each in page.entries()))
    flagged = next(each for each in page.entries() if each.concern is Concern.FLAGGED)
    assert flagged.why == "Says 14, policy is 30"
    page.chosen.emit(flagged)
    assert pane._right.currentWidget() is pane.detail
    assert "Says 14, policy is 30" in pane.detail.notice.text()
    pane._do("settle")
    qtbot.waitUntil(lambda: parts.workbench.editing.flags() == [])


def test_what_a_body_would_say_is_worked_out_beside_the_window(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.registry.run("library.edit")
    edit, here, library = pane.workroom.edit, threading.get_ident(), type(parts.workbench.library)
    seen: list[tuple[str, bool]] = []
    for name in ("fill", "problems"):
        real = getattr(library, name)

        def noted(*given: object, name: str = name, real: Callable[..., object] = real) -> object:
            seen.append((name, threading.get_ident() == here))
            return real(*given)

        monkeypatch.setattr(library, name, noted)
    edit.words.paper.setPlainText("Of {{customer.shoe}}")
    qtbot.waitUntil(lambda: edit.live.paper.text() == "Of {{customer.shoe}}")
    qtbot.waitUntil(lambda: "Nothing can fill “customer.shoe”." in edit.live.says.text())
    assert set(seen) == {("fill", False), ("problems", False)}


def test_what_is_pasted_is_cut_where_a_snippet_ends(pane: LibraryPane, parts: Parts) -> None:
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    edit.words.paper.selectAll()
    for text, held in (("Short words", 11), ("{{?field.a}}" * 10_000, 50_000)):
        QGuiApplication.clipboard().setText(text)
        edit.words.paper.selectAll()
        edit.words.paper.paste()
        assert len(edit.words.paper.text()) == held
        assert edit.notice.isVisible() == (held == 50_000)
    assert "50,000 characters at most" in edit.notice.text()


def test_of_very_many_to_look_after_so_many_are_listed_at_a_time(pane: LibraryPane, parts: Parts) -> None:
    page = pane.workroom.looking_after
    many = [Concerned(concern=Concern.UNUSED, snippet=one(parts), why=f"Reason {n}.") for n in range(500)]
    page._show(many)
    assert page.entries() == many[:200]
    for listed in (400, 500):
        heading = page.view.model().index(0, 0)
        more = heading.model().index(heading.model().rowCount(heading) - 1, 0, heading)
        before = len(page.entries())
        assert more.data() == f"Show {500 - before} more"
        page.view.activated.emit(more)
        assert page.entries() == many[:listed]
        assert page.view.currentIndex().row() == before
    assert page.view.model().rowCount(page.view.model().index(0, 0)) == 500


def test_many_changes_have_the_library_looked_through_once(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.registry.run("library.reports")
    page = pane.workroom.looking_after
    qtbot.waitUntil(lambda: not parts.runner.is_busy("long"))
    looked: list[int] = []
    monkeypatch.setattr(page, "look", lambda: looked.append(1))
    for number in range(5):
        parts.workbench.editing.add(PackSnippet(id=f"n{number}", title="N", body="x\n"))
    qtbot.waitUntil(lambda: bool(looked))
    qtbot.wait(400)
    assert looked == [1]


def test_a_flag_from_the_room(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("library.flag")
    QTest.keyClicks(pane.flag_line.note, "old price")
    QTest.keyClick(pane.flag_line.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [flag.note for flag in parts.workbench.editing.flags()] == ["old price"])


def test_a_recalled_snippet_says_so_and_is_not_copied(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.save(replace(plain(one(parts)), status=SnippetStatus.RECALLED, body="No blanks"))
    qtbot.waitUntil(lambda: "recalled" in pane.detail.notice.text())
    QGuiApplication.clipboard().setText("before")
    pane.detail.copy_button.click()
    assert QGuiApplication.clipboard().text() == "before"


def test_a_text_with_blanks_is_not_copied(pane: LibraryPane, parts: Parts) -> None:
    QGuiApplication.clipboard().setText("before")
    pane.detail.copy_button.click()
    assert QGuiApplication.clipboard().text() == "before"
    assert "blanks: Order number" in parts.notices.said[-1][0]  # type: ignore[attr-defined]


def test_the_diff_is_word_by_word_and_names_parts() -> None:
    assert list(words("It takes 14 days.", "It takes 10 days.")) == [
        (Op.SAME, "It takes "),
        (Op.REMOVED, "14"),
        (Op.ADDED, "10"),
        (Op.SAME, " days."),
    ]
    before = PackSnippet(id="a", title="A", body="x", tags=("t",))
    after = replace(before, tags=("t", "u"), variants=(Variant(language="de", body="y"),))
    assert [change.part for change in changes(before, after)] == ["Tags", "Text, de"]


def test_what_would_come_in_is_seen_first_then_brought_in_then_taken_back(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "raycast.json"
    file.write_text(json.dumps([{"name": "Zebra", "text": "Stripes", "keyword": "own"}, {"name": "Empty", "text": ""}]))
    parts.registry.run("library.import")
    page = pane.workroom.importing
    page.read(file)
    qtbot.waitUntil(page.go_button.isVisible)
    assert page.summary.text() == "Raycast (JSON), “raycast.json”: 1 new, 1 left out. 1 to look at."
    assert page.kinds.currentText() == "To look at"
    assert "is the shortcut of “Own one” too" in page.shown()[0]
    page.kinds.setCurrentIndex(2)
    assert page.shown()[0].startswith("Empty  (left out)")
    page.folder.setText("old")
    page.go_button.click()
    qtbot.waitUntil(lambda: "1 new, 0 changed" in page.notice.text())
    assert any(each.title == "Zebra" and each.folder.startswith("old") for each in parts.workbench.library.all())
    page.open_page()
    assert "1 new" in page.notice.text()
    page.notice.findChild(QPushButton).click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "1 removed" in page.notice.text())
    assert page.isAncestorOf(QApplication.focusWidget()), "the focus stays on the page"
    assert not any(each.title == "Zebra" for each in parts.workbench.library.all())


def test_all_files_that_are_dropped_are_read(pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path) -> None:
    mime = QMimeData()
    files = [tmp_path / f"{name}.json" for name in ("one", "two")]
    for file in files:
        file.write_text(json.dumps([{"name": file.stem, "text": f"Words of {file.stem}"}]))
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    parts.registry.run("library.import")
    page = pane.workroom.importing
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    qtbot.waitUntil(page.go_button.isVisible)
    assert page.summary.text() == "Raycast (JSON), “one.json and 1 more”: 2 new."


def test_an_earlier_import_can_be_taken_back_from_the_page(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("One", "Two", "R&D"):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps([{"name": name, "text": f"Words of {name}"}]))
        parts.workbench.imports.carry_out(parts.workbench.imports.plan(file))
    parts.registry.run("library.import")
    page = pane.workroom.importing
    assert "R&D.json" in page.notice.text()
    buttons = {each.text(): each for each in page.notice.findChildren(QPushButton)}
    buttons["Take an earlier one back"].click()
    menu = next(each for each in page.findChildren(QMenu) if each.isVisible())
    assert [action.text() for action in menu.actions()] == [
        "Raycast (JSON): Two.json, now: 1 new, 0 changed",
        "Raycast (JSON): One.json, now: 1 new, 0 changed",
    ]
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: "1 removed" in page.notice.text())
    titles = {each.title for each in parts.workbench.library.all()}
    assert "One" not in titles
    assert {"Two", "R&D"} <= titles


def test_taking_back_that_was_stopped_offers_the_rest(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "many.json"
    file.write_text(json.dumps([{"name": f"Zebra {n}", "text": f"Words of {n}"} for n in range(450)]))
    imports = parts.workbench.imports
    done = imports.carry_out(imports.plan(file))
    parts.registry.run("library.import")
    page = pane.workroom.importing
    page._undone(imports.undo(done.batch, progress=lambda _done, _all: False))
    assert "stopped before the end" in page.notice.text()
    page.notice.findChild(QPushButton).click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "250 removed" in page.notice.text())


def test_a_file_that_cannot_be_read_is_said_in_place(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "photo.bin"
    file.write_bytes(b"\x00" * 100)
    parts.registry.run("library.import")
    pane.workroom.importing.read(file)
    qtbot.waitUntil(lambda: "is not recognised" in pane.workroom.importing.notice.text())
    assert pane.workroom.importing.go_button.isHidden()


def test_a_file_goes_with_a_snippet_until_it_is_taken_off(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "map.png"
    file.write_bytes(b"picture")
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    edit.add_file(file)
    qtbot.waitUntil(lambda: edit.files.files() == ("map.png",))
    save(pane)
    qtbot.waitUntil(lambda: one(parts).assets == ("map.png",))
    parts.registry.run("library.edit")
    edit.files.buttons[0].click()
    save(pane)
    qtbot.waitUntil(lambda: one(parts).assets == ())


def test_unsaved_words_survive_the_window(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    from ui.panes.library.editing.page import EditPage

    parts.registry.run("library.edit")
    pane.workroom.edit.words.paper.appendPlainText("half a thought")
    assert pane.keep_words() is None
    again = EditPage(parts)
    qtbot.addWidget(again)
    again.open_snippet(one(parts))
    assert again.words.paper.text().endswith("half a thought")
    again._throw_away()
    assert again.unsaved.write() is None
    last = EditPage(parts)
    qtbot.addWidget(last)
    last.open_snippet(one(parts))
    assert not last.words.paper.text().endswith("half a thought")


def test_a_row_says_in_a_word_what_is_to_be_known(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    today = date(2026, 5, 4)
    own = one(parts)
    assert state_word(own, today) == ""
    assert state_word(replace(own, edited=True), today) == "edited"
    assert state_word(replace(own, edited=True, differs=True), today) == "pack differs"
    assert state_word(replace(own, valid_until=date(2026, 5, 3)), today) == "out of date"
    assert state_word(replace(own, status=SnippetStatus.DRAFT), today) == "draft"
    parts.workbench.editing.save(replace(plain(own), status=SnippetStatus.RECALLED))
    qtbot.waitUntil(lambda: pane.rows.place("own").data(Qt.ItemDataRole.AccessibleTextRole) == "Own one, recalled")
    pane.grab()


def test_a_language_without_rules_is_not_taken_for_words_that_are_fine(
    pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    parts.workbench.editing.add(PackSnippet(id="finnish", title="Kiitos", language="fi", body="It should work."))
    qtbot.waitUntil(lambda: pane.rows.place("finnish").isValid())
    pane._want("finnish")
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    qtbot.waitUntil(lambda: edit.live.says.text() == "No checks for Finnish.")
