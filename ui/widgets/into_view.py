"""Bringing into view what was opened or reached by a key, on a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

_AROUND = 16
_WAITS_MS = (0, 60)  # what grows with its text knows its height a little later


def bring_into_view(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll the page on which ``widget`` stands as little as shows all of it, or ``part`` of it; once it is laid out.

    Of what is higher than the page its beginning is shown.
    """
    for wait in _WAITS_MS:
        QTimer.singleShot(wait, lambda: _scroll(widget, part))


def _scroll(widget: QWidget, part: QRect | None) -> None:
    if not isValid(widget) or not widget.isVisible():
        return
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    inside = page.widget() if page is not None else None
    if page is None or inside is None:
        return
    if (layout := inside.layout()) is not None:
        layout.activate()
    spot = part or widget.rect()
    top = widget.mapTo(inside, spot.topLeft()).y() - _AROUND
    bottom = widget.mapTo(inside, QPoint(0, spot.bottom())).y() + _AROUND
    bar = page.verticalScrollBar()
    height = page.viewport().height()
    if top < bar.value() or bottom - top > height:
        bar.setValue(top)
    elif bottom > bar.value() + height:
        bar.setValue(bottom - height)
