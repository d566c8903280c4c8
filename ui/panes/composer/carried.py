"""Words of a reply on their way from one place in it to another: their placeholders stay what they are.

What holds a blank goes nowhere else: for other programs there is nothing on the clipboard then.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec
from PySide6.QtCore import QByteArray, QMimeData

from ui.writing.marks import Place
from ui.writing.paper import Paper
from workbench.kernel.gate import leaving, look
from workbench.kernel.spans import Span, from_utf16
from workbench.library.model import Filled, Placed
from workbench.library.put_in import put_in_by

OURS = "application/x-support-workbench-words"
_MOST = 1 << 20


def carrying(paper: Paper, place: Place) -> tuple[QMimeData, tuple[str, ...]]:
    """What stands at ``place``, and the labels of what is open in it."""
    text, span = paper.text(), from_utf16(paper.text(), place.start, place.length)
    words = Filled(text=text[span.start : span.end], caret=0, places=tuple(_placed(paper, text, span)))
    open_ = look(words.text, put_in_by(words)).open
    mime = QMimeData()
    mime.setData(OURS, QByteArray(msgspec.json.encode(words)))
    if not open_:
        mime.setText(leaving(words.text, put_in_by(words)))
    return mime, open_


def carried(mime: QMimeData) -> Filled | None:
    """The words that `carrying` made; None for what is from elsewhere."""
    raw = bytes(mime.data(OURS).data()) if mime.hasFormat(OURS) else b""
    if not raw or len(raw) > _MOST:
        return None
    try:
        words = msgspec.json.decode(raw, type=Filled)
    except (msgspec.DecodeError, ValueError):
        return None
    fitting = (each for each in words.places if 0 <= each.span.start < each.span.end <= len(words.text))
    return replace(words, places=tuple(fitting))


def _placed(paper: Paper, text: str, span: Span) -> list[Placed]:
    found = []
    for place, thing in paper.things.all():
        at = from_utf16(text, place.start, place.length)
        if span.start <= at.start and at.end <= span.end:
            found.append(replace(thing.placed, span=at.shifted(-span.start)))
    return found
