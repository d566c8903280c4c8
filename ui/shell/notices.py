"""Says things quietly: a toast for what was done, a line that stays for what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.notice import Notice
from ui.widgets.toast import Toast


class ShellNotices:
    """The window's way to speak; never takes the focus."""

    def __init__(self) -> None:
        self._toast: Toast | None = None
        self._line: Notice | None = None

    def attach(self, toast: Toast, line: Notice) -> None:
        """Give it the widgets to speak through, once the window has them."""
        self._toast, self._line = toast, line

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        if self._toast is not None:
            self._toast.show_text(text, action, run)

    def fault(self, title: str, cure: str) -> None:
        if self._line is not None:
            self._line.show_notice(f"{title} {cure}".strip(), "danger")
