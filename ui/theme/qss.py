"""The one style sheet: what a palette cannot say; widgets ask for a look by property.

Set the properties with ``ui.theme.roles``, which also repaints the widget.

``role`` of a button (``QPushButton``, ``QToolButton``; without one: an outlined button, a flat tool button)
    ``primary``  the one act of a screen, filled with the accent
    ``quiet``    no edge until hovered; ``tone="danger"`` for what takes something away
    ``chip``     round ends, checkable; for filters and parts of the strip
    ``rail``     icon over word, checkable; the rooms at the far left
    ``link``     reads as a link inside a sentence
    ``inset``    a bare icon inside a field
``role="inset"`` of a tick without a word: ends where its box ends
``role`` of a label
    ``heading``, ``title``, ``strong``, ``secondary``, ``caption``, ``mono``
``half`` of a button: ``left`` or ``right`` of one in two halves
``tone`` of a label or a button: ``danger``, ``warning``, ``success``, ``info``, ``accent``
``surface`` of any widget or frame: ``window``, ``rail``, ``list``, ``pane``, ``raised`` paint their ground;
    ``card``, ``customer``, ``agent``, ``note`` are grounds with round corners
``role="bare"`` of a text field or view: no edge, no ring, no ground: its frame shows them instead
``framing="true"`` of a frame round a bare field: shows the edge; ``focused="true"`` the ring
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Tokens

_GROUNDS = ("window", "rail", "list", "pane", "raised")
_CARDS = ("card", "customer", "agent", "note")
_TONES = ("danger", "warning", "success", "info", "accent")

_BUTTONS = Template("""
QPushButton, QToolButton { border: 1px solid transparent; border-radius: ${radius}px; padding: 5px 11px;
  color: $primary; background: transparent; icon-size: ${icon}px; }
QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar { outline: none; }
QToolButton { padding: 5px; }
QPushButton { background: $raised; border-color: $button_edge; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:checked, QToolButton:checked { background: $selection; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $soft; }
QToolButton:disabled { border-color: transparent; }
QPushButton[role="primary"], QToolButton[role="primary"] { background: $accent; color: $on_accent;
  border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover { background: $accent_hover;
  border-color: $accent_hover; }
QPushButton[role="primary"]:pressed, QToolButton[role="primary"]:pressed { background: $accent_pressed; }
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled { background: $hover;
  color: $disabled;
  border-color: $hover; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $secondary; }
QPushButton[role="quiet"]:hover { background: $hover; color: $primary; }
QPushButton[role="quiet"]:pressed { background: $pressed; }
QPushButton[role="quiet"]:disabled { color: $disabled; }
QPushButton[role="chip"], QToolButton[role="chip"] { background: transparent; border-color: $button_edge;
  color: $secondary;
  border-radius: ${chip_radius}px; padding: 2px 10px; font-size: ${caption}pt; }
QPushButton[role="chip"]:hover, QToolButton[role="chip"]:hover { background: $hover; color: $primary; }
QPushButton[role="chip"]:checked, QToolButton[role="chip"]:checked { background: $accent_soft; color: $link;
  border-color: $link; font-weight: 600; }
QPushButton[role="link"], QToolButton[role="link"] { background: transparent; border-color: transparent;
  color: $link;
  padding: 1px 3px; border-radius: ${radius_small}px; }
QPushButton[flush="true"][role="link"] { padding: 1px 3px 1px 0; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { text-decoration: underline; }
QToolButton[role="inset"] { padding: 0; border-radius: ${radius_small}px; }
QToolButton[role="rail"] { padding: 6px 8px; color: $secondary; font-size: ${caption}pt;
  icon-size: ${rail_icon}px; }
QToolButton[role="rail"]:hover { color: $primary; }
QToolButton[role="rail"]:checked { background: $accent_soft; color: $link; font-weight: 600;
  border-color: $selected; }
QPushButton:focus, QToolButton:focus { border: ${ring}px solid $focus; padding: ${button_pad}; }
QToolButton:focus { padding: ${tool_pad}px; }
QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus {
  border: ${ring}px solid $focus_on_accent;
  padding: ${button_pad}; }
QPushButton[role="chip"]:focus, QToolButton[role="chip"]:focus { border: ${ring}px solid $focus;
  padding: ${chip_pad}; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { border: 1px solid $focus; padding: 1px 3px; }
QPushButton[flush="true"][role="link"]:focus { padding: 1px 3px 1px 0; }
QToolButton[role="rail"]:focus { padding: ${rail_pad}; }
QPushButton[half="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QPushButton[half="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; padding: 5px 6px; }
QPushButton[half="right"]:focus { padding: ${half_pad}; }
QToolButton::menu-indicator { image: none; }
""")

_FIELDS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: $field; color: $primary;
  border: 1px solid $edge; border-radius: ${radius}px; selection-background-color: $selection;
  selection-color: $primary; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { placeholder-text-color: $faint; }
QLineEdit, QAbstractSpinBox { padding: 5px 8px; }
QComboBox { padding: 5px 10px; combobox-popup: 0; }
QPlainTextEdit, QTextEdit { padding: 3px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: ${ring}px solid $focus;
  padding: ${field_pad}; }
QComboBox:focus { padding: ${combo_pad}; }
QPlainTextEdit:focus, QTextEdit:focus { border: ${ring}px solid $focus; padding: ${text_pad}px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $disabled; border-color: $soft;
  background: $window; }
QLineEdit[tone="danger"] { border-color: $danger; }
QTextBrowser, QTextBrowser:focus { border: none; padding: 0; background: transparent; }
*[role="bare"], *[role="bare"]:focus { border: none; background: transparent; padding: 0; }
QFrame[framing="true"] { background: $field; border: 1px solid $edge; border-radius: ${radius}px;
  padding: 1px; }
QFrame[framing="true"][focused="true"] { border: ${ring}px solid $focus; padding: ${frame_pad}px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; background: transparent; padding: 0 0 0 6px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { padding: 0; }
QComboBox::drop-down { border: none; width: ${box}px; padding-right: 4px; }
QComboBox::down-arrow { image: $down; width: ${arrow}px; height: ${arrow}px; }
QAbstractSpinBox { padding: 3px ${box}px 3px 8px; }
QAbstractSpinBox:focus { padding: ${spin_v}px ${box}px ${spin_v}px ${spin_left}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; border: none;
  background: transparent; width: ${box}px; margin: 2px; border-radius: ${radius_small}px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: $up; width: ${arrow}px; height: ${arrow}px; }
QAbstractSpinBox::down-arrow { image: $down; width: ${arrow}px; height: ${arrow}px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px 4px 2px 2px; border: ${ring}px solid transparent;
  border-radius: ${radius}px; }
QCheckBox[role="inset"] { spacing: 0; padding: 0; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: ${tick}px; height: ${tick}px; border: 1px solid $edge;
  background: $field; border-radius: ${radius_small}px; }
QRadioButton::indicator { border-radius: ${tick_radius}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: $check; }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: $dash; }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: $dot; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $soft; background: $hover; }
""")

_VIEWS = Template("""
QAbstractItemView { background: transparent; color: $primary; border: none; outline: 0; icon-size: ${icon}px;
  selection-background-color: $selection; selection-color: $primary; }
QListView::item, QTreeView::item { padding: 4px 8px; border: 1px solid transparent;
  border-radius: ${radius_small}px; color: $primary; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $primary;
  border-color: $selected; }
QListView::item:focus { border-color: $focus; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: $right; }
QTreeView::branch:has-children:open { image: $down; }
QTableView::item { padding: 4px 3px; border: ${ring}px solid transparent; color: $primary; }
QTableView::item:selected { background: $selection; color: $primary; }
QTableView::item:focus { border-color: $focus; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; padding: 4px; }
QHeaderView::section { background: transparent; color: $secondary; border: none;
  border-bottom: 1px solid $soft; padding: 6px 8px; font-size: ${caption}pt; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; } QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; } QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $soft; }
QSplitter::handle:horizontal { width: 1px; } QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $soft; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 12px 8px 12px; color: $secondary; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $primary; background: $hover; }
QTabBar::tab:selected { color: $primary; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $link; background: $selection; border-bottom: ${ring}px solid $focus; }
QMenu { background: $raised; color: $primary; border: 1px solid $button_edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${radius_small}px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $soft; margin: 4px 8px; }
QToolTip { background: $raised; color: $primary; border: 1px solid $edge; padding: 4px 8px; }
QStatusBar { background: $window; color: $secondary; } QStatusBar::item { border: none; }
QProgressBar { background: $hover; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")

_LABELS = Template("""
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="secondary"] { color: $secondary; }
QLabel[role="caption"] { color: $faint; font-size: ${caption}pt; }
QLabel[role="mono"] { color: $secondary; font-family: "$mono_family"; font-size: ${mono}pt; }
""")


def sheet(tokens: Tokens, fonts: Fonts, picture: Callable[[str, str], str]) -> str:
    """The whole sheet for ``tokens``; ``picture`` gives the address of a shape in a colour."""
    words = _colours(tokens) | _sizes(tokens, fonts) | _lengths(tokens) | _pictures(tokens, picture)
    written = "".join(part.substitute(words) for part in (_BUTTONS, _FIELDS, _VIEWS, _LABELS))
    return written + _tones(tokens) + _surfaces(tokens)


def _tones(tokens: Tokens) -> str:
    return "\n".join(
        f'QLabel[tone="{name}"], QPushButton[tone="{name}"], QToolButton[tone="{name}"] '
        f"{{ color: {tokens.tone_named(name).ink}; }}"
        for name in _TONES
    )


def _surfaces(tokens: Tokens) -> str:
    grounds = [f'*[surface="{name}"] {{ background: {getattr(tokens.surface, name)}; }}' for name in _GROUNDS]
    cards = [
        f'*[surface="{name}"] {{ background: {getattr(tokens.surface, name)}; '
        f"border: 1px solid {tokens.line.soft}; border-radius: {tokens.radius.large}px; }}"
        for name in _CARDS
    ]
    return "\n" + "\n".join(grounds + cards) + "\n"


def _colours(tokens: Tokens) -> dict[str, str]:
    surface, text, line, accent = tokens.surface, tokens.text, tokens.line, tokens.accent
    return {
        "field": surface.field,
        "raised": surface.raised,
        "window": surface.window,
        "hover": surface.hover,
        "pressed": surface.pressed,
        "selection": surface.selection,
        "primary": text.primary,
        "secondary": text.secondary,
        "faint": text.faint,
        "disabled": text.disabled,
        "on_accent": text.on_accent,
        "link": text.link,
        "soft": line.soft,
        "edge": line.field,
        "button_edge": line.button,
        "selected": line.selected,
        "handle": line.button,
        "accent": accent.base,
        "accent_hover": accent.hover,
        "accent_pressed": accent.pressed,
        "accent_soft": accent.soft,
        "focus": accent.focus,
        "focus_on_accent": text.primary,
        "danger": tokens.tone.danger.ink,
    }


def _pictures(tokens: Tokens, picture: Callable[[str, str], str]) -> dict[str, str]:
    arrows = {name: picture(name, tokens.text.secondary) for name in ("down", "right", "up")}
    return arrows | {name: picture(name, tokens.text.on_accent) for name in ("check", "dash", "dot")}


def _sizes(tokens: Tokens, fonts: Fonts) -> dict[str, str]:
    """What grows with the text: type in points, and icons, arrows and ticks in pixels."""
    line, mono = fonts.line(), fonts.mono()
    tick = round(line * 0.9) // 2 * 2
    pixels = {
        "icon": line,
        "rail_icon": round(line * 1.25),
        "box": round(line * 1.4),
        "arrow": round(line * 0.75),
        "tick": tick,
        "tick_radius": tick // 2 + 1,
    }
    points = {name: fonts.points(getattr(tokens.type, name)) for name in ("caption", "title", "heading")}
    written = {name: str(size) for name, size in (pixels | points).items()}
    return written | {"mono_family": mono.family(), "mono": str(mono.pointSizeF())}


def _lengths(tokens: Tokens) -> dict[str, str]:
    """Padding under a ring is smaller by as much as the ring is wider than the edge, so nothing jumps."""
    ring = tokens.stroke.focus
    grown = ring - 1
    lengths = {
        "ring": ring,
        "radius": tokens.radius.medium,
        "radius_small": tokens.radius.small,
        "chip_radius": tokens.radius.large,
        "button_pad": f"{5 - grown}px {11 - grown}px",
        "half_pad": f"{5 - grown}px {6 - grown}px",
        "tool_pad": 5 - grown,
        "chip_pad": f"{2 - grown}px {10 - grown}px",
        "rail_pad": f"{6 - grown}px {8 - grown}px",
        "field_pad": f"{5 - grown}px {8 - grown}px",
        "combo_pad": f"{5 - grown}px {10 - grown}px",
        "spin_v": 3 - grown,
        "spin_left": 8 - grown,
        "text_pad": 3 - grown,
        "frame_pad": max(0, 1 - grown),
    }
    return {name: str(length) for name, length in lengths.items()}
