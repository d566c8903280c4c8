"""A disk that is really full: what was acknowledged stays, what could not be kept is said, and work goes on after."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import SmallDisk
from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from workbench.app import Workbench, open_workbench
from workbench.cli.main import main
from workbench.helpdesk.port import OutKind
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.errors import DiskFull, StoreFault
from workbench.kernel.ids import TicketId
from workbench.secrets.port import Secret, SessionSecrets
from workbench.tickets.model import TicketQuery


def opened(home: Path) -> tuple[Workbench, TicketId]:
    desk = FakeHelpdesk()
    desk.add_ticket("1")
    workbench = open_workbench(home, secrets=SessionSecrets(), desks=FakeDesks(desk))
    account = workbench.accounts.sign_in(DeskKind.RT5, "https://desk.example", Secret("x"))
    workbench.sync.pull(account.id)
    return workbench, workbench.tickets.page(TicketQuery()).rows[0].id


def test_a_full_disk_loses_nothing_that_was_kept_and_says_what_to_do(small_disk: SmallDisk) -> None:
    workbench, ticket = opened(small_disk.place / "home")
    workbench.drafts.save(ticket, OutKind.REPLY, "kept words", 0, 1).result()
    small_disk.fill()
    revision, refused = 1, None
    for _ in range(400):
        revision += 1
        try:
            workbench.drafts.save(ticket, OutKind.NOTE, f"note {revision} " + "y" * 20_000, 0, revision).result()
        except StoreFault as error:
            refused = error
            break
    assert isinstance(refused, DiskFull)
    assert "Free some space" in refused.cure
    kept = workbench.drafts.load(ticket, OutKind.REPLY)
    assert kept is not None
    assert kept.text == "kept words"
    small_disk.make_room()
    workbench.drafts.save(ticket, OutKind.NOTE, "after the disk has room", 0, revision + 1).result()
    workbench.close()
    again, _ = opened_again(small_disk.place / "home")
    found = again.drafts.load(ticket, OutKind.NOTE)
    assert found is not None
    assert found.text == "after the disk has room"
    again.close()


def opened_again(home: Path) -> tuple[Workbench, None]:
    return open_workbench(home, secrets=SessionSecrets(), desks=FakeDesks(FakeHelpdesk())), None


def test_a_backup_that_does_not_fit_leaves_no_half_of_itself(small_disk: SmallDisk) -> None:
    workbench, _ = opened(small_disk.place / "home")
    small_disk.fill()
    with pytest.raises(StoreFault):
        workbench.back_up_if_due()
    assert list((small_disk.place / "home" / "backups").iterdir()) == []
    small_disk.make_room()
    workbench.back_up_if_due()
    assert len(list((small_disk.place / "home" / "backups").iterdir())) == 1
    workbench.close()


def test_an_import_that_does_not_fit_is_said_and_leaves_nothing(small_disk: SmallDisk, tmp_path: Path) -> None:
    workbench, _ = opened(small_disk.place / "home")
    yours, file = workbench.product.yours, tmp_path / "x.jsonl"
    yours.export(file)
    lines = file.read_text("utf-8").splitlines()
    topic = {"table": "topic", "title": "Export", "kind": "bug", "created_at": "2026-05-01T10:00:00.000000Z"}
    coming = [json.dumps({**topic, "id": f"n{number}", "problem": "y" * 60_000}) for number in range(60)]
    end = json.dumps({"kind": "end", "rows": len(lines) - 2 + len(coming)})
    file.write_text("\n".join([*lines[:-1], *coming, end]) + "\n", "utf-8")
    small_disk.fill()
    small_disk.leave(2_500_000)  # for the copy on which it is tried, not for what would come
    with pytest.raises(DiskFull):
        yours.bring(file)
    assert not list((small_disk.place / "home").glob("import-*")) and not workbench.product.topics.listed()
    small_disk.make_room()
    assert yours.bring(file).comes == 60
    workbench.close()


def test_a_data_folder_on_a_disk_that_is_read_only_is_said(
    small_disk: SmallDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    home = small_disk.place / "home"
    opened(home)[0].close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.place)], check=True)
    assert main(["--data-dir", str(home), "feedback", "people", "--add", "Ines"]) == 2
    assert "cannot be written to" in capsys.readouterr().err


def test_a_file_that_does_not_fit_is_said_and_leaves_no_half_of_itself(small_disk: SmallDisk, tmp_path: Path) -> None:
    workbench, ticket = opened(small_disk.place / "home")
    source = tmp_path / "large.bin"
    source.write_bytes(b"y" * 6_000_000)
    small_disk.fill()
    small_disk.leave(3_000_000)
    with pytest.raises(DiskFull) as refused:
        workbench.attachments.attach(ticket, OutKind.REPLY, source)
    assert "large.bin" in refused.value.title
    assert list((small_disk.place / "home" / "files").iterdir()) == []
    assert workbench.attachments.of_draft(ticket, OutKind.REPLY) == []
    small_disk.make_room()
    assert workbench.attachments.attach(ticket, OutKind.REPLY, source).file.size == 6_000_000
    workbench.close()
