"""Show the HTML of a message and do nothing else: no file, no network, no link is opened from here."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPalette, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.widgets.links import Link

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_System = QFontDatabase.WritingSystem
# Text of these scripts takes a hundred times as long to lay out in a family that has no letters for them.
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), _System.Japanese),
    (re.compile("[\uac00-\ud7a3\u1100-\u11ff]"), _System.Korean),
    (re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]"), _System.SimplifiedChinese),
)
_MOST_UNKNOWN = 2_000
# A block that holds a line break alone is one empty line to who wrote it, and two to Qt.
_EMPTY_LINE = re.compile(r"<(div|p)([^>]{0,80})><br></\1>")


class SafeBrowser(QTextBrowser):
    """Message HTML, to be read, selected and copied. Give it what `workbench.tickets.safe_html.clean` made.

    ``link_asked`` carries the address (ASCII) of a web, mail or telephone link that was clicked, or chosen by
    Tab and Enter; other links are dead. ``grows``: as high as its content, without a scroll bar of its own.
    """

    link_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, grows: bool = False) -> None:
        super().__init__(parent)
        self._html = ""
        self._grows = grows
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._ask)
        if grows:
            self._grow()

    def setHtml(self, text: str) -> None:
        """Show ``text``, in the colours and the font of this widget."""
        self._html = text
        document = self.document()
        document.setDefaultFont(_with_letters_for(text, self.font()))
        document.setDefaultStyleSheet(_style(self.palette()))
        super().setHtml(_EMPTY_LINE.sub("<\\1\\2>\u00a0</\\1>", text))

    def setPlainText(self, text: str) -> None:
        """Show ``text`` as it is. Text from outside goes through `safe_html.from_text`, which holds its length."""
        self._html = ""
        self.document().setDefaultFont(_with_letters_for(text, self.font()))
        super().setPlainText(text)

    def content_height(self) -> int:
        """Pixels this widget is high when all of the content is seen, at the width it has now."""
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())
        bar = self.horizontalScrollBar()
        room = bar.sizeHint().height() if self._grows and bar.maximum() > 0 else 0
        return ceil(self.document().size().height()) + 2 * self.frameWidth() + room

    def words_of(self, href: str) -> str:
        """The words that the link to ``href`` stands on; "" where there is no such link."""
        found: list[str] = []
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isAnchor() and _ascii(QUrl(piece.charFormat().anchorHref())) == href:
                    found.append(piece.text())
                pieces += 1
            block = block.next()
        return " ".join("".join(found).split())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing, for whatever is asked; an empty answer, for Qt asks again and again after none."""
        return QImage() if kind == QTextDocument.ResourceType.ImageResource.value else QByteArray()

    def doSetSource(self, name: QUrl | str, kind: QTextDocument.ResourceType | None = None) -> None:
        """No address is ever gone to."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._show_again()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height()) if self._grows else super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._grows:
            self._fit()

    def _grow(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self) -> None:
        height = self.content_height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _show_again(self) -> None:
        """Colours are written into the document when it is read, so a new palette needs it read anew."""
        if self._html:
            self.setHtml(self._html)

    def _ask(self, address: QUrl) -> None:
        if link := Link.parse(_ascii(address)):
            self.link_asked.emit(link.href)


def _ascii(address: QUrl) -> str:
    return address.toString(QUrl.ComponentFormattingOption.FullyEncoded)


def _style(palette: QPalette) -> str:
    link = palette.color(QPalette.ColorRole.Link).name()
    faint = palette.color(QPalette.ColorRole.PlaceholderText).name()
    return (
        f"a {{ color: {link}; text-decoration: underline; }}"
        "p { margin-top: 0px; margin-bottom: 8px; } ul, ol { margin-top: 0px; margin-bottom: 8px; }"
        f"blockquote {{ color: {faint}; margin: 4px 0px 4px 12px; }}"
        "pre { white-space: pre-wrap; margin: 4px 0px; } td, th { padding: 2px 8px 2px 0px; }"
    )


def _with_letters_for(text: str, font: QFont) -> QFont:
    """``font`` with a family for each script of ``text`` that needs one, ahead of the system's own search."""
    families = list(font.families())
    unknown = 0
    for letters, system in _SCRIPTS:
        if not letters.search(text):
            continue
        known = QFontDatabase.families(system)
        families += [name for name in known[:1] if name not in families]
        unknown += 0 if known else len(letters.findall(text))
    made = QFont(font)
    made.setFamilies(families)
    if unknown > _MOST_UNKNOWN:
        made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return made
