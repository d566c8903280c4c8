"""The command line, word by word, over real files and the practice desk."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli.console import Console
from workbench.cli.main import main
from workbench.cli.opening import opened
from workbench.helpdesk.port import OutKind
from workbench.tickets.model import TicketQuery


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def run(*words: str, stdin: str = "") -> Ran:
    out, err = io.StringIO(), io.StringIO()
    code = main(list(words), Console(io.StringIO(stdin), out, err))
    return Ran(code, out.getvalue(), err.getvalue())


def test_check_names_place_kind_and_what_to_verify(tmp_path: Path) -> None:
    file = tmp_path / "reply.md"
    file.write_text("Hello Mette,\n\nYour blog should now be under your other account.\n")
    ran = run("check", str(file))
    assert ran.code == 1
    assert f"{file}:3:" in ran.out
    assert "uncertain" in ran.out
    assert "Verify:" in ran.out


def test_check_of_certain_words_is_quiet() -> None:
    ran = run("check", "-", stdin="Your blog is now under your other account.\n")
    assert (ran.code, ran.out) == (0, "")


def test_check_gives_a_record_for_each_line(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    rows = [{"id": "a", "text": "😀 It should be working now."}, {"id": "b", "text": "It is working."}]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    ran = run("check", "--format", "jsonl", str(file))
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert ran.code == 1
    assert second == {"id": "b", "findings": []}
    (finding,) = first["findings"]
    assert set(finding) == {"kind", "level", "start", "end", "cue", "rule", "message", "rewrite"}
    assert rows[0]["text"][finding["start"] : finding["end"]] == finding["cue"]


def test_check_names_the_line_that_is_no_record(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "a", "text": "x"}\nnonsense\n{"id": "b", "text": "x"}\n')
    ran = run("check", "--format", "jsonl", str(file))
    assert ran.code == 2
    assert "line 2" in ran.err
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a", "b"]


def test_json_lines_are_never_taken_for_one_text(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": "It should now work."})
    ran = run("check", "--format", "jsonl", "--stdin-filename", "x.jsonl", stdin=line)
    assert (ran.code, json.loads(ran.out)["id"]) == (1, "a")
    file = tmp_path / "lines.jsonl"
    file.write_text(line)
    ran = run("check", str(file))
    assert (ran.code, "--format jsonl" in ran.err) == (2, True)


def test_an_empty_name_is_not_this_folder() -> None:
    assert run("check", "").code == 2


@pytest.mark.parametrize(
    ("came", "code", "start"),
    [
        (b"\xef\xbb\xbfIt should now work.", 1, 3),
        (b"Hi\r\n\r\nIt should now work.", 1, 9),
        (b"It should n\xf6w work.", 2, 0),
    ],
)
def test_what_comes_in_is_read_as_a_file_is(tmp_path: Path, came: bytes, code: int, start: int) -> None:
    command = [sys.executable, "-m", "workbench", "--data-dir", str(tmp_path), "check", "--format", "jsonl"]
    without = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    ended = subprocess.run(command, env=without | {"LC_ALL": "C"}, input=came, capture_output=True, check=False)
    assert ended.returncode == code
    if code == 1:
        [finding] = json.loads(ended.stdout)["findings"]
        assert finding["start"] == start


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_what_cannot_be_written_is_no_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "workbench", "--data-dir", str(tmp_path), "check"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command, env=_buffered(), input=b"It should now work.", stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 2)
    assert b"could not be written" in ended.stderr


def test_who_reads_no_more_is_no_fault(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "workbench", "--data-dir", str(tmp_path), "check"]
    ended = subprocess.run(
        command, env=_buffered(), input=b"It should now work.", stdout=writes, stderr=subprocess.PIPE, check=False
    )
    os.close(writes)
    assert (ended.returncode, ended.stderr) == (0, b"")


def _buffered() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def test_check_names_the_line_whose_text_is_none(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "a", "text": 5}\n')
    ran = run("check", "--format", "jsonl", str(file))
    assert (ran.code, "line 1" in ran.err) == (2, True)


def test_what_comes_in_and_is_no_text_gets_a_sentence() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(io.TextIOWrapper(io.BytesIO("Grüße".encode("latin-1")), "utf-8"), out, err)
    assert main(["check", "-"], console) == 2
    assert "not UTF-8" in err.getvalue()


def test_a_terminal_that_cannot_show_a_sign_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "reply.md"
    file.write_text("It should now work.\n")
    command = [sys.executable, "-m", "workbench", "--data-dir", str(tmp_path), "check", str(file)]
    ended = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_a_reply_from_the_command_line_leaves_a_draft_of_other_words(tmp_path: Path) -> None:
    home = ("--data-dir", str(tmp_path))
    run(*home, "practice")
    with opened(tmp_path) as workbench:
        ticket = next(row.id for row in workbench.tickets.page(TicketQuery(status=None)).rows if row.number == "1006")
        workbench.drafts.save(ticket, OutKind.REPLY, "Half an hour of careful words", 0, 1).result()
    ran = run(*home, "reply", "1006", stdin="hello")
    assert (ran.code, "is kept" in ran.out) == (0, True)
    with opened(tmp_path) as workbench:
        draft = workbench.drafts.load(ticket, OutKind.REPLY)
        assert draft is not None
        assert draft.text == "Half an hour of careful words"
    ran = run(*home, "reply", "1006", stdin="Half an hour of careful words\n")
    assert (ran.code, "is kept" in ran.out) == (0, False)
    with opened(tmp_path) as workbench:
        assert workbench.drafts.load(ticket, OutKind.REPLY) is None


def test_files_go_with_a_reply_from_the_command_line(tmp_path: Path) -> None:
    home, bill, log = ("--data-dir", str(tmp_path / "home")), tmp_path / "bill.pdf", tmp_path / "run.log"
    bill.write_bytes(b"%PDF-1")
    log.write_text("line")
    run(*home, "practice")
    assert run(*home, "reply", "1006", "--attach", str(tmp_path / "none.pdf"), stdin="See attached.").code == 2
    assert run(*home, "reply", "1006", "--attach", str(bill), "--attach", str(log), stdin="See attached.").code == 0
    with opened(tmp_path / "home") as workbench:
        (out,) = workbench.outbox.listed()
        assert [each.file.name for each in out.attached] == ["bill.pdf", "run.log"]
    assert run(*home, "sync", "--once").code == 0
    kept = [file.read_bytes() for file in (tmp_path / "home" / "practice" / "files").iterdir()]
    assert sorted(kept) == [b"%PDF-1", b"line"]


def test_a_reply_with_what_a_template_left_goes_only_when_it_is_meant(tmp_path: Path) -> None:
    home = ("--data-dir", str(tmp_path))
    run(*home, "practice")
    ran = run(*home, "reply", "1006", stdin="Hi [NAME], it is done.")
    assert ran.code == 1
    assert "[NAME]" in ran.err
    assert run(*home, "reply", "1006", "--meant", stdin="Hi [NAME], it is done.").code == 0


def test_a_conversation_is_begun_by_words_alone_and_becomes_a_ticket(tmp_path: Path) -> None:
    home, bill = ("--data-dir", str(tmp_path / "home")), tmp_path / "bill.pdf"
    bill.write_bytes(b"%PDF-1")
    begin = (*home, "new", "--to", "Lars Holm <lars@example.com>", "--subject", "Your order")
    assert "no account" in run(*begin, stdin="x").err
    run(*home, "practice")
    assert run(*begin, "--attach", str(bill), stdin="Hello Lars, see attached.\n").code == 0
    assert "1 sent" in run(*home, "sync", "--once").out
    assert "0 sent" in run(*home, "sync", "--once").out
    lines = [json.loads(line) for line in (tmp_path / "home" / "practice" / "sent.jsonl").read_text().splitlines()]
    assert [(line["kind"], line.get("email", "")) for line in lines] == [("begin", "lars@example.com"), ("reply", "")]
    assert [file["name"] for file in lines[1]["files"]] == ["bill.pdf"]
    assert run(*home, "reply", "1026", stdin="One more thing.").code == 0
    with opened(tmp_path / "home") as workbench:
        (row,) = workbench.tickets.page(TicketQuery(status=None, words="lars holm")).rows
        assert (row.number, row.subject, row.unsent) == ("1026", "Your order", False)


@pytest.mark.parametrize(
    ("words", "stdin", "why"),
    [
        (("--to", "Lars", "--subject", "x"), "Hello", "is no address"),
        (("--to", "lars@example.com", "--subject", " "), "Hello", "subject"),
        (("--to", "lars@example.com", "--subject", "x"), " ", "nothing in it"),
        (("--to", "lars@example.com", "--subject", "x"), "About #{{ticket.number}}", "ticket.number"),
        (("--to", "lars@example.com", "--subject", "x", "--inbox", "Sales"), "Hello", "no inbox “Sales”"),
    ],
)
def test_a_conversation_that_is_not_begun_leaves_nothing(
    tmp_path: Path, words: tuple[str, ...], stdin: str, why: str
) -> None:
    home = ("--data-dir", str(tmp_path))
    run(*home, "practice")
    ran = run(*home, "new", *words, stdin=stdin)
    assert ran.code != 0
    assert why in ran.err
    with opened(tmp_path) as workbench:
        assert len(workbench.tickets.page(TicketQuery(status=None)).rows) == 25
        assert workbench.outbox.listed() == []


def test_check_of_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    ran = run("check", str(tmp_path / "none.md"))
    assert ran.code == 2
    assert "could not be read" in ran.err


def test_a_language_without_rules_is_said() -> None:
    ran = run("check", "--language", "eo", "-", stdin="x")
    assert (ran.code, ran.out) == (0, "")
    assert "no rules" in ran.err


def test_a_language_may_be_named_with_its_region() -> None:
    ran = run("check", "--language", "de-AT", "-", stdin="Die Seite sollte wieder da sein.")
    assert ran.code == 1
    assert "“sollte”" in ran.out


def test_search_finds_a_starter_snippet(tmp_path: Path) -> None:
    ran = run("--data-dir", str(tmp_path), "search", "refund")
    assert ran.code == 0
    assert "refund" in ran.out.lower()
    assert run("--data-dir", str(tmp_path), "search", "zzzzz").code == 1


def test_the_journey_by_words_alone(tmp_path: Path) -> None:
    """Pull, write, be refused for a blank, send, once; feedback to a file; the practice desk goes in one act."""
    home = ("--data-dir", str(tmp_path))
    assert "25 conversations" in run(*home, "practice").out
    assert run(*home, "reply", "1001", stdin="Order {{Order number}} is refunded.").code == 1
    assert run(*home, "reply", "1001", "--status", "solved", stdin="The second charge is refunded.").code == 0
    assert "1 sent" in run(*home, "sync", "--once").out
    assert "0 sent" in run(*home, "sync", "--once").out
    sent = (tmp_path / "practice" / "sent.jsonl").read_text().splitlines()
    assert len(sent) == 1
    assert run(*home, "feedback", "--export", str(tmp_path / "out.json")).code == 0
    assert json.loads((tmp_path / "out.json").read_text()) == []
    assert "gone" in run(*home, "practice", "--remove").out
    assert not (tmp_path / "practice").exists()
    assert "no account" in run(*home, "sync", "--once").err


def test_an_unknown_ticket_is_said(tmp_path: Path) -> None:
    run("--data-dir", str(tmp_path), "practice")
    ran = run("--data-dir", str(tmp_path), "reply", "99999", stdin="x")
    assert ran.code == 2
    assert "no ticket" in ran.err


def test_a_word_that_writes_says_when_the_window_is_open(tmp_path: Path) -> None:
    from workbench.app import open_workbench
    from workbench.secrets.port import SessionSecrets

    workbench = open_workbench(tmp_path, secrets=SessionSecrets())
    try:
        ran = run("--data-dir", str(tmp_path), "sync", "--once")
        assert ran.code == 2
        assert "already open" in ran.err
        workbench.install_starter_pack()
        assert run("--data-dir", str(tmp_path), "search", "refund").code == 0
    finally:
        workbench.close()


def test_doctor_names_each_thing_it_looked_at(tmp_path: Path) -> None:
    ran = run("--data-dir", str(tmp_path), "doctor")
    for subject in ("Qt", "Keyring", "Data folder", "Disk", "SQLite", "Store"):
        assert f"{subject}:" in ran.out


def test_doctor_names_a_damaged_store_and_its_cure(tmp_path: Path) -> None:
    (tmp_path / "workbench.db").write_bytes(b"not a database, but long enough to look like one" * 100)
    ran = run("--data-dir", str(tmp_path), "doctor")
    assert ran.code == 1
    assert "✗ Store: it is damaged." in ran.out


@pytest.mark.parametrize("word", ["check", "search", "sync", "reply", "new", "feedback", "practice", "doctor"])
def test_every_word_explains_itself(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(word, "--help")
    assert end.value.code == 0
    assert word in capsys.readouterr().out


def test_library_imports_with_a_dry_run_first_and_one_undo(tmp_path: Path) -> None:
    home, file = str(tmp_path / "home"), tmp_path / "raycast.json"
    file.write_text(
        json.dumps(
            [{"name": "Zebra", "text": "Stripes and more {cursor}", "keyword": "zeb"}, {"name": "Empty", "text": ""}]
        )
    )
    dry = run("--data-dir", home, "library", "import", str(file), "--dry-run")
    assert dry.code == 1
    assert "1 new, 1 left out" in dry.out
    assert "Empty (left out)" in dry.out
    assert "→" not in dry.out
    assert "{cursor} → {{cursor}}" in run("--data-dir", home, "library", "import", str(file), "--dry-run", "--all").out
    assert run("--data-dir", home, "search", "stripes").code == 1
    assert "1 added, 0 changed" in run("--data-dir", home, "library", "import", str(file), "--folder", "old").out
    assert "Zebra" in run("--data-dir", home, "search", "stripes").out
    out = tmp_path / "out.json"
    assert run("--data-dir", home, "library", "export", "json", str(out), "--folder", "old").out.startswith(
        "1 snippet is"
    )
    assert run("--data-dir", home, "library", "export", "json", str(out)).code == 2
    assert "1 added" in run("--data-dir", home, "library", "imports").out
    assert run("--data-dir", home, "library", "undo").code == 0
    assert run("--data-dir", home, "search", "stripes").code == 1
    assert run("--data-dir", home, "library", "undo").code == 2


def test_plans_are_noted_from_a_table_after_a_dry_run(tmp_path: Path) -> None:
    home, file = str(tmp_path / "home"), tmp_path / "plans.csv"
    file.write_text("company,plan,monthly\nAcme,Team,49\nBlue,Free,much\n", "utf-8")
    dry = run("--data-dir", home, "feedback", "plans", str(file), "--dry-run")
    assert dry.code == 1
    assert "line 3     left out  Blue: “much” is no amount." in dry.out
    assert "line 2     new       Acme: plan Team; 49.00 a month" in dry.out
    assert dry.out.endswith("1 would be noted, 0 as they were, 1 left out.\nNothing was changed: this was a dry run.\n")
    assert run("--data-dir", home, "feedback", "plans", str(file)).out.endswith(
        "1 noted, 0 as they were, 1 left out.\n"
    )
    assert "0 noted, 1 as they were" in run("--data-dir", home, "feedback", "plans", str(file)).out
