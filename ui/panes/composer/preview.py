"""The reply as the customer will see it, drawn anew a moment after each change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.safe_browser import SafeBrowser
from workbench.drafts.render import render
from workbench.kernel.errors import WorkbenchError

_REST_MS = 120


class Preview(QWidget):
    """Draws nothing while it is hidden. Where the text cannot be drawn it says why."""

    def __init__(self, parts: Parts, read: Callable[[], str]) -> None:
        super().__init__()
        self._runner = parts.runner
        self._read = read
        self._drawn: str | None = None
        self._word = ElidedLabel()
        set_role(self._word, "caption")
        self.browser = SafeBrowser()
        self.browser.setAccessibleName("Preview")
        self._column = column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addWidget(self._word)
        column.addWidget(self.browser, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._draw)

    def name(self, to: str) -> None:
        """Say for whom it is."""
        self._word.show_text(f"As {to} will see it")

    def lie(self, *, beside: bool) -> None:
        """Keep off the words, which stand beside it or above it."""
        self._column.setContentsMargins(12 if beside else 0, 0 if beside else 6, 0, 0)

    def touched(self) -> None:
        """The words are others now."""
        if self.isVisible():
            self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        text = self._read()
        if text != self._drawn:
            self._runner.run(
                "read",
                lambda: render(text).html,
                lambda html: self._show(text, html),
                self._failed,
                key="reply.preview",
            )

    def _show(self, text: str, html: str) -> None:
        self._drawn = text
        bar = self.browser.verticalScrollBar()
        at = bar.value()
        self.browser.setHtml(html)
        bar.setValue(at)

    def _failed(self, error: WorkbenchError) -> None:
        self._drawn = None
        self.browser.setPlainText(f"{error.title} {error.cure}".strip())
