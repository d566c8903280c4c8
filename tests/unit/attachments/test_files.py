"""Bytes that are kept: whole or not there, once, for the owner alone, and as long as they are needed."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest

from workbench.attachments import files as module
from workbench.attachments.files import Files
from workbench.attachments.model import MOST_BYTES
from workbench.kernel.errors import StoreFault, UserError

NO_TIME = timedelta(0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


def lying(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "files").iterdir())


def test_a_file_is_kept_by_what_is_in_it_for_its_owner_alone(files: Files, tmp_path: Path) -> None:
    source = tmp_path / "bill.pdf"
    source.write_bytes(b"%PDF-1.7 x")
    kept = files.keep(source)
    assert (kept.name, kept.type, kept.size) == ("bill.pdf", "application/pdf", 10)
    assert kept.sha == hashlib.sha256(b"%PDF-1.7 x").hexdigest()
    source.unlink()
    assert files.read(kept) == b"%PDF-1.7 x"
    (only,) = lying(tmp_path)
    assert only.stat().st_mode & 0o777 == 0o600
    assert only.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_are_kept_once(files: Files, tmp_path: Path) -> None:
    one, other = files.keep_bytes(b"same", "a.txt"), files.keep_bytes(b"same", "b.txt")
    assert one.sha == other.sha
    assert (one.name, other.name) == ("a.txt", "b.txt")
    assert len(lying(tmp_path)) == 1


def test_what_is_damaged_is_not_handed_out_and_is_mended_by_keeping_it_again(files: Files, tmp_path: Path) -> None:
    kept = files.keep_bytes(b"as it was", "a.txt")
    lying(tmp_path)[0].write_bytes(b"as it wasn")
    with pytest.raises(StoreFault, match="a.txt"):
        files.read(kept)
    files.keep_bytes(b"as it was", "a.txt")
    assert files.read(kept) == b"as it was"


def test_what_cannot_be_sent_is_said_and_leaves_nothing_behind(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, words in [
        ("none.txt", "could not be read"),
        ("empty.txt", "is empty"),
        ("folder", "is a folder"),
        ("pipe", "no file that could be sent"),
        ("nul\0.txt", "could not be read"),
    ]:
        with pytest.raises(UserError, match=words):
            files.keep(tmp_path / name)
    assert not (tmp_path / "files").exists() or lying(tmp_path) == []
    monkeypatch.setattr(module, "MOST_BYTES", 5)
    (tmp_path / "large.bin").write_bytes(b"123456")
    with pytest.raises(UserError, match="larger than"):
        files.keep(tmp_path / "large.bin")
    with pytest.raises(UserError, match="larger than"):  # and what grows while it is read
        files.keep_bytes(b"123456", "large.bin")
    assert not (tmp_path / "files").exists() or lying(tmp_path) == []


def test_the_largest_file_that_may_go_is_kept_and_a_byte_more_is_not(files: Files) -> None:
    assert files.keep_bytes(b"x" * MOST_BYTES, "a.bin").size == MOST_BYTES
    with pytest.raises(UserError, match="larger than 20 MB"):
        files.keep_bytes(b"x" * (MOST_BYTES + 1), "a.bin")


def test_a_file_that_may_not_be_read_is_said(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "secret.txt"
    source.write_text("x")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)  # root may read everything
    with pytest.raises(UserError, match="could not be read"):
        files.keep(source)


def test_a_sweep_takes_what_is_not_needed_after_its_time_and_what_a_kill_left(files: Files, tmp_path: Path) -> None:
    needed, spared = files.keep_bytes(b"needed", "a"), files.keep_bytes(b"not", "b")
    (tmp_path / "files" / "tmpabc.part").write_bytes(b"half")
    assert files.sweep({needed.sha}, timedelta(hours=1)) == 0
    assert files.sweep({needed.sha}, NO_TIME) == 2
    assert files.has(needed.sha)
    assert not files.has(spared.sha)
    assert Files(tmp_path / "nowhere").sweep((), NO_TIME) == 0


def test_what_was_needed_until_now_has_its_time_from_now(files: Files, tmp_path: Path) -> None:
    kept = files.keep_bytes(b"x", "a")
    os.utime(lying(tmp_path)[0], (1, 1))
    files.touch([kept.sha])
    assert files.sweep((), timedelta(hours=1)) == 0


@pytest.mark.parametrize("sha", ["../workbench.db", "", "a" * 63, "/" + "a" * 63])
def test_a_name_from_a_damaged_row_leads_nowhere(files: Files, sha: str) -> None:
    with pytest.raises(StoreFault):
        files.has(sha)
