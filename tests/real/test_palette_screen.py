"""The search for snippets on a real screen: asked for by another program, pasted into a third."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.conftest import absent
from tests.servers import display
from workbench.app import open_workbench
from workbench.secrets.port import SessionSecrets

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[2]
TYPED_INTO = """
import sys
from PySide6.QtWidgets import QApplication, QTextEdit
app = QApplication([])
edit = QTextEdit()
edit.setWindowTitle("Another program")
edit.resize(400, 200)
edit.textChanged.connect(lambda: open(sys.argv[1], "w").write(edit.toHtml()))
edit.show()
app.exec()
"""


@pytest.fixture
def screen() -> Iterator[display.Display]:
    if why := display.missing():
        absent(why)
    if shutil.which("xclip") is None:
        absent("another program to paste into is not installed (xclip)")
    with display.Display() as shown:
        yield shown


@pytest.fixture
def home(tmp_path: Path) -> Path:
    workbench = open_workbench(tmp_path, secrets=SessionSecrets())
    workbench.install_starter_pack()
    workbench.sync.pull(workbench.accounts.open_practice().id)
    workbench.close()
    return tmp_path


def ui(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "ui", "--data-dir", str(home), *words]


def pasted(screen: display.Display, kind: str) -> str:
    return subprocess.run(
        ["xclip", "-selection", "clipboard", "-o", "-t", kind], env=screen.environment, capture_output=True, text=True,
        check=True, timeout=20,
    ).stdout  # fmt: skip


def named(screen: display.Display, name: str) -> str:
    return screen.do("search", "--sync", "--onlyvisible", "--name", name).splitlines()[-1]


def in_front(screen: display.Display) -> str:
    return screen.do("getactivewindow", "getwindowname")


def until_in_front(screen: display.Display, name: str) -> None:
    for _ in range(100):
        time.sleep(0.05)
        try:
            if in_front(screen).startswith(name):
                return
        except subprocess.CalledProcessError:
            continue
    raise AssertionError(f"{name} is not in front, but {in_front(screen)}")


def ended(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    assert program.wait(20) == 0


@pytest.mark.timeout(120)
def test_a_snippet_goes_into_another_program_which_has_the_focus_again(
    screen: display.Display, home: Path, tmp_path: Path
) -> None:
    typed = tmp_path / "typed.html"
    app = subprocess.Popen(ui(home), cwd=ROOT, env=screen.environment, stderr=subprocess.DEVNULL)
    try:
        named(screen, "Inbox")
        time.sleep(2.5)
        with screen.show([sys.executable, "-c", TYPED_INTO, str(typed)]):
            screen.do("windowactivate", "--sync", named(screen, "Another program"))
            until_in_front(screen, "Another program")
            subprocess.run(ui(home, "palette"), cwd=ROOT, env=screen.environment, check=True, timeout=20)
            until_in_front(screen, "Find a snippet")
            screen.do("type", "--delay", "30", "hey")
            time.sleep(0.3)
            screen.picture(tmp_path / "palette.png")
            screen.do("key", "Return")
            until_in_front(screen, "Another program")
            html, text = pasted(screen, "text/html"), pasted(screen, "UTF8_STRING")
            assert "<p>" in html
            assert text
            assert "{{" not in html + text
            screen.do("key", "ctrl+v")
            time.sleep(0.5)
            first_line = text.splitlines()[0]
            assert first_line in typed.read_text("utf-8")
        assert app.poll() is None
    finally:
        ended(app)


@pytest.mark.timeout(120)
def test_without_the_program_the_search_begins_it_and_something_of_it_can_be_seen(
    screen: display.Display, home: Path, tmp_path: Path
) -> None:
    # Pressed twice before anything is to be seen: whichever comes first is the program, and the other one ends.
    both = [
        subprocess.Popen(ui(home, "palette"), cwd=ROOT, env=screen.environment, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    try:
        until = time.monotonic() + 30
        while all(each.poll() is None for each in both) and time.monotonic() < until:
            time.sleep(0.05)
        assert [each.returncode for each in both if each.poll() is not None] == [0]
        time.sleep(1)
        window = subprocess.run(
            ui(home), cwd=ROOT, env=screen.environment, capture_output=True, check=False, timeout=60
        )
        assert window.returncode == 0
        screen.do("windowactivate", "--sync", named(screen, "Inbox"))
        time.sleep(1)
        screen.do("key", "ctrl+q")
        assert [each.wait(20) for each in both] == [0, 0]
    finally:
        for each in both:
            each.kill()
            each.wait()
