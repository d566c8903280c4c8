from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def names(lock: str) -> dict[str, str]:
    return {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)}


@pytest.mark.parametrize("file", ["lock.txt", "dev.txt"])
def test_everything_is_pinned_with_hashes_and_no_host_is_named(file: str) -> None:
    lock = (ROOT / "requirements" / file).read_text("utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    for part in re.split(r"\n(?=\S)", lock.strip()):
        assert "==" in part.split("\n")[0]
        assert "--hash=sha256:" in part


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    held = names((ROOT / "requirements" / "lock.txt").read_text("utf-8"))
    asked = {re.split(r"[<>=!~\[]", each)[0].lower() for each in project["project"]["dependencies"]}
    assert asked <= held.keys()
    assert held["pyside6-essentials"].startswith("6.11.")
    assert "keyrings-alt" not in held
    assert "keyrings.alt" not in held


def test_every_direct_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    table = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    everything = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert [each for each in everything if re.split(r"[<>=!~\[]", each)[0].lower() not in table] == []
