"""The window says once that a rule file is not used."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SaidNotices
from ui.commands.parts import Parts
from ui.shell.house_rules import HouseRulesNotice

BROKEN = "[[rule]]\nid = \"x\"\ncue = 'a(?=b)'\n[phrases]\nallow = 3\n"


def test_a_damaged_file_is_said_once_and_can_be_opened(parts: Parts, qtbot: QtBot) -> None:
    owner = QObject()
    HouseRulesNotice(parts, owner)
    notices = parts.notices
    assert isinstance(notices, SaidNotices)
    file = parts.workbench.certainty.folder / "en.toml"
    file.parent.mkdir()
    file.write_text(BROKEN)
    parts.workbench.checker("en")
    qtbot.waitUntil(lambda: len(notices.said) == 1)
    text, action, run = notices.said[0]
    assert text.startswith("en.toml, line 3, rule “x”: cue looks at what follows")
    assert "one more fault" in text
    assert (action, run is not None) == ("Open file", True)
    (file.parent / "xx.toml").write_text("[phrases]\nallow = 3\n")
    parts.workbench.checker("xx")
    qtbot.waitUntil(lambda: len(notices.said) == 2)
    assert notices.said[1][0].startswith("xx.toml, line 2")
    assert "more fault" not in notices.said[1][0]
    file.write_text("")
    with qtbot.waitSignal(parts.bridge.changed):
        parts.workbench.checker("en")
    file.write_text(BROKEN + "# again")
    parts.workbench.checker("en")
    qtbot.waitUntil(lambda: len(notices.said) == 3)
