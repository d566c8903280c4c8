from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QPlainTextEdit


def test_qt_calls_do_not_wear_out_none(qapp: QApplication) -> None:
    """A release of the bindings dropped a reference to None with every call, and the process died after some thousands."""
    editor = QPlainTextEdit()
    before = sys.getrefcount(None)
    for _ in range(1000):
        editor.setPlainText("x")
    assert sys.getrefcount(None) > before - 200
