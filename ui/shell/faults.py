"""Where the window cannot open at all, that is said in a window of its own, and on standard error."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QMessageBox

from workbench.kernel.errors import WorkbenchError


def show_fatal(error: WorkbenchError) -> int:
    """Say what happened and what to do now; the exit code."""
    sys.stderr.write(f"{error.title}\n{error.cure}\n")
    box = QMessageBox(QMessageBox.Icon.Warning, "Support Workbench", error.title)
    box.setInformativeText(error.cure)
    box.exec()
    return 2
