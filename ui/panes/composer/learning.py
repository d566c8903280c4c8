"""After a reply, once for a conversation: a quiet question whether something was learned. It never takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.composer.sending import Letter
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import OutgoingId
from workbench.outbox.model import Queued, SendAnswer
from workbench.settings.schema import ASK_LEARNED

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane


class Learning(QObject):
    """Listens to what is sent, and offers the question in the line that undoes sending."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts, self._panel = parts, pane.desk.panel
        pane.sending.answered.connect(self._on_answer)
        self._panel.learned_asked.connect(lambda: parts.registry.run("reply.learned"))

    def _on_answer(self, letter: Letter, answer: SendAnswer) -> None:
        if not isinstance(answer, Queued) or letter.page.kind is not OutKind.REPLY:
            return
        if not self._parts.workbench.settings.get(ASK_LEARNED):
            return
        kept, ticket = self._parts.workbench.product.around.kept, letter.page.ticket
        self._parts.runner.run("write", lambda: kept.asks_learned(ticket), lambda asks: self._offer(answer.id, asks))

    def _offer(self, outgoing: OutgoingId, asks: bool) -> None:
        if asks and isValid(self):
            self._panel.offer_learned(outgoing)
