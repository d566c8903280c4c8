"""Pictures of every widget in every theme, to be looked at: ``python -m tests.ui.theme.gallery FOLDER``.

Run it under ``QT_QPA_PLATFORM=offscreen``; it needs no display and writes one PNG per view.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.fonts import Faces
from ui.theme.icons import Icons
from ui.theme.roles import Role, indent_number, set_role, set_surface, set_tone
from ui.theme.theme import Choice, Look, Theme
from ui.widgets.avatar import Avatar
from ui.widgets.divider import Divider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_cap import KeyCap
from ui.widgets.notice import Notice
from ui.widgets.pill import Pill, State
from ui.widgets.times import ago, exact
from ui.widgets.toast import Toast
from workbench.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 5, 20, 14, 30, tzinfo=UTC)
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One picture: its file name, the look, and the size in pixels."""

    name: str
    look: Look
    size: QSize
    german: bool = False
    mirrored: bool = False


VIEWS = (
    View(name="light", look=Look(choice=Choice.LIGHT), size=QSize(1240, 900)),
    View(name="dark", look=Look(choice=Choice.DARK), size=QSize(1240, 900)),
    View(name="contrast", look=Look(choice=Choice.CONTRAST), size=QSize(1240, 900)),
    View(name="narrow", look=Look(choice=Choice.LIGHT), size=QSize(640, 1600), german=True),
    View(name="german", look=Look(choice=Choice.DARK), size=QSize(1240, 980), german=True),
    View(name="large", look=Look(choice=Choice.LIGHT, scale=200), size=QSize(1500, 1700), german=True),
    View(name="arabic", look=Look(choice=Choice.LIGHT), size=QSize(1240, 900), mirrored=True),
)


