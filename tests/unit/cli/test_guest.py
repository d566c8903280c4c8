"""The command line is no way round a guest day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run
from workbench.cli.opening import opened
from workbench.settings.schema import GUEST_DAY


@pytest.mark.parametrize("words", [(), ("--note",), ("--status", "solved"), ("--meant",)])
def test_a_guest_queues_nothing_from_the_command_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    home = ("--data-dir", str(tmp_path))
    run(*home, "practice")
    with opened(tmp_path) as workbench:
        workbench.settings.set(GUEST_DAY, True)
    ran = run(*home, "reply", "1006", *words, stdin="Here it is.")
    assert ran.code == 1 and "the host sends" in ran.err
    with opened(tmp_path) as workbench:
        assert workbench.outbox.listed() == []
        workbench.settings.set(GUEST_DAY, False)
    assert run(*home, "reply", "1006", *words, stdin="Here it is.").code == 0
