"""What stands round the words of a snippet: its name, how it is found, how long it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.icons import Icons
from ui.theme.roles import set_role, set_tone
from ui.widgets.choices import Choice
from ui.widgets.tips import tip
from workbench.packs.model import PackSnippet, SnippetStatus

STATUSES = {
    SnippetStatus.APPROVED: "Ready",
    SnippetStatus.DRAFT: "Draft",
    SnippetStatus.REVIEW: "To be reviewed",
    SnippetStatus.DEPRECATED: "Out of use",
    SnippetStatus.RECALLED: "Recalled",
}
_DAY = "2027-01-31"


class Details(QWidget):
    """``changed``: something in it is another. ``title`` stands apart, over the words."""

    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.title, self.shortcut, self.folder = QLineEdit(), QLineEdit(), QLineEdit()
        self.tags, self.synonyms, self.when = QLineEdit(), QLineEdit(), QLineEdit()
        self.owner, self.review_by, self.valid_until = QLineEdit(), QLineEdit(), QLineEdit()
        self.status = Choice()
        self._wrong = QLabel()
        self._more = QWidget()
        self._toggle = QPushButton(icons.icon("chevron-down"), "Owner, dates and state")
        self._icons = icons
        self._lay_out()
        self._connect()

    def show_doc(self, doc: PackSnippet) -> None:
        for line, text in (
            (self.title, doc.title),
            (self.shortcut, doc.shortcut),
            (self.folder, doc.folder),
            (self.tags, ", ".join(doc.tags)),
            (self.synonyms, ", ".join(doc.synonyms)),
            (self.when, doc.context),
            (self.owner, doc.owner),
            (self.review_by, doc.review_by.isoformat() if doc.review_by else ""),
            (self.valid_until, doc.valid_until.isoformat() if doc.valid_until else ""),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        self.status.setCurrentIndex(list(STATUSES).index(doc.status))
        usual = not (doc.owner or doc.review_by or doc.valid_until) and doc.status is SnippetStatus.APPROVED
        self._show_more(not usual)

    def values(self) -> dict[str, Any]:
        """The parts of the snippet that are kept here, by name."""
        return {
            "title": self.title.text(),
            "shortcut": self.shortcut.text(),
            "folder": self.folder.text().strip().strip("/"),
            "tags": _words(self.tags.text()),
            "synonyms": _words(self.synonyms.text()),
            "context": self.when.text().strip(),
            "owner": self.owner.text().strip(),
            "review_by": _day(self.review_by.text()),
            "valid_until": _day(self.valid_until.text()),
            "status": SnippetStatus(self.status.currentData()),
        }

    def ask_until(self) -> None:
        """Go to the last day on which it holds."""
        self._show_more(True)
        self.valid_until.setFocus()

    def wrong(self) -> str:
        """What cannot be kept; empty where all can."""
        for line, name in ((self.review_by, "“Read again by”"), (self.valid_until, "“Holds until”")):
            if line.text().strip() and _day(line.text()) is None:
                return f"{name} is no day such as {_DAY}."
        return ""

    def leave_to_pack(self, on: bool) -> None:
        """Whether state and last day are the pack's to set."""
        for widget in (self.status, self.valid_until):
            widget.setEnabled(not on)
            widget.setToolTip(tip("The pack it comes from decides this.") if on else "")

    def suggest_folders(self, folders: Iterable[str]) -> None:
        self.folder.setCompleter(QCompleter(sorted(set(folders)), self))

    def changeEvent(self, event: QEvent) -> None:
        """All fields begin at one edge, in both forms."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_forms"):
            even(*self._forms)

    def _on_changed(self) -> None:
        wrong = self.wrong()
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.changed.emit()

    def _show_more(self, on: bool) -> None:
        self._more.setVisible(on)
        self._toggle.setIcon(self._icons.icon("chevron-up" if on else "chevron-down"))

    def _connect(self) -> None:
        for line in (self.title, *self.findChildren(QLineEdit)):
            line.textChanged.connect(self._on_changed)
        self.status.currentIndexChanged.connect(self._on_changed)
        self._toggle.clicked.connect(lambda: self._show_more(self._more.isHidden()))

    def _lay_out(self) -> None:
        for status, word in STATUSES.items():
            self.status.addItem(word, status)
        for line, hint in (
            (self.shortcut, "refok"),
            (self.folder, "billing"),
            (self.tags, "billing, refund"),
            (self.synonyms, "money back, chargeback"),
            (self.when, "Refund inside 30 days"),
            (self.owner, "Who keeps it right"),
            (self.review_by, _DAY),
            (self.valid_until, _DAY),
        ):
            line.setPlaceholderText(hint)
        first = _form(
            ("Shortcut", self.shortcut),
            ("Folder", self.folder),
            ("Tags", self.tags),
            ("Also found by", self.synonyms),
            ("When to use it", self.when),
        )
        second = _form(
            ("State", self.status),
            ("Owner", self.owner),
            ("Read again by", self.review_by),
            ("Holds until", self.valid_until),
        )
        self._more.setLayout(second)
        self._forms = (first, second)
        self.title.setPlaceholderText("Title, as you would search for it")
        self.title.setAccessibleName("Title")
        set_role(self._toggle, "link")
        set_role(self._wrong, "caption")
        set_tone(self._wrong, "danger")
        self._wrong.hide()
        row = QHBoxLayout()
        row.addWidget(self._toggle)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(row)
        column.addWidget(self._more)
        column.addWidget(self._wrong)
        even(first, second)


def _form(*rows: tuple[str, QWidget]) -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    for label, widget in rows:
        widget.setAccessibleName(label)
        form.addRow(label, widget)
    return form


def even(*forms: QFormLayout) -> None:
    """Give the labels of all ``forms`` one width."""
    role = QFormLayout.ItemRole.LabelRole
    items = (form.itemAt(row, role) for form in forms for row in range(form.rowCount()))
    labels = [widget for item in items if item is not None and (widget := item.widget()) is not None]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(widest)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for each in text.split(",") if (word := each.strip()))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
