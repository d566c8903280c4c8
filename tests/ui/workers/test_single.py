"""What a later start says to the first window, and what others may say to it without harm."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.__main__ import main
from ui.workers.calling import MAX_LINE, PALETTE, RAISE, addresses, call, likely_home, line, meant
from ui.workers.single import FirstWindow, ask_first_window
from workbench.paths import default_home

ROOT = Path(__file__).parents[3]
unix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such sockets")


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are too deep for a socket
        yield Path(folder)


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def first(home: Path, heard: list[str], qtbot: QtBot) -> Iterator[FirstWindow]:
    window = FirstWindow(home)
    window.raised.connect(lambda: heard.append(RAISE))
    window.palette_asked.connect(lambda: heard.append(PALETTE))
    assert window.listen()
    yield window
    window.close()


def connected(home: Path) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX)
    caller.settimeout(5)
    caller.connect(next(addresses(str(home))))
    return caller


def say(home: Path, said: bytes) -> None:
    with connected(home) as caller:
        caller.sendall(said)


def is_shown_out(caller: socket.socket) -> bool:
    caller.setblocking(False)
    try:
        return caller.recv(1) == b""
    except BlockingIOError:
        return False


@pytest.mark.parametrize("word", [RAISE, PALETTE])
def test_a_word_arrives_though_the_caller_is_gone_at_once(
    word: str, home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    assert call(str(home), word)
    qtbot.waitUntil(lambda: heard == [word], timeout=3000)


@unix
def test_it_listens_in_its_own_folder_for_its_own_person(home: Path, first: FirstWindow) -> None:
    file = home / "window.socket"
    assert file.is_socket()
    assert file.stat().st_mode & 0o077 == 0


@unix
@pytest.mark.parametrize(
    "said",
    [b"", b"\n", b"palette\n", b"workbench/2 palette\n", b"workbench/1 palette", b"workbench/1  palette\n",
     b"workbench/1 palette a b\n", b"workbench/1 delete\n", b"\xff\xfe\x00\n", b"GET / HTTP/1.1\r\n\r\n",
     b"x" * MAX_LINE + b"\nworkbench/1 palette\n", b"\n" + line(PALETTE)],
)  # fmt: skip
def test_what_is_no_line_of_ours_does_nothing(
    said: bytes, home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    say(home, said)
    assert call(str(home), RAISE)
    qtbot.waitUntil(lambda: bool(heard), timeout=3000)
    qtbot.wait(30)
    assert heard == [RAISE]


@unix
def test_half_a_line_is_waited_for_and_another_caller_meanwhile_heard(
    home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    with connected(home) as slow:
        slow.sendall(line(PALETTE)[:9])
        assert call(str(home), RAISE)
        qtbot.waitUntil(lambda: heard == [RAISE], timeout=3000)
        slow.sendall(line(PALETTE)[9:])
        qtbot.waitUntil(lambda: heard == [RAISE, PALETTE], timeout=3000)


@unix
def test_who_says_nothing_for_a_second_is_shown_out(
    home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    with connected(home) as silent:
        qtbot.wait(500)
        assert not is_shown_out(silent)
        qtbot.waitUntil(lambda: is_shown_out(silent), timeout=3000)
    assert heard == []


@unix
def test_very_many_silent_callers_hold_nobody_up(
    home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    crowd = []
    for _ in range(30):
        crowd.append(connected(home))
        qtbot.wait(2)
    try:
        assert sum(map(is_shown_out, crowd)) == 22  # all but the first eight, at once
        qtbot.wait(1100)
        assert call(str(home), PALETTE)
        qtbot.waitUntil(lambda: heard == [PALETTE], timeout=3000)
    finally:
        for caller in crowd:
            caller.close()


@unix
def test_an_endless_line_is_cut_off(home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot) -> None:
    def flood() -> None:
        with connected(home) as caller:
            try:
                for _ in range(100_000):
                    caller.sendall(b"x" * 4096)
            except OSError:
                return
        pytest.fail("it was taken to its end")

    endless = threading.Thread(target=flood)
    endless.start()
    qtbot.waitUntil(lambda: not endless.is_alive(), timeout=3000)
    assert heard == []


@unix
def test_a_socket_that_a_killed_program_left_is_nobody_and_is_taken_over(home: Path, qtbot: QtBot) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(next(addresses(str(home))))
    left.close()
    assert not call(str(home), PALETTE)
    window = FirstWindow(home)
    assert window.listen()
    assert call(str(home), PALETTE)
    with qtbot.waitSignal(window.palette_asked):
        pass
    window.close()


@unix
def test_a_folder_too_deep_for_a_socket_is_called_elsewhere(tmp_path: Path, qtbot: QtBot) -> None:
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    window = FirstWindow(deep)
    assert window.listen()
    assert list(deep.iterdir()) == []
    with qtbot.waitSignal(window.raised):
        assert call(str(deep), RAISE)
    window.close()


def test_one_that_is_just_being_opened_is_waited_for(home: Path, qtbot: QtBot) -> None:
    window = FirstWindow(home)
    said: list[bool] = []
    second = threading.Thread(target=lambda: said.append(ask_first_window(home, PALETTE, patience=5)))
    with qtbot.waitSignal(window.palette_asked):
        second.start()
        qtbot.wait(120)
        assert window.listen()
    second.join(10)
    assert said == [True]
    window.close()


def test_the_folder_is_the_same_without_the_libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WORKBENCH_DATA_DIR", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert likely_home() == str(default_home())
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert likely_home() == str(default_home())
    monkeypatch.setenv("WORKBENCH_DATA_DIR", str(tmp_path / "mine"))
    assert likely_home() == str(default_home())


def test_a_token_is_handed_on_and_no_trick_with_it() -> None:
    assert meant(line(PALETTE, "abc-1_TIME99")) == (PALETTE, "abc-1_TIME99")
    assert meant(line(PALETTE, "a b\nworkbench/1 raise")) == (PALETTE, "")
    assert meant(line(PALETTE, "x" * 4000)) == (PALETTE, "")
    assert meant(line(PALETTE).rstrip()) == ("", "")  # half of one may be the beginning of another


@given(st.binary(max_size=MAX_LINE * 2))
def test_no_bytes_make_it_fall(said: bytes) -> None:
    word, token = meant(said)
    assert " " not in word + token
    assert os.sep * 2 not in word


@unix
def test_the_client_loads_nothing_that_takes_its_time(
    home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    heavy = "PySide6 workbench pathlib socket tempfile hashlib typing re platformdirs"
    code = (
        "import sys; from ui.__main__ import main; code = main(['palette', '--data-dir', sys.argv[1]]);"
        f"print(code, [name for name in {heavy.split()} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(home)], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    assert done.stdout.strip() == "0 []"
    qtbot.waitUntil(lambda: heard == [PALETTE], timeout=3000)


@pytest.mark.parametrize(
    "arguments",
    [
        ["palette", "--data-dir", "H"],
        ["--data-dir", "H", "palette"],
        ["palette", "--data-dir=H"],
        ["--data-dir=H", "palette"],
    ],
)
def test_the_word_is_known_before_and_after_the_folder(
    arguments: list[str], home: Path, first: FirstWindow, heard: list[str], qtbot: QtBot
) -> None:
    assert main([word.replace("H", str(home)) for word in arguments]) == 0
    qtbot.waitUntil(lambda: heard == [PALETTE], timeout=3000)
