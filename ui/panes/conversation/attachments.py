"""What came along with a message, as chips: name and size. Nothing is opened from here."""

from __future__ import annotations

from collections.abc import Sequence

import humanize
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.panes.conversation.words import file_name, plain
from ui.theme.icons import Icons
from ui.theme.roles import set_role, set_surface
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from workbench.tickets.model import Attachment

_WIDEST = 280


class AttachmentChip(QFrame):
    """One attachment; a name that is too long loses its middle, so that its ending is always seen."""

    def __init__(self, icons: Icons, attachment: Attachment) -> None:
        super().__init__()
        set_surface(self, "card")
        name = plain(attachment.name) or "No name"
        size = humanize.naturalsize(attachment.size)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 10, 4)
        row.setSpacing(6)
        row.addWidget(Glyph(icons, "paperclip"))
        row.addWidget(ElidedLabel(file_name(attachment.name), Qt.TextElideMode.ElideMiddle), 1)
        length = QLabel(size)
        set_role(length, "caption")
        row.addWidget(length)
        self.setMaximumWidth(_WIDEST)
        self.setAccessibleName(f"Attachment {name}, {size}")


class Attachments(QWidget):
    """The chips of one message, in rows."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._shown: tuple[Attachment, ...] = ()
        self._flow = FlowLayout(self, 8, 8)

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        if tuple(attachments) == self._shown:
            return
        self._shown = tuple(attachments)
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for attachment in self._shown:
            self._flow.addWidget(AttachmentChip(self._icons, attachment))
        self.updateGeometry()
