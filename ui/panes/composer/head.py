"""The top line of the composer: reply or internal note, to whom, and the tools."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph
from workbench.helpdesk.port import OutKind

_FORMATS = ("reply.bold", "reply.italic", "reply.link")
_TOOLS = ("reply.snippets", "reply.attach", *_FORMATS, "reply.preview", "reply.discard")
_LAST = ("reply.attach", "reply.preview")
_FORMATS_FROM = 560
_GAP, _BEFORE = 4, 6
_LEAST_NAME = 8  # letters of whom it goes to


class Head(QWidget):
    """``kind_asked`` carries the kind that was chosen; ``tool_asked`` the id of a command."""

    kind_asked = Signal(str)
    tool_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._new = False
        self._reply = self._choice("Reply", OutKind.REPLY, "ticket.reply")
        self._note = self._choice("Internal note", OutKind.NOTE, "ticket.note")
        group = QButtonGroup(self)
        group.addButton(self._reply)
        group.addButton(self._note)
        self._lock = Glyph(parts.icons, "lock", "tone.warning.ink", 0.85)
        self._to = ElidedLabel()
        self._tools = {name: self._tool(name) for name in _TOOLS}
        self._tools["reply.preview"].setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._reply)
        row.addWidget(self._note)
        row.addSpacing(_BEFORE)
        row.addWidget(self._lock)
        row.addWidget(self._to, 1)
        row.addStretch(0)
        for tool in self._tools.values():
            row.addWidget(tool)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_kind(self, kind: OutKind, to: str) -> None:
        """Show what is written, and who will read it."""
        note = kind is OutKind.NOTE
        (self._note if note else self._reply).setChecked(True)
        self._lock.setVisible(note)
        self._to.show_text("Only your team sees this" if note else f"to {to}")
        set_tone(self._to, "warning" if note else "")
        set_role(self._to, "" if note else "secondary")
        self._fit()

    def show_new(self, new: bool) -> None:
        """A new message has its heading above, and no note can come first."""
        self._new = new
        self._reply.setVisible(not new)
        self._note.setVisible(not new)
        self._fit()

    def show_preview(self, on: bool) -> None:
        self._tools["reply.preview"].setChecked(on)

    def minimumSizeHint(self) -> QSize:
        # What does not fit is left out, so it never holds the window wide.
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is written stays whole; formats go first, then the name, then what has a key and a menu besides."""
        both = self._reply.sizeHint().width() + self._note.sizeHint().width() + 2 * _GAP
        choices = _BEFORE + (0 if self._new else both)
        lock = 0 if self._lock.isHidden() else self._lock.sizeHint().width() + _GAP
        tool = self._tools["reply.snippets"].sizeHint().width() + _GAP
        name = _LEAST_NAME * self._to.fontMetrics().averageCharWidth()
        spare = self.width() - choices - lock - (len(_TOOLS) - len(_FORMATS)) * tool
        formats = self.width() >= _FORMATS_FROM and spare >= name + len(_FORMATS) * tool
        for each in _FORMATS:
            self._tools[each].setVisible(formats)
        self._to.setVisible(spare >= name and not self._new)
        for at, each in enumerate(_LAST):
            self._tools[each].setVisible(spare + at * tool >= 0)

    def _choice(self, word: str, kind: OutKind, command_id: str) -> QPushButton:
        button = QPushButton(word)
        set_role(button, "chip")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        keys = self._parts.registry[command_id].shortcut
        button.setToolTip(f"{self._parts.registry[command_id].title} ({keys})")
        button.clicked.connect(lambda: self.kind_asked.emit(kind))
        return button

    def _tool(self, command_id: str) -> QToolButton:
        command = self._parts.registry[command_id]
        button = QToolButton()
        button.setIcon(self._parts.icons.icon(command.icon))
        keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{command.title} ({keys})" if keys else command.title)
        button.setAccessibleName(command.title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.tool_asked.emit(command_id))
        return button
