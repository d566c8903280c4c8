"""A brief as it reads: its words, and its numbers as links to the entries behind them."""

from __future__ import annotations

from PySide6.QtCore import QUrl, QUrlQuery, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.safe_browser import SafeBrowser
from workbench.feedback.brief import outputs

_SCHEME = "workbench"


class BriefBrowser(SafeBrowser):
    """``number_asked``: the name of a number whose entries are wanted."""

    number_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, grows=True)
        self.setAccessibleName("The brief as it reads")
        self.anchorClicked.connect(self._ask_number)

    def show_markdown(self, markdown: str) -> None:
        """Show a brief."""
        self.setHtml(outputs.shown_here(markdown, address_of))

    def _ask_number(self, address: QUrl) -> None:
        if address.scheme() == _SCHEME:
            self.number_asked.emit(QUrlQuery(address).queryItemValue("of"))


def address_of(number: str) -> str:
    """What a number links to while it is read here."""
    return f"{_SCHEME}:entries?of={number}"
