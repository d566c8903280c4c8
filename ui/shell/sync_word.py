"""How the helpdesk stands, in one word; the details on a click."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.tips import tip
from workbench.sync.model import Phase, SyncStatus

_WORDS = {
    Phase.UNKNOWN: ("Starting", "refresh", "text.faint"),
    Phase.PULLING: ("Looking", "refresh", "text.faint"),
    Phase.CURRENT: ("Current", "online", "tone.success.ink"),
    Phase.OFFLINE: ("Offline", "offline", "tone.warning.ink"),
    Phase.WAITING: ("Waiting", "clock", "tone.warning.ink"),
    Phase.SIGN_IN: ("Sign in", "key", "tone.danger.ink"),
    Phase.FAULT: ("Fault", "alert", "tone.danger.ink"),
}
_ORDER = (Phase.SIGN_IN, Phase.FAULT, Phase.OFFLINE, Phase.WAITING, Phase.PULLING, Phase.UNKNOWN, Phase.CURRENT)


class SyncWord(QToolButton):
    """A button that shows the account that needs most attention. ``details_asked``: it was pressed."""

    details_asked = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFixedWidth(80)
        set_role(self, "rail")
        self.clicked.connect(self.details_asked)
        icons.theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def _fit(self) -> None:
        side = max(16, round(self._icons.theme.fonts.line() * 0.9))
        self.setIconSize(QSize(side, side))

    def show_status(self, statuses: list[tuple[str, SyncStatus]]) -> None:
        """``statuses``: pairs of account name and how it stands."""
        self.setVisible(bool(statuses))
        if not statuses:
            return
        name, status = min(statuses, key=lambda pair: _ORDER.index(pair[1].phase))
        word, icon, ink = _WORDS[status.phase]
        self.setText(word)
        self.setIcon(self._icons.icon(icon, ink))
        said = " ".join(part for part in (status.title, status.cure) if part)
        self.setToolTip(tip(f"{name}: {said or word}"))
        self.setAccessibleName(f"Helpdesk: {word}. {said}".strip())
