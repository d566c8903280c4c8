"""What is installed is what was pinned, and what was pinned is what the project asks for."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = ["lock.txt", "dev.txt", "build.txt", "fuzz.txt"]
PEERS = ROOT / "benchmarks" / "checker"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]


def pinned(file: str) -> list[Requirement]:
    """Every entry of the lock, without its hashes."""
    text = (ROOT / "requirements" / file).read_text("utf-8")
    return [Requirement(line.removesuffix("\\").strip()) for line in text.splitlines() if line[:1].isalnum()]


def versions(file: str) -> dict[str, set[Version]]:
    held: dict[str, set[Version]] = {}
    for each in pinned(file):
        (exact,) = each.specifier
        held.setdefault(canonicalize_name(each.name), set()).add(Version(exact.version))
    return held


@pytest.mark.parametrize("file", [*LOCKS, PEERS / "requirements.txt"], ids=str)
def test_everything_is_pinned_with_hashes_and_no_host_is_named(file: str | Path) -> None:
    lock = (ROOT / "requirements" / file).read_text("utf-8")
    assert "://" not in lock
    assert "@" not in lock
    assert re.search(r"^\s*(--index|--extra|--find|-i |-f |#)", lock, re.MULTILINE) is None
    for part in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[\w.-]+==[\w.]+ ", part), part[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", part), part[:80]


def test_peers_in_javascript_are_pinned_and_no_host_is_named() -> None:
    lock = (PEERS / "package-lock.json").read_text("utf-8")
    packages = json.loads(lock)["packages"]
    assert "://" not in lock
    assert packages.pop("")["dependencies"] == json.loads((PEERS / "package.json").read_text("utf-8"))["dependencies"]
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        ("lock.txt", RUNTIME),
        ("dev.txt", RUNTIME + GROUPS["dev"]),
        ("build.txt", GROUPS["build"]),
        ("fuzz.txt", GROUPS["fuzz"]),
    ],
    ids=LOCKS,
)
def test_the_lock_satisfies_what_the_project_asks_for(file: str, asked: list[str]) -> None:
    held = versions(file)
    for each in map(Requirement, asked):
        found = held.get(canonicalize_name(each.name), set())
        assert found, each.name
        assert all(each.specifier.contains(version) for version in found), each


def test_tests_run_on_the_versions_that_people_get() -> None:
    people, tests = versions("lock.txt"), versions("dev.txt")
    assert {name: tests.get(name) for name in people} == people


def test_nothing_that_was_ruled_out_comes_back_in_by_another() -> None:
    assert all(Version("6.11.3") <= version < Version("6.12") for version in versions("lock.txt")["pyside6-essentials"])
    for file in LOCKS:
        assert not versions(file).keys() & {"keyrings-alt", "pyside6", "pyside6-addons", "httpx", "requests"}


def test_every_direct_dependency_has_its_reason() -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    everything = RUNTIME + GROUPS["dev"] + GROUPS["build"] + GROUPS["fuzz"]
    assert [each for each in everything if Requirement(each).name.lower() not in table] == []
