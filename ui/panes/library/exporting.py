"""Writes the library where a person wants it: a folder of Markdown, espanso, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.commands.parts import Parts
from workbench.exchange.export.writing import ENDINGS, ExportFormat

_NAMES = {
    ExportFormat.MARKDOWN: "Folder of Markdown files (a pack)",
    ExportFormat.JSON: "JSON, complete (*.json)",
    ExportFormat.ESPANSO: "espanso (*.yml)",
    ExportFormat.CSV: "Table (*.csv)",
}


def ask_and_export(parts: Parts, window: QWidget) -> None:
    """Ask where to, and write it beside the window."""
    filters = ";;".join(_NAMES.values())
    name, chosen = QFileDialog.getSaveFileName(window, "Export the library", "snippets", filters)
    if not name:
        return
    format_ = next((each for each, words in _NAMES.items() if words == chosen), ExportFormat.JSON)
    target = Path(name)
    if ENDINGS[format_] and not target.suffix:
        target = target.with_suffix(ENDINGS[format_])
    imports = parts.workbench.imports
    parts.runner.run(
        "long",
        lambda: imports.export(format_, target, overwrite=target.is_file()),
        lambda number: parts.notices.say(_said(number, target)),
    )


def _said(number: int, target: Path) -> str:
    where = f"the folder “{target.name}”" if target.is_dir() else f"“{target.name}”"
    return f"{number:,} snippet{'' if number == 1 else 's'} saved in {where}."
