"""Words to push a topic with, copied by a person. That somebody was told is noted only when it is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, QUrlQuery, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.lines import label
from ui.theme.roles import set_role, set_surface, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.into_view import bring_into_view
from workbench.feedback.advocacy.model import Nudge

_LINES = 13


class NudgeBox(QFrame):
    """``told`` (who, words): a person says that they were told. ``left``: it was put away."""

    told = Signal(str, str)
    left = Signal()

    def __init__(self, parts: Parts, write_mail: Callable[[QUrl], object] = QDesktopServices.openUrl) -> None:
        super().__init__()
        self._parts, self._write_mail = parts, write_mail
        self._nudge: Nudge | None = None
        self._title = ""
        self._head, self._warnings = QLabel("Words to push it with"), label("")
        self.text = QPlainTextEdit()
        self.copy_button, self.mail_button = QPushButton("Copy"), QPushButton("Write an email")
        self.told_button, self._close = QPushButton("They were told"), QPushButton("Close")
        self._lay_out()
        self.hide()

    def show_nudge(self, title: str, nudge: Nudge) -> None:
        """Show the words, with what to look at before they are used."""
        self._title, self._nudge = title, nudge
        self.text.setPlainText(nudge.text)
        self._warnings.setText("\n".join(nudge.warnings))
        self._warnings.setVisible(bool(nudge.warnings))
        self.show()
        self.text.setFocus()
        bring_into_view(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Put it away; nothing was noted."""
        self.hide()
        self.left.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._parts.notices.say("Copied. Nothing is noted until you say they were told.")

    def _mail(self) -> None:
        url, query = QUrl("mailto:"), QUrlQuery()
        query.addQueryItem("subject", QUrl.toPercentEncoding(self._title).toStdString())
        words = self.text.toPlainText().replace("\n", "\r\n")  # as RFC 6068 wants it
        query.addQueryItem("body", QUrl.toPercentEncoding(words).toStdString())
        url.setQuery(query)
        self._write_mail(url)

    def _tell(self) -> None:
        if self._nudge is not None:
            self.hide()
            self.told.emit(self._nudge.to, self.text.toPlainText())

    def _lay_out(self) -> None:
        set_surface(self, "card")
        set_role(self._head, "strong")
        set_tone(self._warnings, "warning")
        for button in (self.mail_button, self._close):
            set_role(button, "quiet")
        self.text.setAccessibleName("Words to push it with")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 20)
        acts = FlowLayout(gap=8, row_gap=8)
        for button, deed in (
            (self.copy_button, self._copy), (self.mail_button, self._mail), (self.told_button, self._tell),
            (self._close, self.leave),
        ):  # fmt: skip
            button.clicked.connect(deed)
            acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._head, self._warnings, self.text):
            column.addWidget(part)
        column.addLayout(acts)
