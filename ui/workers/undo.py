"""Undo for saved data: the inverse deed on a stack, instead of asking whether one is sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand, QUndoStack

from ui.workers.runner import Runner
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


def beside(runner: Runner, receipt: Receipt[Any]) -> Receipt[object]:
    """The same deed, undone beside the window."""
    inverse = receipt.inverse
    if inverse is None:
        return Receipt(value=None, label=receipt.label)
    return Receipt(value=None, label=receipt.label, inverse=lambda: runner.run("write", inverse))


def note(stack: QUndoStack, receipt: Receipt[object]) -> None:
    """Put the deed on the stack if it can be undone."""
    if receipt.inverse is not None:
        stack.push(Done(receipt.label, receipt.inverse))
