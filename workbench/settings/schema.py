"""Every setting, in one list; the dialog, the command line and the documentation are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bool, int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[T]):
    """A declared setting. ``choices`` pairs a value with its word; ``least`` and ``most`` bound a number."""

    key: str
    default: T
    title: str
    help: str
    choices: tuple[tuple[T, str], ...] = ()
    least: int = 0
    most: int = 0
    check: Callable[[T], bool] | None = None

    def accepts(self, value: T) -> bool:
        if type(value) is not type(self.default):
            return False
        if self.choices and value not in {choice for choice, _ in self.choices}:
            return False
        if self.most and isinstance(value, int) and not self.least <= value <= self.most:
            return False
        return self.check is None or self.check(value)


THEME = Setting(
    key="look.theme",
    default="system",
    title="Appearance",
    help="Follows the system unless one is chosen here.",
    choices=(("system", "Follow the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")),
)
SCALE = Setting(
    key="look.scale", default=100, title="Text size", help="In per cent of the system's size.", least=80, most=200
)
UNDO_SECONDS = Setting(
    key="send.undo_seconds",
    default=10,
    title="Undo sending for",
    help="Seconds in which a reply can still be taken back. 0 sends at once.",
    least=0,
    most=120,
)
AFTER_SEND = Setting(
    key="send.after",
    default="next",
    title="After sending",
    help="What to show when a reply is on its way.",
    choices=(("next", "Open the next conversation"), ("stay", "Stay with this one")),
)
PULL_SECONDS = Setting(
    key="sync.every_seconds",
    default=60,
    title="Look for new messages every",
    help="Seconds between two looks while online.",
    least=15,
    most=3600,
)
CHECK_REPLIES = Setting(
    key="check.enabled",
    default=True,
    title="Check replies for certainty",
    help="Underlines words that leave the customer in doubt.",
)
SAY_OPEN_ASKS = Setting(
    key="asks.say_before_send",
    default=True,
    title="Say what is not answered",
    help="Once before a reply goes, where the customer asked for several things; the same key then sends.",
)
ASK_LEARNED = Setting(
    key="send.ask_learned",
    default=True,
    title="Ask what was learned",
    help="Once for a conversation, in the line that undoes sending. It waits for no answer.",
)
GUEST_DAY = Setting(
    key="send.guest_day",
    default=False,
    title="Guest day",
    help="Somebody else of the company helps here today: they write drafts, and the host sends. Nothing is sent while "
    "this is on; what they note of feedback counts like anyone's. The host may set a code that ends it.",
)
PREVIEW = Setting(
    key="composer.preview", default=False, title="Show the preview", help="The reply as the customer will see it."
)
TONE = Setting(
    key="library.tone",
    default="",
    title="Usual tone",
    help="Such as brief or formal. Of a snippet in several tones this one is taken; Ctrl+L takes another.",
    check=lambda word: len(word) <= 40,
)
GIVE_BACK = Setting(
    key="palette.give_back",
    default=0,
    title="Give the clipboard back",
    help="After a snippet was copied for another program, what you had copied before comes back.",
    choices=((0, "Never"), (30, "After 30 seconds"), (60, "After 60 seconds")),
)
TRAY = Setting(
    key="tray.shown",
    default=True,
    title="Show an icon in the tray",
    help="With the search for snippets, and whether replies wait. Some desktops have no tray.",
)
STAY = Setting(
    key="tray.stay",
    default=False,
    title="Stay in the tray when the window is closed",
    help="Messages are still looked for, and snippets found, until you quit.",
)

ALL: tuple[Setting[bool] | Setting[int] | Setting[str], ...] = (
    THEME,
    SCALE,
    UNDO_SECONDS,
    AFTER_SEND,
    PULL_SECONDS,
    CHECK_REPLIES,
    SAY_OPEN_ASKS,
    ASK_LEARNED,
    GUEST_DAY,
    PREVIEW,
    TONE,
    GIVE_BACK,
    TRAY,
    STAY,
)
