"""Gives the checks what is known beside the words: who is in the conversation, facts, decisions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from ui.panes.composer.checking import Checks
from ui.panes.composer.checking import Knowing as Known
from ui.panes.composer.drafts import Page
from workbench.app import people_of
from workbench.certainty import Finding
from workbench.certainty.facts import People
from workbench.tickets.model import Conversation


class Knowing(QObject):
    """Of the conversation whose reply is written."""

    def __init__(self, parts: Parts, checks: Checks) -> None:
        super().__init__(checks)
        self._workbench = parts.workbench
        self._people = People()
        checks.knowing = self._of

    def address(self, conversation: Conversation | None) -> None:
        """What is written is for this conversation from now on."""
        self._people = people_of(conversation) if conversation else People()

    def _of(self, draft: object) -> Known:
        """For one check, which runs beside the window: what holds now."""
        workbench, people = self._workbench, self._people

        def knowing(text: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
            if not isinstance(draft, Page):
                return findings
            return workbench.knowing(draft.ticket, draft.kind, people, text, findings)

        return knowing
