"""The kinds of feedback as buttons: each with a letter, a shape and a word."""

from __future__ import annotations

from ui.panes.conversation.chip_button import ChipButton
from ui.theme.icons import Icons
from ui.widgets.key_cap import KeyCap
from workbench.feedback.model import LETTERS, FeedbackKind

_ICONS = {
    FeedbackKind.BUG: "bug",
    FeedbackKind.REQUEST: "lightbulb",
    FeedbackKind.KUDOS: "heart",
    FeedbackKind.CRITICISM: "flag",
    FeedbackKind.CONFUSION: "help-circle",
}
LETTER = {kind: letter.upper() for letter, kind in LETTERS.items()}


class KindButton(ChipButton):
    """Shape, word and letter of one kind."""

    def __init__(self, icons: Icons, kind: FeedbackKind) -> None:
        super().__init__(icons, _ICONS[kind], kind.value.capitalize(), KeyCap(icons.theme, LETTER[kind]))
        self.kind = kind
        self.setCheckable(True)
        self.setAccessibleName(f"{kind.value.capitalize()}, {LETTER[kind]}")
