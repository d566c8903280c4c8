"""The theme follows the person first and the system second, and everything drawn follows the theme."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QStyleHints
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.ui.theme.gallery import draw
from ui.theme.fonts import Faces
from ui.theme.icons import Icons
from ui.theme.pictures import Pictures
from ui.theme.qss import sheet
from ui.theme.roles import set_role, set_surface, set_tone
from ui.theme.theme import Choice, Look, Theme
from ui.theme.tokens import ThemeFault
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

THEMES = resources() / "themes"
ICONS = resources() / "icons"
FACES = Faces(words=QFont("Inter", 10), fixed=QFont("DejaVu Sans Mono", 10))
WANTED = [
    "inbox",
    "library",
    "feedback",
    "settings",
    "search",
    "send",
    "queue",
    "note",
    "reply",
    "check",
    "check-circle",
    "clock",
    "alert",
    "question",
    "close",
    "chevron-down",
    "chevron-up",
    "chevron-left",
    "chevron-right",
    "paperclip",
    "image-off",
    "user",
    "users",
    "tag",
    "filter",
    "refresh",
    "offline",
    "online",
    "bold",
    "italic",
    "link",
    "list",
    "list-ordered",
    "quote",
    "code",
    "undo",
    "redo",
    "trash",
    "edit",
    "eye",
    "copy",
    "export",
    "plus",
    "star",
    "bug",
    "lightbulb",
    "heart",
    "flag",
    "help-circle",
    "command",
    "keyboard",
    "sun",
    "moon",
    "contrast",
    "key",
    "plug",
    "flask",
    "workbench",
]


class Accessibility(QObject):
    """The system's wish for contrast."""

    contrastPreferenceChanged = Signal()
    wish = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.wish


class Hints(QObject):
    """The system's colour scheme, turned by hand."""

    colorSchemeChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Unknown
        self.access = Accessibility()

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> Accessibility:
        return self.access

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit()


@pytest.fixture
def hints(qapp: QApplication) -> Hints:
    return Hints()


@pytest.fixture
def theme(hints: Hints, qapp: QApplication) -> Theme:
    made = Theme(THEMES, hints=cast("QStyleHints", hints), faces=FACES)
    made.apply(qapp)  # and never taken off: Qt forgets to watch what lives on without a sheet, and falls over it later
    return made


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme, ICONS)


def near(one: str, other: str) -> bool:
    """The same but for the rounding of painting with transparency."""
    pairs = zip(QColor(one).toTuple()[:3], QColor(other).toTuple()[:3], strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)


