"""A brief as it reads: its words, and its numbers as links to the entries behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, QUrlQuery, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.safe_browser import SafeBrowser
from workbench.feedback.brief import outputs

_SCHEME = "workbench"
_PAGING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down)
# It stands on a page with a title of its own; and what customers said is no aside, as quotations in mail are.
_HERE = {
    "<h1>": "<h3>", "</h1>": "</h3>", "<h2>": "<h4>", "</h2>": "</h4>",
    "<blockquote>": '<div style="margin-left:16px; margin-right:16px">', "</blockquote>": "</div>",
}  # fmt: skip


class BriefBrowser(SafeBrowser):
    """``number_asked``: the name of a number whose entries are wanted."""

    number_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, grows=True)
        self.setAccessibleName("The brief as it reads")
        self.anchorClicked.connect(self._ask_number)

    def show_markdown(self, markdown: str) -> None:
        """Show a brief."""
        html = outputs.shown_here(markdown, address_of)
        for plain, here in _HERE.items():
            html = html.replace(plain, here)
        self.setHtml(html)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page scrolls, not the brief on it; Tab and Enter reach its numbers."""
        if event.key() in _PAGING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _ask_number(self, address: QUrl) -> None:
        if address.scheme() == _SCHEME:
            self.number_asked.emit(QUrlQuery(address).queryItemValue("of"))


def address_of(number: str) -> str:
    """What a number links to while it is read here."""
    return f"{_SCHEME}:entries?of={number}"
