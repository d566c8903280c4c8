from __future__ import annotations

from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.tickets.safe_html import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_TABLES,
    MOST_TOKEN,
    clean,
    from_text,
    split_quote,
)


class Shape(HTMLParser):
    """How deep a document goes, and how deep its tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.depth = self.tables = 0
        self.orphans: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        within = next((each for each in reversed(self.open) if each in {"table", "tr", "td", "th"}), "")
        if {"tr": within != "table", "td": within != "tr", "th": within != "tr"}.get(tag, within in {"table", "tr"}):
            self.orphans.append(tag)
        if tag not in {"br", "hr"}:
            self.open.append(tag)
        self.depth = max(self.depth, len(self.open))
        self.tables = max(self.tables, self.open.count("table"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def words(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text()


def test_plain_formatting_comes_through() -> None:
    html = (
        '<p dir="rtl">a <b>b</b> <a href="https://a.example/?x=1&amp;y=2">c</a><br>d</p><ol start="3"><li>e</li></ol>'
    )
    assert clean(html).html == html


def test_cleaning_again_changes_nothing() -> None:
    once = clean(
        '<div class="gmail_quote x"><table><tr><td colspan=3>a<td>b</table><del>x</del><center>y</center></div>'
    )
    assert clean(once.html) == once


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/share",
                                    "\\\\host\\share", "relative", "/root", "cid:x", "smb://h/x", "http:\\\\h"])  # fmt: skip
def test_a_link_elsewhere_than_web_mail_or_telephone_keeps_its_words_only(scheme: str) -> None:
    assert clean(f'<a href="{scheme}">words</a>').html == "<a>words</a>"


@pytest.mark.parametrize("href", ["https://a.example/x", "HTTP://a.example", "mailto:a@b.example", "tel:+4930123"])
def test_web_mail_and_telephone_links_are_kept(href: str) -> None:
    assert clean(f'<a href="{href}">words</a>').html == f'<a href="{href}">words</a>'


@pytest.mark.parametrize(
    "tag", ["script", "style", "title", "svg", "math", "template", "iframe", "noscript", "xmp", "select"]
)
def test_what_is_no_writing_leaves_no_words(tag: str) -> None:
    assert words(clean(f"<p>before</p><{tag}>code()</{tag}><p>after</p>").html) == "beforeafter"


def test_pictures_are_counted_by_where_they_are_kept_and_leave_their_words() -> None:
    safe = clean(
        '<img src="https://a.example/1" alt="Our <logo>"><img src=HTTP://b/2><img src="cid:3"><img src="x.png">'
    )
    assert (safe.html, safe.removed_images, safe.attached_images) == ("[Our &lt;logo&gt;]", 2, 1)


def test_a_hundred_nested_elements_end_at_the_limit_and_keep_their_words() -> None:
    safe = clean("<div>" * 100 + "words" + "</div>" * 100 + "after")
    assert Shape(safe.html).depth == MOST_DEPTH
    assert words(safe.html) == "wordsafter" and not safe.cut


def test_tables_below_the_fourth_are_flattened_and_keep_their_words() -> None:
    safe = clean("<table><tr><td>a</td><td>b" * 9 + "</td></tr></table>" * 9)
    assert Shape(safe.html).tables == MOST_TABLES
    assert words(safe.html).replace(" ", "") == "ab" * 9


def test_tables_that_would_be_too_much_work_are_flattened_before_words_are_cut() -> None:
    safe = clean(
        "<table><tr><td>" * 3 + "<table>" + "<tr><td>word</td></tr>" * 300 + "</table>" + "</td></tr></table>" * 3
    )
    assert words(safe.html).count("word") == 300 and not safe.cut
    assert Shape(safe.html).tables < MOST_TABLES


def test_words_between_cells_get_a_cell() -> None:
    safe = clean("<table><caption>head</caption><tr><td>a</td></tr></table>")
    assert safe.html == "<table><tr><td>head</td></tr><tr><td>a</td></tr></table>"


@pytest.mark.parametrize("html", ["a" * 9_000, f"<b>{'a' * 700}</b>" * 10, "\u00a0" * 9_000, "x " + "a" * 5_000 + " y"])
def test_a_long_token_can_be_broken_also_one_in_pieces(html: str) -> None:
    lines = clean(html).html.replace("<div></div>", " ").replace("\u200b", " ")
    assert max(map(len, words(lines).split(" "))) <= MOST_TOKEN


def test_words_of_common_length_stay_as_they_are() -> None:
    html = "<p>" + "word " * 9_000 + "</p>"
    assert "\u200b" not in clean(html).html


def test_an_overlong_message_is_cut_and_says_so() -> None:
    safe = clean("<p>" + "word " * 100_000 + "</p>")
    assert safe.cut and len(safe.html) <= MOST_CHARACTERS + 20_000
    assert safe.html.endswith("</p>")


def test_addresses_count_towards_the_length() -> None:
    safe = clean(f'<a href="https://a.example/{"x" * 2_000}">word</a> ' * 250)
    assert safe.cut and len(safe.html) <= MOST_CHARACTERS + 20_000


@pytest.mark.parametrize(
    "unit", ["<p>x</p>", "x<br>", "<hr>", "<ul><li>x</ul>", "<b>x</b> y ", "<h1>x</h1>", "<pre>x\n\n\n\n</pre>"]
)
def test_an_overlong_row_of_small_pieces_is_cut(unit: str) -> None:
    safe = clean(unit * 5_000)
    assert safe.cut and words(safe.html).count("x") + safe.html.count("<hr>") < 4_000


@pytest.mark.parametrize("letters", ["слово ", "λέξη ", "كلمة ", "מילה ", "शब्द ", "汉字", "단어 ", "čšž "])
def test_a_long_letter_in_any_script_is_not_cut(letters: str) -> None:
    assert not clean("<p>" + letters * (60_000 // len(letters)) + "</p>").cut


def test_letters_that_read_otherwise_than_written_are_taken_out() -> None:
    assert clean("a\u202egpj\u202c b\x00c\x1b&#1;").html == "agpj\u202c bc"


def test_stacked_marks_are_held_to_eight() -> None:
    assert clean("a" + "\u0301" * 50 + "b").html == "a" + "\u0301" * 8 + "b"


def test_half_a_character_does_no_harm() -> None:
    assert clean("a\ud800b&#xd800;").html == "ab\ufffd"


def test_a_picture_that_is_its_own_address_does_not_use_up_the_message() -> None:
    safe = clean(f'<img src="data:image/png;base64,{"A" * 900_000}"><p>after</p>')
    assert safe.html == "<p>after</p>" and not safe.cut


def test_plain_text_keeps_its_lines_and_its_signs() -> None:
    assert from_text("a <b>  c\n\n> d").html == "a &lt;b&gt;\u00a0 c<br><br>&gt; d"


SNIPPETS = st.sampled_from([
    "<", ">", "</", "<b>", "</b>", "<p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<caption>",
    "<ul>", "<li>", "</ul>", "<ol start=5>", "<a href='https://a.b/'>", "<a href=javascript:x>", "</a>", "<svg>", "<math>",
    "<style>", "</style>", "<script>", "</script>", "<!--", "-->", "<img src=http://a/>", "<img alt='x y'>", "&lt;", "&#x202e;",
    "&", "\x00", "\ud800", "\u0301", "\u200d", "<pre>", "\n", "<br>", "<hr>", "<blockquote type=cite>", "<div class=gmail_quote>",
    "On Monday A wrote:", "<template>", "<select>", "<font color=x>", "<h1>", "<mtext>", "a" * 2_500, "<![CDATA[", "<x y='", '"',
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(SNIPPETS, st.text(max_size=9)), max_size=90).map("".join)))
def test_no_message_breaks_it_or_comes_out_too_deep(html: str) -> None:
    safe = clean(html)
    shape = Shape(safe.html)
    assert shape.depth <= MOST_DEPTH and shape.tables <= MOST_TABLES and shape.orphans == [] and shape.open == []
    own, quoted = split_quote(safe.html)
    assert Shape(own).open == [] and Shape(quoted or "").open == []
    assert words(own + (quoted or "")).split() == words(safe.html).split()


GMAIL = (
    '<div dir="ltr">It still fails.<br></div><br><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">'
    "On Mon, 4 May 2026 at 10:00, Desk &lt;a@b.example&gt; wrote:<br></div><blockquote>Does it work now?</blockquote></div>"
)
THUNDERBIRD = (
    '<p>It still fails.</p><div class="moz-cite-prefix">Am 04.05.26 um 10:00 schrieb Desk:<br></div>'
    '<blockquote type="cite"><p>Does it work now?</p></blockquote>'
)
APPLE = (
    "<div>It still fails.<br><br><blockquote type='cite'><div>On 4 May 2026, at 10:00, Desk &lt;a@b.example&gt; wrote:</div><br>"
    "<div>Does it work now?</div></blockquote></div>"
)
OUTLOOK = (
    "<div class=WordSection1><p>It still fails.</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Desk"
    "<br><b>Sent:</b> Monday</p></div></div><p>Does it work now?</p></div>"
)
OUTLOOK_WEB = (
    '<div>It still fails.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Desk<br><b>Sent:</b> Monday</div>'
    "<div>Does it work now?</div>"
)
HEADS = "<p>It still fails.</p><p>From: Desk<br>Sent: Monday<br>To: Me<br>Subject: Printer</p><p>Does it work now?</p>"
MARKS = "It still fails.<br><br>On Monday Desk &lt;a@b.example&gt;<br>wrote:<br>&gt; Does it<br>&gt; work now?"
ORIGINAL = "<p>It still fails.</p><p>-----Original Message-----</p><p>Does it work now?</p>"
YAHOO = '<div>It still fails.</div><div class="yahoo_quoted"><div>On Monday, Desk wrote:</div><div>Does it work now?</div></div>'


@pytest.mark.parametrize("mail", [GMAIL, THUNDERBIRD, APPLE, OUTLOOK, OUTLOOK_WEB, HEADS, MARKS, ORIGINAL, YAHOO])
def test_mail_repeated_below_is_split_off(mail: str) -> None:
    own, quoted = split_quote(clean(mail).html)
    assert words(own).strip() == "It still fails."
    assert quoted is not None and "work now?" in words(quoted)


@pytest.mark.parametrize("mail", [
    "<blockquote>Does it work?</blockquote><p>It still fails.</p>",
    "<p>You wrote:</p><blockquote>a</blockquote><p>No.</p><blockquote>b</blockquote><p>Yes.</p>",
    "<blockquote>only this</blockquote>",
    "<p>See below</p><div class=gmail_quote>---------- Forwarded message ---------<br>From: A<br><br>the news</div>",
    "<p>From: our form</p><p>Date: today</p><p>It still fails.</p>",
    "<p>On Monday he wrote: it fails</p>",
    "",
])  # fmt: skip
def test_what_the_writer_says_is_never_folded_away(mail: str) -> None:
    safe = clean(mail).html
    assert split_quote(safe) == (safe, None)


def test_only_the_last_of_two_quotes_is_split_off() -> None:
    own, quoted = split_quote(clean("<blockquote>a</blockquote><p>No.</p><blockquote>b</blockquote>").html)
    assert (words(own), words(quoted or "")) == ("aNo.", "b")


def test_both_parts_are_whole_when_the_quote_lies_deep_inside() -> None:
    own, quoted = split_quote(clean("<table><tr><td><b>own</b><blockquote>old</blockquote></td></tr></table>").html)
    assert own == "<table><tr><td><b>own</b></td></tr></table>"
    assert quoted == "<table><tr><td><blockquote>old</blockquote></td></tr></table>"
