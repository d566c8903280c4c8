"""A QPalette made from the tokens, so that Fusion paints everything the style sheet leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from ui.theme.tokens import Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def palette(tokens: Tokens) -> QPalette:
    """Colours for the active, inactive and disabled groups; inactive windows look like active ones."""
    made = QPalette()
    for role, colour in _roles(tokens).items():
        for group in (_Group.Active, _Group.Inactive, _Group.Disabled):
            made.setColor(group, role, QColor(colour))
    for role, colour in _disabled(tokens).items():
        made.setColor(_Group.Disabled, role, QColor(colour))
    return made


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    surface, text, line, accent = tokens.surface, tokens.text, tokens.line, tokens.accent
    return {
        _Role.Window: surface.window,
        _Role.WindowText: text.primary,
        _Role.Base: surface.field,
        _Role.AlternateBase: surface.card,
        _Role.Text: text.primary,
        _Role.PlaceholderText: text.faint,
        _Role.Button: surface.raised,
        _Role.ButtonText: text.primary,
        _Role.BrightText: tokens.tone.danger.ink,
        _Role.ToolTipBase: surface.raised,
        _Role.ToolTipText: text.primary,
        _Role.Highlight: surface.selection,
        _Role.HighlightedText: text.primary,
        _Role.Accent: accent.base,
        _Role.Link: text.link,
        _Role.LinkVisited: text.link,
        _Role.Light: surface.raised,
        _Role.Midlight: surface.hover,
        _Role.Mid: line.soft,
        _Role.Dark: line.field,
        _Role.Shadow: line.field,
    }


def _disabled(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    ink = tokens.text.disabled
    return {
        _Role.WindowText: ink,
        _Role.Text: ink,
        _Role.ButtonText: ink,
        _Role.HighlightedText: ink,
        _Role.Link: ink,
        _Role.Accent: ink,
        _Role.Highlight: tokens.surface.hover,
    }
