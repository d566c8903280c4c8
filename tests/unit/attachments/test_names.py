"""Names of files come from anywhere: none of them may hide what a file is, or leave its folder."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.attachments.names import LONGEST_NAME, clean_name, numbered, parted, type_of


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\mette\\bill.pdf", "bill.pdf"),
        ("prices\u202efdp.exe", "pricesfdp.exe"),
        ("a\u2066b\u2069.txt", "ab.txt"),
        ("two\nlines\t.txt", "two lines.txt"),
        ("zero\u200bwidth\ufeff.txt", "zerowidth.txt"),
        ("\x00\x07bell.txt", "bell.txt"),
        ('what?"<now>|*.txt', "what___now___.txt"),
        ("ends with dots...", "ends with dots"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("", "file"),
        ("...", "file"),
        ("/", "file"),
        (".bashrc", ".bashrc"),
        ("Überweisung – 請求 🙂.pdf", "Überweisung – 請求 🙂.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_letters(given_name: str, cleaned: str) -> None:
    assert clean_name(given_name) == unicodedata.normalize("NFC", cleaned)


def test_a_name_that_is_too_long_keeps_its_endings() -> None:
    cleaned = clean_name("ü" * 400 + ".tar.gz")
    assert cleaned.endswith("ü.tar.gz")
    assert len(cleaned) <= LONGEST_NAME


@given(st.text())
def test_whatever_comes_the_name_is_one_safe_part(name: str) -> None:
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= LONGEST_NAME
    assert len(cleaned.encode()) <= 255
    assert not set(cleaned) & set('/\\<>:"|?*\n\r\t\0')
    assert cleaned == cleaned.strip()
    assert all(unicodedata.category(letter) not in {"Cc", "Cf", "Cs"} or letter in "\u200c\u200d" for letter in cleaned)
    assert clean_name(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("a.pdf", b"MZ\x90\x00", "application/octet-stream"),
        ("photo", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("photo.txt", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("notes.txt", b"hello", "text/plain"),
        ("run.log", b"line", "text/plain"),
        ("table.csv", b"a;b", "text/csv"),
        ("what.is-this", b"..", "application/octet-stream"),
        ("none", b"..", "application/octet-stream"),
    ],
)
def test_a_type_is_told_by_the_bytes_before_the_name(name: str, head: bytes, kind: str) -> None:
    assert type_of(name, head) == kind


@pytest.mark.parametrize(
    ("name", "stem", "ending"),
    [
        ("bill.pdf", "bill", ".pdf"),
        ("bill.pdf.exe", "bill", ".pdf.exe"),
        ("v1.2.tar.gz", "v1.2", ".tar.gz"),
        (".bashrc", ".bashrc", ""),
        ("no ending", "no ending", ""),
    ],
)
def test_every_ending_is_told_apart(name: str, stem: str, ending: str) -> None:
    assert parted(name) == (stem, ending)


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert numbered("a.pdf", {"b.pdf"}) == "a.pdf"
    assert numbered("a.pdf", {"A.PDF", "a (2).pdf"}) == "a (3).pdf"
