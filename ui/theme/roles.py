"""Sets the properties the style sheet reads, and repaints the widget that got one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QLineEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox, QWidget

Role = Literal[
    "",
    "primary",
    "quiet",
    "chip",
    "rail",
    "link",
    "inset",
    "bare",
    "heading",
    "title",
    "strong",
    "secondary",
    "caption",
    "mono",
]
ToneName = Literal["", "neutral", "accent", "success", "warning", "danger", "info"]
SurfaceName = Literal["window", "rail", "list", "pane", "raised", "card", "customer", "agent", "note"]


def set_role(widget: QWidget, role: Role) -> None:
    """Dress a button, label or field; the roles are listed in ``ui.theme.qss``."""
    _set(widget, "role", role)
    if role == "chip" and isinstance(widget, QAbstractButton):
        widget.toggled.connect(partial(_weigh, widget))
        _weigh(widget, widget.isChecked())


def _weigh(chip: QAbstractButton, chosen: bool) -> None:
    """The word of a chip that is chosen is bolder, which a style sheet would not measure: it would be cut off."""
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
    chip.setFont(font)
    chip.updateGeometry()


def set_half(button: QWidget, side: Literal["left", "right", ""]) -> None:
    """Make ``button`` one half of a button in two; the halves lie side by side, a pixel apart. ``""``: whole."""
    _set(button, "half", side)


def set_flush(button: QWidget) -> None:
    """Let the words of a button that looks like a link begin where the words above it do."""
    _set(button, "flush", "true")


def set_tone(widget: QWidget, tone: ToneName) -> None:
    """Give the words of a label or button a meaning; ``""`` takes it away."""
    _set(widget, "tone", tone)


def set_surface(widget: QWidget, surface: SurfaceName) -> None:
    """Paint the ground of ``widget``, a plain ``QWidget`` included."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    _set(widget, "surface", surface)


def set_framing(frame: QWidget, *, focused: bool) -> None:
    """Show the edge of a frame round a bare field; with the ring while the field has the focus."""
    frame.setProperty("framing", True)
    _set(frame, "focused", focused)


def indent_number(box: QAbstractSpinBox) -> None:
    """Keep the digits off the edge; a style sheet's padding does not reach the left of a spin box."""
    for field in box.findChildren(QLineEdit):
        field.setTextMargins(8, 0, 6, 0)


def _set(widget: QWidget, name: str, value: str | bool) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
