"""The kinds of feedback as buttons: each with a letter, a shape and a word."""

from __future__ import annotations

from ui.theme.icons import Icons
from ui.widgets.chip_button import ChipButton
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


class Toggle(ChipButton):
    """Something that is so or not, and the letter that turns it."""

    def __init__(self, icons: Icons, icon: str, letter: str) -> None:
        super().__init__(icons, icon, "", KeyCap(icons.theme, letter))
        self._icon, self._letter = icon, letter
        self.setCheckable(True)

    def show_word(self, word: str) -> None:
        """Say what it is that is so or not."""
        self.show_chip("check" if self.isChecked() else self._icon, "text.secondary", word)
        self.setAccessibleName(f"{word}, {self._letter}")
