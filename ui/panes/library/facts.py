"""Facts: the values that many snippets state. Who changes one sees every snippet that it reaches before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout

from ui.commands.parts import Parts
from ui.panes.library.pages import LibraryPage
from ui.theme.roles import set_role, set_tone
from ui.widgets.one_line import OneLine
from workbench.library.facts.repo import KeptFact
from workbench.library.model import OWN, Snippet
from workbench.packs.model import Fact

_SHOWN = 12
_WHAT = "One value for many snippets, written {{fact.name}}, with the last day on which it holds."


class FactsPage(LibraryPage):
    """A list of facts, and the chosen one with what it reaches."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(
            "Facts", "One value for many snippets, written {{fact.name}}. Each has a last day on which it holds."
        )
        self._parts = parts
        self._facts: Sequence[KeptFact] = ()
        self._model = QStringListModel()
        self.view = QListView()
        self.name, self.value, self.label = QLineEdit(), QLineEdit(), QLineEdit()
        self.owner, self.until = QLineEdit(), QLineEdit()
        self.reach, self._said = QLabel(), QLabel()
        self.new_button, self.save_button, self.drop_button = (
            QPushButton("New fact"),
            QPushButton("Save"),
            QPushButton("Delete"),
        )
        self._lay_out()
        self._connect()

    def open_page(self, name: str = "") -> None:
        """Show all facts, with ``name`` chosen."""
        self._facts = self._parts.workbench.facts.all()
        today = self._parts.workbench.clock.now().date()
        self._model.setStringList([_line(kept, today) for kept in self._facts])
        names = [kept.fact.name for kept in self._facts]
        self.view.setCurrentIndex(self._model.index(names.index(name) if name in names else 0))
        self._show()
        if not self._facts:
            self._new()

    def _current(self) -> KeptFact | None:
        at = self.view.currentIndex().row()
        return self._facts[at] if 0 <= at < len(self._facts) else None

    def _show(self) -> None:
        kept = self._current()
        if kept is None:
            return
        fact = kept.fact
        for line, text in (
            (self.name, fact.name),
            (self.value, fact.value),
            (self.label, fact.label),
            (self.owner, fact.owner),
            (self.until, fact.valid_until.isoformat() if fact.valid_until else ""),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        self.name.setReadOnly(True)
        own = kept.pack_id == OWN
        self.drop_button.setText("Delete" if own else "Take the pack’s value")
        self.drop_button.setEnabled(own or kept.theirs is not None)
        pack = "" if own else f"From {self._parts.workbench.library.pack_name(kept.pack_id)}. "
        said = f"{pack}Changed here; the pack says “{kept.theirs.value}”." if kept.theirs else pack
        self._say(said, wrong=False)
        self._tell_reach(fact.name)

    def _new(self) -> None:
        self.view.clearSelection()
        for line in (self.name, self.value, self.label, self.owner, self.until):
            line.clear()
        self.name.setReadOnly(False)
        self.drop_button.setEnabled(False)
        self.reach.setText("")
        self._say("", wrong=False)
        self.name.setFocus()

    def _tell_reach(self, name: str) -> None:
        facts = self._parts.workbench.facts
        self._parts.runner.run("read", lambda: facts.reach(name), self._show_reach, key="facts.reach")

    def _show_reach(self, snippets: Sequence[Snippet]) -> None:
        if not snippets:
            self.reach.setText("No snippet states it yet.")
            return
        lines = [f"\N{BULLET} {snippet.title}" for snippet in snippets[:_SHOWN]]
        more = [f"and {len(snippets) - _SHOWN} more"] if len(snippets) > _SHOWN else []
        count = "1 snippet" if len(snippets) == 1 else f"{len(snippets)} snippets"
        self.reach.setText("\n".join([f"A change reaches {count}:", *lines, *more]))

    def _save(self) -> None:
        until = self.until.text().strip()
        try:
            day = date.fromisoformat(until) if until else None
        except ValueError:
            self._say("“Holds until” is no day such as 2027-01-31.", wrong=True)
            return
        fact = Fact(
            name=self.name.text().strip(),
            value=self.value.text(),
            label=self.label.text().strip(),
            owner=self.owner.text().strip(),
            valid_until=day,
        )
        facts = self._parts.workbench.facts
        self._parts.runner.run(
            "write",
            lambda: facts.save(fact),
            lambda _: self._saved(fact.name),
            lambda error: self._say(f"{error.title} {error.cure}", wrong=True),
        )

    def _saved(self, name: str) -> None:
        self.open_page(name)
        self._say("Saved. Every snippet above says so now.", wrong=False)

    def _drop(self) -> None:
        kept = self._current()
        if kept is not None:
            facts = self._parts.workbench.facts
            self._parts.runner.run("write", lambda: facts.delete(kept.fact.name), lambda _: self.open_page())

    def _say(self, words: str, *, wrong: bool) -> None:
        self._said.setText(words)
        set_tone(self._said, "danger" if wrong else "")

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._show)
        self.new_button.clicked.connect(self._new)
        self.save_button.clicked.connect(self._save)
        self.drop_button.clicked.connect(self._drop)
        for line in (self.name, self.value, self.label, self.owner, self.until):
            line.returnPressed.connect(self._save)

    def _lay_out(self) -> None:
        self.view.setModel(self._model)
        self.view.setAccessibleName("Facts")
        self.view.setItemDelegate(OneLine(self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.save_button, "primary")
        set_role(self._said, "caption")
        set_role(self.reach, "secondary")
        for label in (self._said, self.reach):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        form = QFormLayout()
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows = (("Name", self.name), ("Value", self.value), ("What it is", self.label), ("Owner", self.owner))
        for words, line in (*rows, ("Holds until", self.until)):
            line.setAccessibleName(words)
            form.addRow(words, line)
        self.until.setPlaceholderText("2027-01-31")
        self.name.setPlaceholderText("refund_days")
        self.head.insertWidget(1, self.new_button)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(form)
        right.addLayout(buttons)
        right.addWidget(self._said)
        right.addWidget(self.reach)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.view, 2)
        row.addLayout(right, 3)
        self.column.addLayout(row, 1)


def _line(kept: KeptFact, today: date) -> str:
    fact = kept.fact
    late = fact.valid_until is not None and fact.valid_until < today
    until = f" · held until {fact.valid_until}" if late else ""
    return f"{fact.label or fact.name}: {fact.value}{until}"
