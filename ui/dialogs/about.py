"""What this program is, which version, under which licence, and whose work it stands on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme.roles import Role, set_role
from workbench import __version__

_LIBRARIES = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("sqlite-utils", "sqlite-utils", "Apache-2.0"),
    ("Markdown", "Python-Markdown", "BSD-3-Clause"),
    ("markdownify", "markdownify", "MIT"),
    ("nh3", "nh3", "MIT"),
    ("httpx2", "httpx2", "BSD-3-Clause"),
    ("truststore", "truststore", "MIT"),
    ("idna", "idna", "BSD-3-Clause"),
    ("keyring", "keyring", "MIT"),
    ("msgspec", "msgspec", "BSD-3-Clause"),
    ("platformdirs", "platformdirs", "MIT"),
    ("filelock", "filelock", "Unlicense"),
    ("stamina", "stamina", "MIT"),
    ("humanize", "humanize", "MIT"),
    ("uuid-utils", "uuid-utils", "BSD-3-Clause"),
)


class AboutDialog(QDialog):
    """Small, and closed with Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Support Workbench")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        icon = QLabel()
        icon.setPixmap(QApplication.windowIcon().pixmap(48, 48))
        icon.setHidden(QApplication.windowIcon().isNull())
        column.addWidget(icon)
        column.addWidget(_label("Support Workbench", "heading"))
        column.addWidget(_label(f"Version {__version__}", "secondary"))
        column.addWidget(_label("Open source under the Apache License 2.0. It comes without warranty.", ""))
        column.addSpacing(8)
        column.addWidget(_label("It stands on the work of", "strong"))
        column.addWidget(_libraries(), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(440, 520)


def _libraries() -> QScrollArea:
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for distribution, name, licence in _LIBRARIES:
        at = grid.rowCount()
        grid.addWidget(_label(name, ""), at, 0)
        grid.addWidget(_label(_version(distribution), "mono"), at, 1)
        grid.addWidget(_label(licence, "caption"), at, 2)
    area = QScrollArea()
    area.setAccessibleName("Libraries and their licences")
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # an application that was frozen may leave this out
        return ""


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role not in {"mono", "caption"})
    if role:
        set_role(label, role)
    return label
