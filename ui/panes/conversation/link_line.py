"""Asks in place before a link of a message is followed, and says where it really leads."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QClipboard, QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.icons import Icons
from ui.widgets.links import Link
from ui.widgets.notice import Notice
from ui.widgets.tips import tip


class LinkLine(QWidget):
    """ "Open example.com?" with the host that the link names, whatever words it stands on."""

    def __init__(self, icons: Icons, clipboard: QClipboard) -> None:
        super().__init__()
        self._clipboard = clipboard
        self.notice = Notice(icons)
        self.notice.dismissed.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)

    def ask(self, href: str, shown: str) -> None:
        """Ask about ``href``, which stands on the words ``shown``. Nothing for what is no link."""
        link = Link.parse(href)
        if link is None:
            return
        disguised = link.disguised(shown)
        self.notice.show_notice(_question(link, disguised), "warning" if disguised or link.encoded else "info")
        self.notice.setToolTip(tip(link.href))
        self.notice.add_action(_verb(link), lambda: self._follow(link)).setFocus()
        self.notice.add_action("Copy", lambda: self._copy(link))
        self.show()

    def _follow(self, link: Link) -> None:
        QDesktopServices.openUrl(QUrl(link.href, QUrl.ParsingMode.StrictMode))
        self.hide()

    def _copy(self, link: Link) -> None:
        self._clipboard.setText(link.href)
        self.hide()


def _verb(link: Link) -> str:
    return {"mailto": "Write", "tel": "Call"}.get(link.scheme, "Open")


def _question(link: Link, disguised: bool) -> str:
    where = link.href.partition(":")[2].partition("?")[0]
    if link.scheme == "mailto":
        return f"Write to {where}?"
    if link.scheme == "tel":
        return f"Call {where}?"
    if disguised:
        return f"The words name another place. Open {link.host}?"
    if link.encoded:
        return f"Open {link.host}? Its name is in other letters."
    return f"Open {link.host}?"
