"""What of a file is read, and that each place leads back to it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty import Finding, check
from workbench.certainty.files import Form, form_of, read
from workbench.certainty.mask import MASKED
from workbench.kernel.spans import Span


def found(source: str, form: Form) -> list[tuple[str, Finding]]:
    reading = read(source, form)
    placed = [reading.placed(finding) for finding in check(reading.prose)]
    return [(source[finding.span.start : finding.span.end], finding) for finding in placed]


def cues(source: str, form: Form) -> list[str]:
    return [cue for cue, _ in found(source, form)]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", Form.MARKDOWN), ("A.HTM", Form.HTML), ("x/y.html", Form.HTML), ("a.txt", Form.TEXT), ("", Form.TEXT)],
)
def test_the_ending_of_the_name_decides(name: str, form: Form) -> None:
    assert form_of(name) is form


@pytest.mark.parametrize(
    "hidden",
    [
        "```\nIt should be fixed.\n```",
        "````md\n```\nIt should be fixed.\n````",
        "~~~\nIt should be fixed.\n~~~",
        "- ```\n  It should be fixed.\n  ```",
        "```\nIt should be fixed.",
        "> It should be fixed.",
        "Words.\n\n    It should be fixed.\n\n    It should be fixed.",
        "Press `It should be fixed` now.",
        "Press ``it ` should be fixed`` now.",
        "[page](<it should be> 'it should be fixed')",
        "![it should be fixed](a.png)",
        "[page]: https://a.example 'It should be fixed'",
        "<https://it-should.example/should>",
        "<!-- It should be fixed. -->",
        "<!--\n```\nIt should be fixed.\n-->\nFine.\n",
        "<!-- never closed\n\nIt should be fixed.",
        "<div title='It should be fixed.'>Fine.</div>",
        "<pre>\nIt should be fixed.\n</pre>",
        "<!-- certainty: off -->\n\nIt should be fixed.\n\n<!-- certainty: on -->",
        "<!-- certainty: off -->\n\nIt should be fixed.",
        '+++\ntitle = "It should be fixed."\n+++\nFine.',
        "---\ntitle: It should be fixed.\n---\nFine.",
        "+++\nnot toml, it should be fixed\n+++\nFine.",
        "Fine.\n\n-- \nRobin\nIt should be fixed.",
        "Fine.\n\n--\nRobin\nIt should be fixed.",
    ],
)
def test_markdown_hides_what_is_no_prose(hidden: str) -> None:
    assert cues(hidden, Form.MARKDOWN) == []
    assert cues(f"{hidden}\n\nIt should be fixed.", Form.MARKDOWN) in (["should"], [])


@pytest.mark.parametrize(
    "prose",
    [
        "# It should be fixed",
        "It should be fixed\n---\n",
        "A heading\n--\nIt should be fixed.",
        "- One\n\n    It should be fixed.",
        "1. It should be fixed.",
        "| Now | It should be fixed. |\n|---|---|",
        "It **should** be fixed.",
        "The [page](https://a.example) should be fixed.",
        "The [page][p] should be fixed.",
        "[![it](a.png)](https://a.example) It should be fixed.",
        "It <b>should</b> be fixed.",
        "It should&nbsp;be fixed.",
        "It\\! It should be fixed\\.",
        "[^1]: It should be fixed.",
        "a < b. It should be fixed.",
        "a <b. It should be fixed.",
        "a <b x='. It should be fixed. <i>Bye</i>",
        "```\ncode\n```\nIt should be fixed.",
        "> They said.\n\nIt should be fixed.",
        "One ` tick.\n\nIt should be fixed.\n\nAnother ` tick.",
        "<!-- certainty: off -->\nx\n<!-- certainty: on -->\nIt should be fixed.",
        "---\nIt should be fixed.",
        "\r\nIt should be fixed.\r\n",
    ],
)
def test_markdown_reads_what_is_prose(prose: str) -> None:
    assert cues(prose, Form.MARKDOWN) == ["should"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>it should be fixed</script>",
        "<style>it should be fixed</style>",
        "<head><title>It should be fixed</title></head>",
        "<pre>It should <b>be</b> fixed.</pre>",
        "<p>Type <code>it should be fixed</code> now.",
        "<blockquote><blockquote>a</blockquote>It should be fixed.</blockquote>",
        "<p title='It should be > fixed.'>Fine.</p>",
        "<!-- It should be fixed. -->",
        "<p>Fine.</p><!-- certainty: off --><p>It should be fixed.</p><!-- certainty: on -->",
        "<script>never closed: it should be fixed",
        "<p>Fine <a href='it should be fixed.",
    ],
)
def test_html_hides_what_is_no_prose(hidden: str) -> None:
    assert cues(hidden, Form.HTML) == []


@pytest.mark.parametrize(
    ("source", "cue"),
    [
        ("<p>It should be fixed.</p>", "should"),
        ("<p>It <b>should</b> be\n\nfixed.</p>", "should"),
        ("<p>It shouldn&rsquo;t fail.</p>", "shouldn&rsquo;t"),
        ("<p>It should&#x20;&shy;now be fixed.</p>", "should&#x20;&shy;now"),
        ("<p>It sho&shy;uld be fixed.</p>", "sho&shy;uld"),
        ("<p>AT&T: it should be fixed.</p>", "should"),
        ("<P>1 < 2: it should be fixed.</P>", "should"),
        ("<ul><li>One<li>It should be fixed</ul>", "should"),
        ("<body><script>if (a < b) x</script>It should be fixed.", "should"),
        ("<p>Open a<br/>It should be fixed.", "should"),
        ("<head><title>x</title><body>It should be fixed.", "should"),
    ],
)
def test_html_reads_what_a_reader_sees_and_names_its_place_in_the_file(source: str, cue: str) -> None:
    assert cues(source, Form.HTML) == [cue]


def test_a_finding_of_html_speaks_of_the_words_and_of_the_place_in_the_file() -> None:
    source = "<p>Hello.</p>\n<p>It <b>should</b>&nbsp;be back under <code>x()</code>.</p>"
    ((_, finding),) = found(source, Form.HTML)
    assert finding.cue == "should"
    assert finding.rewrite == "It is back under <code>x()</code>."
    assert source[finding.replaces.start : finding.replaces.end].endswith("</code>.")
    assert source[finding.replaces.start :].startswith("It")


def test_line_ends_of_windows_part_paragraphs_and_count() -> None:
    source = "Hello,\r\n\r\nit should be fixed.\r\n"
    for form in (Form.TEXT, Form.MARKDOWN):
        ((cue, finding),) = found(source, form)
        assert (cue, finding.span) == ("should", Span(13, 19))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('+++\nlanguage = "de"\n+++\nx', "de"),
        ("---\ntitle: x\nlang: pt-BR\n---\nx", "pt-BR"),
        ("+++\nlanguage = 3\n+++\nx", ""),
        ("x", ""),
    ],
)
def test_front_matter_may_name_the_language(text: str, language: str) -> None:
    assert read(text, Form.MARKDOWN).language == language


PIECES = st.lists(
    st.sampled_from(
        [
            "it should be fixed. ",
            "<p>",
            "</p>",
            "<b x='",
            '"',
            "<!--",
            "-->",
            "`",
            "``",
            "```\n",
            "> ",
            "    ",
            "\n",
            "\r",
        ]
        + [
            "&nbsp;",
            "&",
            "&#0;",
            "&#x110000;",
            "[",
            "](",
            ")",
            "![",
            "\\",
            "|",
            "+++\n",
            "---\n",
            "<",
            ">",
            "🎉",
            "İ",
            "\0",
        ]
        + [
            "</script",
            "<script>",
            "<code>",
            "</code>",
            "# ",
            "- ",
            MASKED,
            "<!-- certainty: off -->",
            "\ud800",
            "\u0301",
        ]
    )
).map("".join)


@given(st.sampled_from(Form), PIECES | st.text())
def test_any_text_is_read_and_its_places_lie_within_it(form: Form, source: str) -> None:
    reading = read(source, form)
    for finding in map(reading.placed, check(reading.prose)):
        assert (
            0 <= finding.replaces.start <= finding.span.start < finding.span.end <= finding.replaces.end <= len(source)
        )


@given(st.sampled_from([Form.TEXT, Form.MARKDOWN]), st.text("abc ,.?\n\f\0🎉İé\u0301(){}", max_size=80))
def test_without_marks_nothing_is_changed(form: Form, words: str) -> None:
    text = words.replace("\n", "\nx")  # no line is code
    assert read(f"x{text}", form).prose == f"x{text}"


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    "piece",
    ["<!--", "<?", "<a ", "</a ", '<a x="', "<a x='\n", "<![CDATA[", "&", "<script>", "<pre>", "`", "``a`", "[", "![", "](<"]
    + ["[a](", "\\", "#\n", "> ", "- ", "```\n", "|", "<a@", " ", "\n", "\t", "\r", "    a\n\n", "](a(", "-", "---\n", "+++\n"],
)  # fmt: skip
def test_time_grows_with_the_length_alone(form: Form, piece: str) -> None:
    """Quadratic work on 100,000 characters would take a minute and more."""
    started = time.process_time()
    read(piece * (100_000 // len(piece)), form)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ('<!doctype html>\n<!-- made by hand -->\n<html class="a" lang="de-AT"><p>Gut.</p>', "de-AT"),
        ("<div lang=fr>Bien.</div>", "fr"),
        ("<html><body><p lang='de'>Gut.</p>", ""),
        ("<p data-lang='de'>Fine.</p>", ""),
        ("<p title=' lang=de'>Fine.</p>", ""),
        ("Fine. <b lang='de'>Gut.</b>", ""),
        ("<a " * 50_000, ""),
    ],
)
def test_the_first_tag_of_html_names_the_language(source: str, language: str) -> None:
    assert read(source, Form.HTML).language == language
