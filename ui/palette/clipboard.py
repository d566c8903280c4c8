"""Puts words on the clipboard, and gives back what was there before where that is wished."""

from __future__ import annotations

import time
import uuid

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

_OURS = "application/x-support-workbench-copy"
_MOST_BYTES = 32 * 1024 * 1024
_LONGEST = 0.4  # seconds for what another program holds and is slow to hand over


class Clipboard(QObject):
    """``hold_for``: seconds after which what was there comes back; 0 for never. Best effort: some programs put things
    there that only they can hand over.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._before: QMimeData | None = None
        self._token = b""
        self._back = QTimer(self, singleShot=True)
        self._back.timeout.connect(self.give_back)

    def put(self, mime: QMimeData, *, hold_for: int) -> None:
        """Put ``mime`` there."""
        if not hold_for:
            self._forget()
        elif not self._is_ours():  # else what is to come back is known already
            self._before = _copy_of(_held(self._clipboard))
        self._token = uuid.uuid4().hex.encode()
        mime.setData(_OURS, self._token)
        self._clipboard.setMimeData(mime)
        if hold_for:
            self._back.start(hold_for * 1000)

    def give_back(self) -> None:
        """Now, unless something else was copied meanwhile."""
        before, ours = self._before, self._is_ours()
        self._forget()
        if before is not None and ours:
            self._clipboard.setMimeData(before)

    def waiting(self) -> bool:
        """Whether something is to come back."""
        return self._back.isActive()

    def _forget(self) -> None:
        self._back.stop()
        self._before = None
        self._token = b""

    def _is_ours(self) -> bool:
        held = _held(self._clipboard)
        return bool(self._token) and held is not None and held.data(_OURS).data() == self._token


def _held(clipboard: QClipboard) -> QMimeData | None:
    """What is there; None where nothing ever was, of which Qt's own types say nothing."""
    return clipboard.mimeData()


def _copy_of(mime: QMimeData | None) -> QMimeData:
    """All that can be had of it in a short time; Qt's own is gone with the next copy."""
    kept, size, until = QMimeData(), 0, time.monotonic() + _LONGEST
    if mime is None:
        return kept
    for name in mime.formats():
        if time.monotonic() > until:
            break
        data = mime.data(name)
        size += data.size()
        if size <= _MOST_BYTES and not data.isEmpty():
            kept.setData(name, data)
    if mime.hasImage() and not any(name.startswith("image/") for name in kept.formats()):
        kept.setImageData(mime.imageData())
    return kept
