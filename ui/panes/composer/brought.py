"""What is dropped or pasted and can be attached: files of this machine, or a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QMimeData
from PySide6.QtGui import QImage

PICTURE = "Pasted image.png"


@dataclass(frozen=True, slots=True)
class Brought:
    """``picture``: one that has no file, where there are no ``files``."""

    files: tuple[Path, ...] = ()
    picture: QImage | None = None


def brings(mime: QMimeData) -> bool:
    """Whether there is something to attach. Words go before their picture: a spreadsheet's cells come as both."""
    return bool(_files(mime)) or (mime.hasImage() and not mime.hasText())


def brought(mime: QMimeData) -> Brought:
    """What there is to attach."""
    if files := _files(mime):
        return Brought(files)
    picture = QImage(mime.imageData()) if brings(mime) else QImage()
    return Brought(picture=None if picture.isNull() else picture)


def png(picture: QImage) -> bytes:
    """The picture as the bytes of a PNG file; takes a while for a large one. Empty where that is not possible."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _files(mime: QMimeData) -> tuple[Path, ...]:
    urls = mime.urls() if mime.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