class Gallery(QWidget):
    """All widgets on one sheet."""

    def __init__(self, icons: Icons, view: View) -> None:
        super().__init__()
        self._icons, self._german = icons, view.german
        set_surface(self, "window")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail())
        row.addWidget(Divider(Qt.Orientation.Vertical))
        parts = [self._list(), self._pane()]
        if view.size.width() > 800:
            split = QSplitter()
            split.setHandleWidth(1)
            for part in parts:
                split.addWidget(part)
            split.setSizes([view.size.width() * 3 // 10, view.size.width() * 6 // 10])
            row.addWidget(split, 1)
        else:
            stack = QVBoxLayout()
            for part in parts:
                stack.addWidget(part)
            row.addLayout(stack, 1)
        self.toast = Toast(icons.theme, self)

    def say(self, english: str, german: str) -> str:
        return german if self._german else english

    def _rail(self) -> QWidget:
        rail = QWidget()
        set_surface(rail, "rail")
        column = QVBoxLayout(rail)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        rooms = (("inbox", "Inbox"), ("library", "Library"), ("feedback", "Feedback"), ("pack", "Packs"))
        for at, (icon, word) in enumerate(rooms):
            column.addWidget(self._tool(icon, word, "rail", checked=at == 0))
        column.addStretch()
        column.addWidget(self._tool("settings", "Settings", "rail"))
        return rail

    def _tool(self, icon: str, word: str, role: Role, *, checked: bool = False) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon(icon))
        button.setText(word)
        button.setCheckable(True)
        button.setChecked(checked)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        set_role(button, role)
        return button

    def _list(self) -> QWidget:
        pane = QWidget()
        set_surface(pane, "list")
        column = QVBoxLayout(pane)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.filter = FilterLine(self._icons, self.say("Search", "Suchen in allen Unterhaltungen"))
        column.addWidget(self.filter)
        column.addLayout(self._chips())
        for name, age in (
            ("Ana Lima", 2),
            ("wolfgang.schmidt-rottenburger@beispiel.example", 200),
            ("علي", 5000),
        ):
            column.addLayout(self._row(name, NOW - timedelta(minutes=age)))
            column.addWidget(Divider())
        view = QListWidget()
        for text in ("Plain row", "Selected row", "Another row", "One more"):
            QListWidgetItem(self._icons.icon("note"), text, view)
        view.setCurrentRow(1)
        view.setMaximumHeight(view.sizeHintForRow(0) * 4 + 8)
        view.setAccessibleName("Rows")
        column.addWidget(view)
        title = self.say("Nothing waits", "Es wartet keine Unterhaltung auf eine Antwort")
        sentence = self.say(
            "New conversations appear here as they come in.",
            "Neue Unterhaltungen erscheinen hier, sobald sie eintreffen.",
        )
        verb = self.say("Look now", "Jetzt nachsehen")
        column.addWidget(EmptyState(self._icons, "inbox", title, sentence, verb), 1)
        return pane

    def _chips(self) -> FlowLayout:
        flow = FlowLayout(gap=4, row_gap=4)
        words = ("Open", "Mine", "Snoozed", "Owed")
        if self._german:
            words = ("Offen", "Mir zugewiesen", "Zurückgestellt", "Antwort geschuldet")
        for at, word in enumerate(words):
            chip = QPushButton(word)
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            set_role(chip, "chip")
            flow.addWidget(chip)
        return flow

    def _row(self, name: str, then: datetime) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Avatar(self._icons.theme, name))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        head = ElidedLabel(name)
        set_role(head, "strong")
        lines.addWidget(head)
        under = ElidedLabel(
            self.say(
                "The export stops at row 5,000",
                "Die Exportdatei bricht nach Zeile 5000 ab und meldet nichts",
            )
        )
        set_role(under, "secondary")
        lines.addWidget(under)
        row.addLayout(lines, 1)
        age = QLabel(ago(then, NOW, UTC, ENGLISH))
        age.setToolTip(exact(then, UTC, ENGLISH))
        set_role(age, "caption")
        row.addWidget(age, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _pane(self) -> QWidget:
        pane = QWidget()
        set_surface(pane, "pane")
        column = QVBoxLayout(pane)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        heading = QLabel(self.say("The export stops at row 5,000", "Die Exportdatei bricht nach der 5000. Zeile ab"))
        heading.setWordWrap(True)
        set_role(heading, "heading")
        column.addWidget(heading)
        column.addLayout(self._pills())
        column.addWidget(self._notice("info"))
        column.addWidget(self._notice("warning"))
        column.addWidget(self._notice("danger"))
        column.addWidget(self._message("customer"))
        column.addWidget(self._message("agent"))
        column.addWidget(self._message("note"))
        column.addWidget(self._tabs())
        column.addLayout(self._buttons())
        column.addLayout(self._fields())
        column.addStretch()
        return pane

    def _pills(self) -> FlowLayout:
        flow = FlowLayout(gap=6, row_gap=6)
        states = (
            State(word=self.say("Open", "Offen")),
            State(word=self.say("Synced", "Abgeglichen"), tone="success"),
            State(word=self.say("Queued", "In der Warteschlange"), tone="warning"),
            State(word=self.say("Not sent", "Nicht gesendet"), tone="danger"),
            State(word=self.say("Draft", "Entwurf"), tone="info", icon="draft"),
            State(word=self.say("Owed reply", "Antwort geschuldet"), tone="accent", icon="reply"),
            State(word=self.say("uncertain", "ungewiss"), tone="uncertain", icon="question"),
            State(word=self.say("false hope", "falsche Hoffnung"), tone="false_hope", icon="flag"),
            State(word=self.say("over-apology", "zu viel Entschuldigung"), tone="over_apology", icon="heart"),
            State(word=self.say("script", "Floskel"), tone="script", icon="quote"),
        )
        for state in states:
            flow.addWidget(Pill(self._icons, state))
        for keys in ("Ctrl+Return", "G, I", ";"):
            flow.addWidget(KeyCap(self._icons.theme, QKeySequence(keys)))
        return flow

    def _notice(self, tone: str) -> Notice:
        notice = Notice(self._icons)
        texts = {
            "info": self.say("3 new conversations.", "3 neue Unterhaltungen sind eingetroffen."),
            "warning": self.say(
                "Queued. It goes out when you are online.",
                "In der Warteschlange. Die Antwort geht hinaus, sobald die Verbindung wieder steht.",
            ),
            "danger": self.say(
                "The helpdesk did not take this reply: the ticket is closed.",
                "Das Ticketsystem hat diese Antwort nicht angenommen: Die Unterhaltung ist geschlossen.",
            ),
        }
        notice.show_notice(texts[tone], tone, icon="offline" if tone == "warning" else "")
        if tone != "warning":
            notice.add_action(self.say("Show them", "Unterhaltungen zeigen"), lambda: None)
        if tone == "danger":
            notice.add_action(self.say("Send as new", "Als neue Unterhaltung senden"), lambda: None)
        return notice

    def _message(self, kind: str) -> QFrame:
        card = QFrame()
        set_surface(card, "customer" if kind == "customer" else "agent" if kind == "agent" else "note")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        names = {"customer": "Ana Lima", "agent": "You", "note": "Internal note"}
        head = QHBoxLayout()
        name = QLabel(names[kind])
        set_role(name, "strong")
        head.addWidget(name)
        head.addStretch()
        number = QLabel("#48213")
        set_role(number, "mono")
        head.addWidget(number)
        column.addLayout(head)
        words = QLabel(
            self.say(
                "The file ends at row 5,000 and there is no message. I need all 12,400 rows by Friday.",
                "Die Datei endet nach Zeile 5000 und es erscheint keine Meldung. Ich brauche sie am Montag.",
            )
        )
        words.setWordWrap(True)
        column.addWidget(words)
        return card

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        for word in ("Snippets", "Checks", "Customer", "Feedback"):
            tabs.addTab(QLabel("  "), word)
        tabs.setMaximumHeight(tabs.tabBar().sizeHint().height() + 6)
        return tabs

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout()
        self.send = QPushButton(self._icons.icon("send", "text.on_accent"), self.say("Send", "Antwort senden"))
        flow.addWidget(_dressed(self.send, "primary"))
        flow.addWidget(QPushButton(self.say("Save draft", "Als Entwurf sichern")))
        flow.addWidget(_dressed(QPushButton(self.say("Not now", "Jetzt nicht")), "quiet"))
        remove = _dressed(QPushButton(self.say("Discard", "Entwurf verwerfen")), "quiet")
        set_tone(remove, "danger")
        flow.addWidget(remove)
        off = QPushButton(self.say("Merge", "Zusammenführen"))
        off.setEnabled(False)
        flow.addWidget(off)
        off = _dressed(QPushButton(self.say("Queue", "Einreihen")), "primary")
        off.setEnabled(False)
        flow.addWidget(off)
        for icon in ("bold", "italic", "link", "list", "quote", "code", "more"):
            tool = QToolButton()
            tool.setIcon(self._icons.icon(icon))
            tool.setAccessibleName(icon)
            flow.addWidget(tool)
        flow.addWidget(_dressed(QPushButton(self.say("2 to verify", "2 zu prüfen")), "link"))
        return flow

    def _fields(self) -> QVBoxLayout:
        column, row = QVBoxLayout(), FlowLayout()
        choice = QComboBox()
        choice.addItems(["Follow the system", "Light", "Dark"])
        choice.setAccessibleName("Appearance")
        number = QSpinBox()
        number.setValue(10)
        indent_number(number)
        number.setSuffix(" s")
        line = QLineEdit("Ana Lima")
        off = QLineEdit("cannot be changed")
        off.setEnabled(False)
        tick = QCheckBox(self.say("Check replies", "Antworten vor dem Senden prüfen"))
        tick.setChecked(True)
        pick, other = QRadioButton("Next"), QRadioButton("Stay")
        pick.setChecked(True)
        for part in (choice, number, line, off, tick, QCheckBox("Preview"), pick, other):
            row.addWidget(part)
        column.addLayout(row)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setValue(40)
        column.addWidget(bar)
        self.editor = QPlainTextEdit("\n".join(["Hello Ana,", "the export is cut at 5,000 rows.", ""] * 4))
        self.editor.setMaximumHeight(96)
        column.addWidget(self.editor)
        return column


def _dressed(button: QPushButton, role: Role) -> QPushButton:
    set_role(button, role)
    return button


def _menu(icons: Icons) -> QMenu:
    menu = QMenu()
    for icon, word, keys in (("reply", "Reply", "R"), ("note", "Add note", "N"), ("check", "Done", "E")):
        menu.addAction(icons.icon(icon), word).setShortcut(QKeySequence(keys))
    menu.addSeparator()
    menu.addAction(icons.icon("trash"), "Discard draft").setEnabled(False)
    menu.setActiveAction(menu.actions()[1])
    return menu


def _sheet_of_icons(icons: Icons) -> QWidget:
    sheet = QWidget()
    set_surface(sheet, "pane")
    flow = FlowLayout(sheet, 4, 4)
    flow.setContentsMargins(12, 12, 12, 12)
    for file in sorted((resources() / "icons").glob("*.svg")):
        button = QToolButton()
        own = file.stem == "workbench"
        button.setIcon(icons.app_icon() if own else icons.icon(file.stem, "text.primary"))
        button.setIconSize(QSize(24, 24))
        button.setText(file.stem)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedWidth(92)
        flow.addWidget(button)
    return sheet


def draw(folder: Path, only: Callable[[str], bool] = lambda _name: True) -> list[Path]:
    """Write the pictures whose name passes ``only`` into ``folder``."""
    app = QApplication.instance() or QApplication([])
    faces = Faces(words=QFont("Inter", 10), fixed=QFont("DejaVu Sans Mono", 10))
    theme = Theme(resources() / "themes", faces=faces)
    theme.apply(app)  # type: ignore[arg-type]
    icons = Icons(theme, resources() / "icons")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for view in VIEWS:
        if only(view.name):
            theme.wear(view.look)
            written += _draw_view(app, icons, view, folder)  # type: ignore[arg-type]
    return written


def _draw_view(app: QApplication, icons: Icons, view: View, folder: Path) -> list[Path]:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if view.mirrored else Qt.LayoutDirection.LeftToRight)
    gallery = Gallery(icons, view)
    gallery.resize(view.size)
    gallery.show()
    gallery.activateWindow()
    gallery.editor.setFocus()
    gallery.toast.show_text(gallery.say("Reply queued", "Antwort in der Warteschlange"), "Undo", lambda: None)
    files = [folder / f"{view.name}.png", folder / f"{view.name}-menu.png", folder / f"{view.name}-icons.png"]
    for part, file in zip((gallery, _menu(icons), _sheet_of_icons(icons)), files, strict=True):
        if part is not gallery:
            part.resize(part.sizeHint() if isinstance(part, QMenu) else QSize(1000, 560))
            part.show()
        for _ in range(20):
            app.processEvents()
        part.grab().save(str(file))
        if part is not gallery:
            part.hide()
    gallery.close()
    gallery.deleteLater()
    return files


if __name__ == "__main__":
    for picture in draw(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")):
        sys.stdout.write(f"{picture}\n")
