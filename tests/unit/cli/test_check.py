"""``workbench check`` as a linter: forms, folders, levels, formats and exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.test_cli import Ran, run
from workbench.cli.opening import opened

DOUBT = "Your blog should now be under your other account.\n"
HINT = "That usually fixes it.\n"


def sarif(ran: Ran) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(ran.out)
    return log


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.md", "```\n" + DOUBT + "```\n", 0),
        ("a.txt", "<b>" + DOUBT, 1),
        ("a.html", "<script>" + DOUBT + "</script>", 0),
        ("a.html", "<p>" + DOUBT + "</p>", 1),
        ("a.md", '+++\ntitle = "' + DOUBT.strip() + '"\n+++\nFine.\n', 0),
    ],
)
def test_the_name_of_standard_input_decides_how_it_is_read(name: str, text: str, code: int) -> None:
    ran = run("check", "--stdin-filename", name, "-", stdin=text)
    assert ran.code == code
    assert (f"{name}:" in ran.out) is bool(code)


def test_a_folder_is_checked_but_for_what_is_hidden_or_of_another_kind(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/c.html", ".hidden.md", ".git/d.md", "e.py", "f.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(DOUBT)
    ran = run("check", str(tmp_path))
    named = [line.split(":")[0] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert named == [str(tmp_path / name) for name in ("a.txt", "b.md", "sub/c.html")]
    assert ran.code == 1


def test_hints_are_no_reason_to_stop_and_may_be_left_out() -> None:
    ran = run("check", "-", stdin=HINT)
    assert (ran.code, "hint" in ran.out) == (0, True)
    ran = run("check", "--min-level", "warn", "-", stdin=HINT + DOUBT)
    assert (ran.code, "hint" in ran.out, "warn" in ran.out) == (1, False, True)


def test_what_cannot_be_read_is_said_and_the_rest_is_checked(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(DOUBT)
    bad.write_bytes(b"\xff\xfe\xff")
    ran = run("check", str(bad), str(tmp_path / "none.md"), str(good))
    assert ran.code == 2
    assert "not UTF-8" in ran.err
    assert "none.md could not be read" in ran.err
    assert str(good) in ran.out


@pytest.mark.parametrize("wrong", [("--format", "xml"), ("--min-level", "loud"), ("--nonsense",)])
def test_bad_usage_is_two(wrong: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("check", *wrong)
    assert ended.value.code == 2


def pack(folder: Path, language: str) -> Path:
    (folder / "snippets").mkdir(parents=True)
    (folder / "pack.toml").write_text(
        f'id = "a"\nname = "A"\nversion = "1"\nserial = 1\ndefault_language = "{language}"\n'
    )
    return folder


def test_a_snippet_names_its_language_or_its_pack_does(tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack", "eo")
    (folder / "snippets" / "own.md").write_text('+++\nid = "b"\ntitle = "B"\nlanguage = "en"\n+++\n' + DOUBT)
    (folder / "snippets" / "packs.md").write_text('+++\nid = "c"\ntitle = "C"\n+++\n' + DOUBT)
    ran = run("check", str(folder))
    assert ran.code == 1
    assert "own.md:6:11" in ran.out
    assert "packs.md" not in ran.out
    assert "no rules for “eo”" in ran.err
    assert "packs.md" in run("check", "--language", "en", str(folder)).out


REQUIRED = {
    "": ("version", "runs"),
    "runs": ("tool", "results", "columnKind"),
    "results": ("ruleId", "ruleIndex", "level", "message", "locations"),
}


def test_sarif_holds_what_its_schema_asks_for(tmp_path: Path) -> None:
    file = tmp_path / "a b.html"
    source = "<p>🎉 Hi.</p>\n<p>It <b>should</b> be fixed, and it shouldn&rsquo;t fail again.</p>\n"
    file.write_text(source)
    ran = run("check", "--format", "sarif", str(file))
    log = sarif(ran)
    assert ran.code == 1
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    assert set(REQUIRED[""]) <= log.keys() and set(REQUIRED["runs"]) <= one.keys()
    assert one["columnKind"] == "unicodeCodePoints"
    driver = one["tool"]["driver"]
    assert driver["name"] and driver["version"]
    assert len(one["results"]) == 2
    for result in one["results"]:
        assert set(REQUIRED["results"]) <= result.keys()
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == file.as_uri()
        region = place["region"]
        assert region["startLine"] == region["endLine"] == 2
        words = source[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert words == source.split("\n")[1][region["startColumn"] - 1 : region["endColumn"] - 1]
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert one["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_sarif_can_tell_lines_as_we_do(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Hi.\rHello.\r\nYes.\n" + DOUBT.encode())
    (one,) = sarif(run("check", "--format", "sarif", str(file)))["runs"]
    assert one["newlineSequences"] == ["\r\n", "\n", "\r"]  # its own default has no lone carriage return
    assert one["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 4


KNOWN = {  # what the schema knows of each object that we write; it allows nothing else, but for `properties`
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "newlineSequences", "invocations", "results"},
    "invocation": {"executionSuccessful", "toolExecutionNotifications"},
    "notification": {"level", "message"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "shortDescription", "help", "defaultConfiguration", "properties"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "properties"},
    "place": {"artifactLocation", "region"},
    "region": {"startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength"},
}


def test_sarif_holds_nothing_that_its_schema_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOUBT + HINT)
    (tmp_path / "b.md").write_bytes(b"\xff")
    log = sarif(run("check", "--format", "sarif", str(tmp_path)))
    (one,) = log["runs"]
    (invocation,) = one["invocations"]
    driver, results = one["tool"]["driver"], one["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    notices, regions = invocation["toolExecutionNotifications"], [place["region"] for place in places]
    written: dict[str, list[dict[str, Any]]] = {
        "log": [log], "run": [one], "invocation": [invocation], "notification": notices, "driver": [driver],
        "rule": driver["rules"], "result": results, "place": places, "region": regions,
    }  # fmt: skip
    assert {name: set().union(*map(dict.keys, objects)) for name, objects in written.items()} == KNOWN
    assert all({"text"} == entry["message"].keys() and entry["message"]["text"] for entry in [*results, *notices])
    assert all(type(number) is int and number >= 0 for region in regions for number in region.values())
    assert all(rule["defaultConfiguration"]["level"] in ("warning", "note") for rule in driver["rules"])


def test_sarif_says_what_could_not_be_checked(tmp_path: Path) -> None:
    ran = run("check", "--format", "sarif", str(tmp_path / "none.md"))
    (invocation,) = sarif(ran)["runs"][0]["invocations"]
    assert ran.code == 2
    assert invocation["executionSuccessful"] is False
    assert "none.md" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_names_a_file_below_as_a_reference(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a b.txt").write_text(DOUBT)
    ran = run("check", "--format", "sarif", "a b.txt")
    assert (
        sarif(ran)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "a%20b.txt"
    )


MOON = '[phrases]\nscript = ["over the moon"]\n[[rule]]\nid = "should"\nlevel = "off"\n'
TEXT = "It should be fixed. We are over the moon.\n"
BROKEN = "[[rule]]\nid = \"x\"\ncue = 'a(?=b)'\n"


def found(ran: Ran) -> list[str]:
    return [line.split("(")[1].split(")")[0] for line in ran.out.splitlines() if ": warn:" in line]


def test_rules_of_a_folder_are_used_and_those_of_the_data_folder_otherwise(tmp_path: Path) -> None:
    home, house = tmp_path / "home", tmp_path / "house"
    for folder in (home / "rules", house):
        folder.mkdir(parents=True)
    (house / "en.toml").write_text(MOON)
    (home / "rules" / "en.toml").write_text('[[rule]]\nid = "should"\nlevel = "hint"\n')
    data = ("--data-dir", str(home), "check")
    assert found(run(*data, "--house", str(house), "-", stdin=TEXT)) == ["phrases.script"]
    assert found(run(*data, "-", stdin=TEXT)) == []
    assert found(run(*data, "--no-own", "-", stdin=TEXT)) == ["should"]
    assert run(*data, "--house", str(tmp_path / "none"), "-", stdin=TEXT).code == 2


def test_a_damaged_file_of_the_data_folder_is_said_and_the_check_goes_on(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "en.toml").write_text(BROKEN)
    ran = run("--data-dir", str(tmp_path), "check", "-", stdin="Fine.")
    assert ran.code == 0
    assert "en.toml, line 3, rule “x”: cue looks at what follows" in ran.err
    ran = run("--data-dir", str(tmp_path), "check", "-", stdin=TEXT)
    assert (ran.code, found(ran)) == (1, ["should"])


def test_what_the_window_knows_the_command_line_knows(tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack", "en")
    (folder / "rules").mkdir()
    (folder / "rules" / "en.toml").write_text(MOON)
    with opened(tmp_path / "home") as workbench:
        workbench.library.install(folder)
        workbench.certainty.keep_phrase("we are over the moon, really")
        assert workbench.checker("en")
        assert found(run("--data-dir", str(tmp_path / "home"), "check", "-", stdin=TEXT)) == ["phrases.script"]
        ran = run("--data-dir", str(tmp_path / "home"), "check", "-", stdin="We are over the moon, really.")
        assert found(ran) == []
    (tmp_path / "home" / "rules").mkdir()
    (tmp_path / "home" / "rules" / "en.toml").write_text(BROKEN)
    assert found(run("--data-dir", str(tmp_path / "home"), "check", "-", stdin=TEXT)) == ["phrases.script"]


def test_what_was_found_is_said_once_and_on_one_line() -> None:
    first, *_ = run("check", "-", stdin="Your invoice should\nnow be in your inbox.").out.splitlines()
    assert "(should): “should now” leaves" in first


def test_a_damaged_file_is_named_from_here_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack", "en")
    (folder / "rules").mkdir()
    (folder / "rules" / "en.toml").write_text('[[rule]]\nid = "x"\n')
    monkeypatch.chdir(tmp_path)
    file = Path("pack", "rules", "en.toml")
    said = run("check", "--no-own", str(file)).err.splitlines()
    assert said == [
        f"{file}, line 2, rule “x”: it has neither cue nor phrases, and no level: one of off, hint, warn.",
        f"Nothing of {file} is used until that is mended, but the rules that ship.",
    ]


def test_a_pack_is_checked_with_its_own_rules_and_they_with_it(tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack", "en")
    (folder / "rules").mkdir()
    (folder / "rules" / "en.toml").write_text(MOON)
    snippet = folder / "snippets" / "a.md"
    snippet.write_text('+++\nid = "a"\ntitle = "A"\n+++\n' + TEXT)
    assert found(run("check", "--no-own", str(folder))) == ["phrases.script"]
    (folder / "rules" / "en.toml").write_text(BROKEN)
    (folder / "rules" / "English.toml").write_text(BROKEN)
    ran = run("check", "--no-own", str(folder))
    assert (ran.code, found(ran)) == (2, ["should"])
    assert ran.err.count("cue looks at what follows") == 1
    assert "English.toml: its name is not the code of a language" in ran.err
    assert run("check", "--no-own", str(snippet)).code == 2
