"""The hook for repositories with a pack: what it calls is there, and it picks the files of a pack."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from workbench.certainty.files.gather import is_rules
from workbench.cli.main import parser
from workbench.exchange.yaml_events import read_yaml

ROOT = Path(__file__).parents[3]


def hook() -> dict[str, str]:
    (found,) = read_yaml((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")).root
    assert isinstance(found, dict)
    return found


def test_the_hook_is_called_as_it_is_documented() -> None:
    assert hook()["id"] == "workbench-check"
    assert "id: workbench-check" in (ROOT / "docs" / "checker.md").read_text("utf-8")


def test_what_it_calls_is_a_word_of_the_command_line() -> None:
    program, *words = shlex.split(hook()["entry"])
    assert program == "workbench"
    assert f'{program} = "' in (ROOT / "pyproject.toml").read_text("utf-8")
    parser().parse_args([*words, "a.md"])


def test_it_picks_the_snippets_and_rules_of_a_pack_and_nothing_else() -> None:
    picks = re.compile(hook()["files"]).search
    assert all(map(picks, ["snippets/a.md", "team/snippets/b/c.md", "rules/en.toml", "team/rules/de.toml"]))
    assert not any(map(picks, ["README.md", "pack.toml", "facts.toml", "rules/notes.md", "snippets/a.txt"]))


def test_a_rule_file_is_one_only_beside_a_pack(tmp_path: Path) -> None:
    file = tmp_path / "rules" / "en.toml"
    assert not is_rules(file)
    (tmp_path / "pack.toml").write_text("")
    assert is_rules(file)


def test_the_rules_in_the_documentation_are_good_ones() -> None:
    from workbench.certainty import book_of
    from workbench.certainty.house.reading import read

    book = book_of("en")
    assert book is not None
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "house-rules.md").read_text("utf-8"), re.DOTALL)
    assert read(example, "docs", book).faults == ()


def test_every_option_of_check_is_documented() -> None:
    said = (ROOT / "docs" / "checker.md").read_text("utf-8") + (ROOT / "docs" / "house-rules.md").read_text("utf-8")
    words = next(action for action in parser()._actions if action.dest == "word")
    check = words.choices["check"]  # type: ignore[index]
    options = [option for action in check._actions for option in action.option_strings if option.startswith("--")]
    assert [option for option in options if option not in said and option != "--help"] == []