def centre_colour(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> str:
    """The colour in the middle of the icon *plus*, where its lines cross."""
    return icon.pixmap(QSize(24, 24), 1.0, mode, state).toImage().pixelColor(12, 12).name()


def test_an_unknown_system_scheme_is_shown_light(theme: Theme) -> None:
    assert theme.tokens.name == "light"


def test_the_window_follows_the_system_while_nothing_is_chosen(theme: Theme, hints: Hints, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        hints.turn(Qt.ColorScheme.Dark)
    assert theme.tokens.dark
    hints.turn(Qt.ColorScheme.Light)
    assert theme.tokens.name == "light"


def test_a_wish_for_contrast_wins_over_the_scheme(theme: Theme, hints: Hints) -> None:
    hints.turn(Qt.ColorScheme.Dark)
    hints.access.wish = Qt.ContrastPreference.HighContrast
    hints.access.contrastPreferenceChanged.emit()
    assert theme.tokens.name == "contrast"


def test_what_the_person_chose_stays_when_the_system_turns(theme: Theme, hints: Hints, qtbot: QtBot) -> None:
    theme.wear(Look(choice=Choice.LIGHT))
    with qtbot.assertNotEmitted(theme.changed):
        hints.turn(Qt.ColorScheme.Dark)
    assert theme.tokens.name == "light"
    theme.wear(Look())
    assert theme.tokens.name == "dark"


def test_the_application_is_dressed_again_when_the_theme_changes(theme: Theme, qapp: QApplication) -> None:
    before = qapp.styleSheet()
    theme.wear(Look(choice=Choice.CONTRAST))
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("surface.window")
    assert qapp.styleSheet() != before
    assert theme.tokens.accent.focus in qapp.styleSheet()


def test_the_old_sheet_goes_before_the_new_one_comes(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One over the other takes Qt five times as long: a second in the whole window, and the person sees it."""
    theme.apply(qapp)
    given: list[str] = []
    monkeypatch.setattr(qapp, "setStyleSheet", given.append)
    theme.wear(Look(choice=Choice.CONTRAST))
    assert [bool(sheet) for sheet in given] == [False, True]


def test_a_greyed_out_word_is_grey_in_the_palette(theme: Theme, qapp: QApplication) -> None:
    grey = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert grey == theme.colour("text.disabled")
    inactive = qapp.palette().color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight)
    assert inactive == theme.colour("surface.selection")


def test_text_grows_with_the_scale_and_stays_within_its_bounds(theme: Theme, qapp: QApplication) -> None:
    at_first = theme.fonts.body().pointSizeF()
    theme.wear(Look(scale=200))
    assert qapp.font().pointSizeF() == pytest.approx(2 * at_first)
    assert theme.fonts.caption().pointSizeF() < theme.fonts.body().pointSizeF() < theme.fonts.title().pointSizeF()
    theme.wear(Look(scale=1000))
    assert theme.fonts.scale == 200
    theme.wear(Look(scale=1))
    assert theme.fonts.scale == 80


def test_a_small_system_font_is_raised_and_a_large_one_kept(hints: Hints) -> None:
    for size, shown in ((8, 10), (14, 14)):
        faces = replace(FACES, words=QFont("Inter", size))
        theme = Theme(THEMES, hints=cast("QStyleHints", hints), faces=faces)
        assert theme.fonts.body().pointSizeF() == shown


def test_nothing_moves_when_the_person_wants_stillness(theme: Theme) -> None:
    assert theme.duration(140) == 140
    theme.wear(Look(moves=False))
    assert theme.duration(140) == 0


def test_every_icon_of_the_family_is_there_and_is_tinted() -> None:
    there = {file.stem for file in ICONS.glob("*.svg")}
    assert set(WANTED) <= there
    for name in there - {"workbench"}:
        svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in svg, name
        assert 'viewBox="0 0 24 24"' in svg, name
        assert 'stroke-width="1.75"' in svg, name
        assert "#" not in svg, name


def test_every_icon_file_can_be_drawn(icons: Icons) -> None:
    for file in ICONS.glob("*.svg"):
        assert QSvgRenderer(str(file)).isValid(), file.stem
        picture = icons.pixmap(file.stem, 24).toImage()
        inked = [at for at in range(24 * 24) if picture.pixelColor(at % 24, at // 24).alpha() > 128]
        assert len(inked) > 4, file.stem


def test_an_icon_taken_once_follows_the_theme(icons: Icons, theme: Theme) -> None:
    icon = icons.icon("plus")
    assert near(centre_colour(icon), theme.tokens.text.secondary)
    theme.wear(Look(choice=Choice.DARK))
    assert near(centre_colour(icon), theme.tokens.text.secondary)


def test_an_icon_shows_the_state_of_its_button(icons: Icons, theme: Theme) -> None:
    icon, text = icons.icon("plus"), theme.tokens.text
    assert near(centre_colour(icon, QIcon.Mode.Disabled), text.disabled)
    assert near(centre_colour(icon, QIcon.Mode.Active), text.primary)
    assert near(centre_colour(icon, state=QIcon.State.On), text.link)
    own = icons.icon("plus", "text.on_accent")
    assert near(centre_colour(own, QIcon.Mode.Active), text.on_accent)


def test_a_picture_is_as_sharp_as_the_screen_and_drawn_once(icons: Icons) -> None:
    picture = icons.pixmap("inbox", 20, "text.faint", 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
    assert icons.pixmap("inbox", 20, "text.faint", 2.0).cacheKey() == picture.cacheKey()
    assert icons.icon("inbox").pixmap(QSize(20, 20), 2.0).width() == 40


def test_what_points_somewhere_is_mirrored_for_a_window_read_from_the_right(icons: Icons, qapp: QApplication) -> None:
    def tip(name: str, x: int) -> int:
        return icons.pixmap(name, 24).toImage().pixelColor(x, 11).alpha()

    tag = icons.pixmap("tag", 24).toImage()
    assert (tip("reply", 4) > 128, tip("reply", 19) > 128) == (True, False)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert (tip("reply", 4) > 128, tip("reply", 19) > 128) == (False, True)
        assert icons.pixmap("tag", 24).toImage() == tag
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_an_icon_that_is_not_there_is_named(icons: Icons) -> None:
    with pytest.raises(ThemeFault, match="no-such"):
        icons.icon("no-such")


def test_an_icon_outlives_whoever_asked_for_it(icons: Icons, qtbot: QtBot) -> None:
    for _ in range(50):
        button = QPushButton()
        button.setIcon(QIcon(icons.icon("send")))
        button.show()
        button.close()
        del button
    assert not icons.icon("send").pixmap(16, 16).isNull()


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
@pytest.mark.parametrize("made", [QLineEdit, QPlainTextEdit])
def test_a_hint_in_an_empty_field_is_as_readable_as_any_text(
    theme: Theme, qapp: QApplication, qtbot: QtBot, choice: Choice, made: type[QWidget]
) -> None:
    theme.apply(qapp)
    theme.wear(Look(choice=choice))
    field = made()
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.palette().placeholderText().color() == theme.colour("text.faint")


def test_a_role_given_late_is_seen_at_once(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Not sent")
    qtbot.addWidget(label)
    label.show()
    set_tone(label, "danger")
    assert label.palette().color(label.foregroundRole()) == theme.colour("tone.danger.ink")
    set_tone(label, "")
    assert label.palette().color(label.foregroundRole()) == theme.colour("text.primary")
    set_role(label, "title")
    assert label.font().pointSizeF() == pytest.approx(theme.fonts.title().pointSizeF(), abs=0.1)


def test_a_plain_widget_gets_its_ground(theme: Theme, qtbot: QtBot) -> None:
    class Pane(QWidget):
        """Qt paints no ground for a subclass unless it is asked to."""

    window = QWidget()
    qtbot.addWidget(window)
    widget = Pane(window)
    set_surface(widget, "note")
    widget.resize(60, 60)
    assert window.grab().toImage().pixelColor(30, 30) == theme.colour("surface.note")


def test_a_button_keeps_its_size_when_it_gets_the_focus(theme: Theme, qtbot: QtBot) -> None:
    for choice in (Choice.LIGHT, Choice.CONTRAST):
        theme.wear(Look(choice=choice))
        for role in ("", "primary", "quiet", "chip", "link"):
            window = QWidget()
            qtbot.addWidget(window)
            other, button = QPushButton("Other", window), QPushButton("Send", window)
            set_role(button, role)  # type: ignore[arg-type]
            window.show()
            window.activateWindow()
            other.setFocus()
            at_rest = button.sizeHint()
            button.setFocus()
            qtbot.waitUntil(button.hasFocus)
            button.setText("")  # the hint is kept until the text changes
            button.setText("Send")
            assert button.sizeHint() == at_rest, (choice, role)


def test_a_chip_has_room_for_its_word_when_it_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chip, chosen = QPushButton("Criticism", window), QPushButton("Criticism", window)
    for each in (chip, chosen):
        each.setCheckable(True)
        set_role(each, "chip")
    window.show()
    before = chip.sizeHint().width()
    chosen.setChecked(True)
    chosen.setText("")
    chosen.setText("Criticism")  # measured as it is now
    chip.setChecked(True)
    assert chip.sizeHint().width() == chosen.sizeHint().width() > before
    chip.setChecked(False)
    assert chip.sizeHint().width() < chosen.sizeHint().width()


def test_the_sheet_has_no_gap_left_and_no_font_in_pixels(theme: Theme) -> None:
    text = sheet(theme.tokens, theme.fonts, Pictures().url)
    assert "$" not in text
    assert text.count("{") == text.count("}")
    sizes = [line for line in text.splitlines() if "font-size" in line]
    assert sizes
    assert all("pt" in line.split("font-size")[1] for line in sizes)


def test_a_picture_for_the_sheet_is_a_file_in_the_colour_asked_for() -> None:
    pictures = Pictures()
    address = pictures.url("check", "#abcdef").removeprefix('url("').removesuffix('")')
    assert QSvgRenderer(address).isValid()
    assert QColor("#abcdef").name() in Path(address).read_text(encoding="utf-8")


def test_the_gallery_can_be_drawn_in_every_theme(tmp_path: Path, qapp: QApplication) -> None:
    try:
        written = draw(tmp_path, {"dark", "arabic"}.__contains__)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert [file.stat().st_size > 1000 for file in written] == [True] * 6


@pytest.mark.parametrize("box", [QSize(0, 16), QSize(16, 0), QSize(0, 0)])
def test_an_icon_without_room_is_no_picture_and_no_fault(theme: Theme, box: QSize) -> None:
    assert Icons(theme, resources() / "icons").pixmap("send", box).isNull()
