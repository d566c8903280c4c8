"""Rules of this house in an open data folder: from a file, from a pack, taken up at once, and never lost to a slip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.conftest import Bench
from workbench.app import Workbench, open_workbench
from workbench.certainty import Checker, check, checker_for
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import UserError
from workbench.secrets.port import SessionSecrets
from workbench.tickets.model import TicketQuery

OFF = '[[rule]]\nid = "should"\nlevel = "off"\n'
MOON = '[phrases]\nscript = ["over the moon"]\n'
BROKEN = "[[rule]]\nid = \"x\"\ncue = 'a(?=b)'\n"


def write(bench_or_home: Bench | Path, text: str, language: str = "en", *, at: int = 0) -> Path:
    home = bench_or_home if isinstance(bench_or_home, Path) else bench_or_home.workbench.home
    file = home / "rules" / f"{language}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    if at:
        os.utime(file, (at, at))
    return file


def rules(
    workbench: Workbench, text: str = "It should be fixed. We are over the moon.", language: str = "en"
) -> list[str]:
    checker = workbench.checker(language)
    return [finding.rule for finding in checker.check(text)] if checker else ["no rules"]


def pack(folder: Path, rules_: dict[str, str], *, id_: str = "team", serial: int = 1) -> Path:
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(f'id = "{id_}"\nname = "Team {id_}"\nversion = "{serial}"\nserial = {serial}\n')
    for language, text in rules_.items():
        (folder / "rules" / f"{language}.toml").write_text(text)
    return folder


def test_without_rules_of_its_own_a_house_has_the_shared_checker(bench: Bench) -> None:
    assert bench.workbench.checker("en-GB") is checker_for("en")
    assert bench.workbench.checker("tlh") is None
    assert bench.workbench.checker("../rules/en") is None


def test_a_file_is_taken_up_without_a_restart_and_made_once(bench: Bench) -> None:
    assert rules(bench.workbench) == ["should"]
    write(bench, OFF, at=1_000_000)
    assert rules(bench.workbench) == []
    first = bench.workbench.checker("en")
    assert bench.workbench.checker("en") is first
    write(bench, OFF + MOON, at=2_000_000)
    assert rules(bench.workbench) == ["phrases.script"]
    (bench.workbench.home / "rules" / "en.toml").unlink()
    assert rules(bench.workbench) == ["should"]


def test_a_language_of_its_own(bench: Bench) -> None:
    write(bench, '[phrases]\nuncertain = ["chaq"]\n', "tlh")
    assert rules(bench.workbench, "Chaq.", "tlh") == ["phrases.uncertain"]


def test_a_damaged_file_leaves_what_it_said_before_and_is_told_once(bench: Bench) -> None:
    told: list[ChangeSet] = []
    bench.workbench.changes.subscribe(lambda changes: told.append(changes) if Kind.RULES in changes else None)
    write(bench, OFF + MOON, at=1_000_000)
    assert rules(bench.workbench) == ["phrases.script"]
    file = write(bench, BROKEN, at=2_000_000)
    assert rules(bench.workbench) == rules(bench.workbench) == ["phrases.script"]
    (fault,) = bench.workbench.certainty.faults()
    assert (fault.file, fault.line, fault.entry) == (str(file), 3, "rule “x”")
    assert len(told) == 1
    write(bench, OFF, at=3_000_000)
    assert rules(bench.workbench) == []
    assert (bench.workbench.certainty.faults(), len(told)) == ((), 2)


def test_what_a_damaged_file_said_is_known_after_a_restart(tmp_path: Path) -> None:
    def opened() -> Workbench:
        return open_workbench(tmp_path, secrets=SessionSecrets())

    write(tmp_path, MOON, at=1_000_000)
    workbench = opened()
    assert rules(workbench) == ["should", "phrases.script"]
    workbench.close()
    write(tmp_path, BROKEN, at=2_000_000)
    workbench = opened()
    assert rules(workbench) == ["should", "phrases.script"]
    workbench.close()


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"#" * 1_000_001])
def test_a_file_that_cannot_be_read_is_a_fault(bench: Bench, raw: bytes) -> None:
    file = write(bench, "")
    file.write_bytes(raw)
    assert rules(bench.workbench) == ["should"]
    assert len(bench.workbench.certainty.faults()) == 1


def test_a_pack_brings_rules_and_takes_them_with_it(bench: Bench, tmp_path: Path) -> None:
    assert rules(bench.workbench) == ["should"]
    bench.workbench.library.install(pack(tmp_path / "p", {"en": MOON}))
    assert rules(bench.workbench) == ["should", "phrases.script"]
    bench.workbench.library.install(pack(tmp_path / "p", {"en": MOON + OFF}, serial=2))
    assert rules(bench.workbench) == ["phrases.script"]
    (tmp_path / "p" / "rules" / "en.toml").unlink()
    bench.workbench.library.install(pack(tmp_path / "p", {}, serial=3))
    assert rules(bench.workbench) == ["should"]


def test_this_house_counts_above_its_packs(bench: Bench, tmp_path: Path) -> None:
    bench.workbench.library.install(pack(tmp_path / "p", {"en": OFF}))
    write(bench, '[[rule]]\nid = "should"\nlevel = "hint"\n')
    assert rules(bench.workbench) == ["should"]


def test_a_damaged_update_of_a_pack_leaves_the_rules_before_it(bench: Bench, tmp_path: Path) -> None:
    bench.workbench.library.install(pack(tmp_path / "p", {"en": MOON}))
    assert rules(bench.workbench) == ["should", "phrases.script"]
    bench.workbench.library.install(pack(tmp_path / "p", {"en": BROKEN}, serial=2))
    assert rules(bench.workbench) == ["should", "phrases.script"]
    (fault,) = bench.workbench.certainty.faults()
    assert fault.file == "the rules of “Team team”"


def test_a_rule_file_of_a_pack_is_named_by_its_language(bench: Bench, tmp_path: Path) -> None:
    (fault,) = bench.workbench.library.install(pack(tmp_path / "p", {"English": MOON}))
    assert fault.file == "rules/English.toml"
    assert "language" in fault.why


def test_a_phrase_is_kept_for_good_and_can_be_taken_out_and_put_back(bench: Bench) -> None:
    heard: list[frozenset[str]] = []
    bench.workbench.changes.subscribe(lambda changes: heard.append(changes.of(Kind.PHRASE)))
    service = bench.workbench.certainty
    receipt = service.keep_phrase("It  should be fixed", "en-US")
    kept = receipt.value
    assert (kept.phrase, kept.language) == ("It should be fixed", "en")
    again = service.keep_phrase("it SHOULD be fixed", "en")
    assert (again.value, again.inverse) == (kept, None)
    assert [each.id for each in service.phrases()] == [kept.id]
    assert rules(bench.workbench, "It should be fixed. It should be back now.") == ["should"]
    dropped = service.drop_phrase(kept.id)
    assert dropped.value == kept
    assert rules(bench.workbench) == ["should"]
    assert dropped.inverse is not None
    dropped.inverse()
    assert rules(bench.workbench) == []
    assert receipt.inverse is not None
    receipt.inverse()
    assert service.phrases() == []
    assert service.drop_phrase("none").inverse is None
    assert [ids for ids in heard if ids] == [frozenset([kept.id])] * 4


def test_a_phrase_of_one_language_is_let_be_in_that_one(bench: Bench) -> None:
    bench.workbench.certainty.keep_phrase("it should be fixed", "de")
    assert rules(bench.workbench) == ["should"]
    bench.workbench.certainty.keep_phrase("it should be fixed")
    assert rules(bench.workbench) == []


@pytest.mark.parametrize("phrase", ["", " ?! ", "x" * 201])
def test_what_is_no_phrase_is_not_kept(bench: Bench, phrase: str) -> None:
    with pytest.raises(UserError):
        bench.workbench.certainty.keep_phrase(phrase)
    assert bench.workbench.certainty.phrases() == []


def test_a_reply_is_let_be_until_its_draft_is_gone(bench: Bench) -> None:
    service, ticket = bench.workbench.certainty, bench.ticket()
    bench.workbench.drafts.save(ticket, OutKind.REPLY, "It should be fixed.", 0, 1).result()
    receipt = service.keep_reply(ticket)
    assert receipt.inverse is not None
    receipt.inverse()
    assert not service.keeps_reply(ticket)
    service.keep_reply(ticket)
    service.keep_reply(ticket)
    assert service.keeps_reply(ticket)
    assert not service.keeps_reply(ticket, OutKind.NOTE)
    service.check_reply(ticket)
    assert not service.keeps_reply(ticket)
    service.keep_reply(ticket)
    bench.workbench.drafts.save(ticket, OutKind.REPLY, "", 0, 2).result()
    assert not service.keeps_reply(ticket)


def test_a_checker_may_be_asked_for_while_a_pack_comes_in(bench: Bench, tmp_path: Path) -> None:
    """Who asks waits for nobody who waits for the asker."""
    from concurrent.futures import ThreadPoolExecutor

    folder = tmp_path / "p"
    with ThreadPoolExecutor(4) as threads:
        for serial in range(1, 20):
            write(bench, f"{MOON}# {serial}\n", at=1_000_000 + serial)
            done = threads.submit(
                bench.workbench.library.install, pack(folder, {"en": f"{OFF}# {serial}"}, serial=serial)
            )
            asked = [threads.submit(rules, bench.workbench) for _ in range(3)]
            done.result(timeout=20)
            assert all(each.result(timeout=20)[-1:] == ["phrases.script"] for each in asked)
    assert rules(bench.workbench) == ["phrases.script"]


def test_the_python_call_knows_nothing_of_a_house(bench: Bench) -> None:
    write(bench, OFF)
    assert [finding.rule for finding in check("It should be fixed.")] == ["should"]
    assert isinstance(bench.workbench.checker("en"), Checker)
    assert bench.workbench.tickets.page(TicketQuery(status=None)).rows
