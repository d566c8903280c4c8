"""What the checker is told in the settings: rules of this house, and the phrases that are kept for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.panes.settings.presenter import SettingsPresenter
from ui.theme.icons import Icons
from ui.theme.roles import Role, set_role, set_surface
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.notice import Notice
from workbench.certainty.house.model import AllowedPhrase, HouseFault

_RULES = "Rules of your own for the checker are files in this folder, one for each language, or come with a pack."
_UNTIL = "What was last good is used until this is mended."
_NONE = "Words that you keep for good while you write are listed here."


class HouseCard(QFrame):
    """``rows``: by the phrase's id, the button that has it checked again."""

    def __init__(self, presenter: SettingsPresenter, icons: Icons) -> None:
        super().__init__()
        self._presenter = presenter
        self.rows: dict[str, QPushButton] = {}
        self.folder_button = QPushButton("Open rules folder")
        self.faults = Notice(icons)
        self._none = _label(_NONE, "caption")
        self._list = QVBoxLayout()
        self._lay_out()
        self.folder_button.clicked.connect(self._open_folder)
        presenter.rules_changed.connect(self.show_now)
        self.show_now()

    def show_now(self) -> None:
        """Show what is kept and what is wrong. The focus goes on to the next phrase when one has gone."""
        self._show_faults(_said(self._presenter.faults()))
        phrases = {phrase.id: phrase for phrase in self._presenter.phrases()}
        if list(phrases) == list(self.rows):
            return
        at = next((number for number, button in enumerate(self.rows.values()) if button.hasFocus()), None)
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for phrase in phrases.values():
            self._list.addWidget(self._row(phrase))
        self._none.setVisible(not phrases)
        if at is not None:
            left = list(self.rows.values())
            (left[min(at, len(left) - 1)] if left else self.folder_button).setFocus()

    def _show_faults(self, words: str) -> None:
        """Once for each change, for it is read aloud."""
        if not words:
            self.faults.hide()
        elif self.faults.isHidden() or self.faults.text() != words:
            self.faults.show_notice(words, "warning", closable=False)

    def _row(self, phrase: AllowedPhrase) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = ElidedLabel(f"“{phrase.phrase}”")
        line.addWidget(words, 1)
        if phrase.language:
            line.addWidget(_word(QLocale.languageToString(QLocale(phrase.language).language())))
        button = QPushButton("Check again")
        button.setAccessibleName(f"Check “{phrase.phrase}” again")
        button.clicked.connect(lambda: self._presenter.check_again(phrase))
        line.addWidget(button)
        self.rows[phrase.id] = button
        return row

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._presenter.rules_folder())))

    def _lay_out(self) -> None:
        set_surface(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(_label("House rules", "strong"))
        head.addWidget(_label(_RULES, "caption"))
        column.addLayout(head)
        column.addWidget(self.faults)
        button = QHBoxLayout()
        button.addWidget(self.folder_button)
        button.addStretch()
        column.addLayout(button)
        column.addSpacing(8)
        column.addWidget(_label("Kept phrases", "strong"))
        column.addWidget(self._none)
        self._list.setSpacing(4)
        column.addLayout(self._list)


def _said(faults: Sequence[HouseFault]) -> str:
    lines = [fault.said(Path(fault.file).name) for fault in faults]
    return "\n".join([*lines, _UNTIL]) if lines else ""


def _word(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_role(label, "caption")
    return label


def _label(text: str, role: Role) -> QLabel:
    label = _word(text)
    label.setWordWrap(True)
    set_role(label, role)
    return label
