"""Undo for saved data: the inverse deed on a stack, instead of asking whether one is sure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from workbench.kernel.receipt import Receipt


class Done(QUndoCommand):
    """A deed that has been done; undoing it calls its inverse. The stack calls redo at once, which does nothing."""

    def __init__(self, label: str, inverse: Callable[[], object]) -> None:
        super().__init__(label)
        self._inverse = inverse

    def redo(self) -> None:
        """Nothing: it has been done already."""

    def undo(self) -> None:
        self._inverse()
        self.setObsolete(True)


def note(stack: QUndoStack, receipt: Receipt[object]) -> None:
    """Put the deed on the stack if it can be undone."""
    if receipt.inverse is not None:
        stack.push(Done(receipt.label, receipt.inverse))
