"""Which result comes first: the words, then habit, then what suits the ticket; and what is tried where little is found."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.library.test_search import found, install, snippet, use
from workbench.app import reply_context
from workbench.kernel.ids import SnippetId
from workbench.library.languages import speaks, suits
from workbench.library.model import ReplyContext
from workbench.library.search.typos import Vocabulary
from workbench.packs.model import Variant

GERMAN = ReplyContext(language="de-at", tags=("vip",))


def test_words_in_the_title_come_before_words_in_the_text_whatever_suits_the_ticket(bench: Bench) -> None:
    install(
        bench,
        snippet("body", "About your payment", tags=("a", "b", "c"), body="We refund it."),
        snippet("en", "Refund approved"),
        snippet("de", "Refund", language="de"),
    )
    context = ReplyContext(language="en", tags=("a", "b", "c"))
    assert found(bench, "refund", context)[-1] == "body"


def test_habit_comes_before_tags_and_the_product_but_not_before_the_words(bench: Bench) -> None:
    install(
        bench,
        snippet("tagged", "Refund of a parcel", tags=("vip", "product:cloud")),
        snippet("usual", "Refund of an order"),
        snippet("text", "Something else", body="A refund."),
    )
    context = ReplyContext(language="en", tags=("vip",), products=("cloud",))
    assert found(bench, "refund", context) == ["tagged", "usual", "text"]
    use(bench, "text", times=30)
    use(bench, "usual", times=4)
    assert found(bench, "refund", context) == ["usual", "tagged", "text"]


def test_a_habit_in_another_language_is_none_for_this_ticket(bench: Bench) -> None:
    install(bench, snippet("en", "Refund approved"), snippet("de", "Refund approved", language="de"))
    use(bench, "en", times=9)
    assert found(bench, "refund", ReplyContext(language="de")) == ["de", "en"]
    assert found(bench, "refund", ReplyContext(language="en")) == ["en", "de"]


def test_nothing_typed_gives_what_was_used_before_what_only_suits(bench: Bench) -> None:
    install(
        bench,
        snippet("tagged", "A", tags=("x", "y")),
        snippet("other", "B", language="de"),
        snippet("used", "C"),
        snippet("old", "D"),
    )
    use(bench, "old")
    bench.clock.advance(timedelta(days=120))
    use(bench, "used")
    use(bench, "other", times=5)
    context = ReplyContext(language="en", tags=("x", "y"))
    assert found(bench, "", context) == ["used", "other", "tagged", "old"]


def test_the_order_is_the_same_again_and_on_the_next_day(bench: Bench) -> None:
    install(bench, *(snippet(f"s{n}", f"Refund {n % 7}", tags=("vip",) * (n % 2)) for n in range(40)))
    for n in (3, 11, 25):
        use(bench, f"s{n}", times=n)
    before = found(bench, "refund", GERMAN)
    assert all(found(bench, "refund", GERMAN) == before for _ in range(3))
    bench.clock.advance(timedelta(hours=8))
    assert found(bench, "refund", GERMAN) == before


@pytest.mark.parametrize(
    ("offered", "wanted", "whether"),
    [("de", "de-at", 1), ("de_AT", "de-at", 1), ("de-ch", "de-at", 1), ("", "de", 1), ("de", "", 1), ("en", "de", 0)],
)
def test_a_region_a_stroke_or_no_language_is_no_other_language(offered: str, wanted: str, whether: int) -> None:
    assert speaks([offered], wanted) is bool(whether)


def test_the_nearest_language_comes_first() -> None:
    by_nearness = sorted(("en", "", "pt-pt", "pt", "pt_BR"), key=lambda code: -suits(code, "PT-br"))
    assert by_nearness == ["pt_BR", "pt", "pt-pt", "", "en"]


def test_a_ticket_of_a_region_prefers_its_language(bench: Bench) -> None:
    install(
        bench,
        snippet("en", "Greeting"),
        snippet("de", "Greeting", language="de"),
        snippet("both", "Greeting", variants=(Variant(language="de_AT", body="-"),)),
    )
    assert found(bench, "greeting", GERMAN) == ["both", "de", "en"]


def test_what_is_suggested_may_be_in_a_variant_of_another_region_or_of_no_language(bench: Bench) -> None:
    def suggested(language: str) -> list[str]:
        asked = "The carrier lost my parcel"
        return [each.id for each in bench.workbench.library.suggested(ReplyContext(asked=asked, language=language))]

    others = [snippet(f"x{n}", f"Other {n}") for n in range(20)]
    variant = Variant(language="de", body="-")
    install(bench, *others, snippet("p", "Parcel lost by the carrier", variants=(variant,)))
    assert suggested("en-gb") == ["p"]
    assert suggested("de") == ["p"]
    assert suggested("fr") == []
    install(bench, *others, snippet("any", "Parcel lost by the carrier", language=""))
    assert suggested("fr") == ["any"]


def test_a_slip_is_thought_of_where_only_another_language_has_the_word(bench: Bench) -> None:
    install(bench, snippet("de", "Adresse aendern", language="de"), snippet("en", "Change your address"))
    assert found(bench, "adress", ReplyContext(language="en")) == ["de", "en"]
    assert found(bench, "adress") == ["de", "en"], "the beginning of a word, and few hold it"


def test_what_was_typed_stands_before_what_it_may_mean(bench: Bench) -> None:
    install(bench, snippet("guess", "Address", shortcut="address"), snippet("typed", "About", body="Adresse"))
    assert found(bench, "adress") == ["typed", "guess"]


def test_a_short_word_is_looked_for_in_the_text_where_no_title_has_it(bench: Bench) -> None:
    install(bench, snippet("net", "No network", body="Turn 5G off."), snippet("other", "Other", body="VPN"))
    assert found(bench, "5g") == ["net"]


def test_a_shortcut_with_a_stroke_or_a_point_is_found_as_a_whole(bench: Bench) -> None:
    install(
        bench,
        snippet("ref", "A thing that is ok", shortcut="ref"),
        snippet("ok", "Another", shortcut="ref-ok"),
        snippet("dot", "A third", shortcut="v1.2"),
    )
    assert found(bench, "ref-ok") == ["ok", "ref"]
    assert found(bench, ";ref-ok")[0] == "ok"
    assert found(bench, "ref-o")[0] == "ok"
    assert found(bench, "v1.2") == ["dot"]


def test_of_very_many_the_one_that_suits_the_ticket_is_among_the_first(bench: Bench) -> None:
    many = [snippet(f"s{n:04}", f"Refund {n:04}", tags=("vip",) * (n % 2)) for n in range(1500)]
    install(bench, *many, snippet("meant", "Refund", language="de", tags=("vip",)))
    assert found(bench, "refund", GERMAN)[0] == "meant"
    bodies = [snippet(f"s{n:04}", f"Case {n:04}", body="We refund.") for n in range(1500)]
    install(bench, *bodies, snippet("meant", "Case x", language="de", body="We refund."))
    assert found(bench, "refund", GERMAN)[0] == "meant"


def test_of_very_many_with_a_label_the_one_with_the_title_is_first(bench: Bench) -> None:
    many = [snippet(f"s{n:04}", f"Case {n:04}", tags=("refund",)) for n in range(900)]
    install(bench, *many, snippet("named", "Your refund"))
    assert found(bench, "refund")[0] == "named"


def test_a_habit_counts_however_long_the_list_of_what_was_used_is(bench: Bench) -> None:
    install(bench, *(snippet(f"s{n:03}", f"Parcel {n:03}") for n in range(120)))
    use(bench, "s119", times=8)
    for n in range(100):
        bench.clock.advance(timedelta(minutes=1))
        use(bench, f"s{n:03}")
    assert found(bench, "parcel")[0] == "s119"


def test_an_edit_is_known_to_the_next_slip_without_reading_all(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    install(bench, snippet("a", "Refund approved"))
    library, editing = bench.workbench.library, bench.workbench.editing
    assert found(bench, "aproved") == ["a"]
    monkeypatch.setattr("workbench.library.search.repo.words", lambda _reader: pytest.fail("all words are read again"))
    one = library.one(SnippetId("a"))
    assert one is not None
    editing.add(snippet("b", "Voucher sent"))
    assert found(bench, "vuocher") == ["b"]
    assert found(bench, "aproved") == ["a"]


def test_a_hit_says_what_its_words_begin_with(bench: Bench) -> None:
    install(bench, snippet("a", "Refund approved"), snippet("b", "Something", body="It is aprovat."))
    hits = bench.workbench.library.search("aprov")
    assert [(hit.snippet.id, "approv" in hit.words) for hit in hits] == [("b", False), ("a", True)]


def test_every_slip_of_a_word_is_found_and_nothing_further_away() -> None:
    words = ["refund", "parcel", "password", "address", "zurich", "возврат", "退款申请单"]
    vocabulary = Vocabulary(words)
    chance = random.Random(1)
    for word in words:
        for at in range(len(word) - 1):
            slips = {
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice("xqж") + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            }
            for slip in slips:
                if len(slip) >= 4 and slip != word:
                    assert any(word.startswith(each) for each in vocabulary.near(slip)), (word, slip)
    assert vocabulary.near("rxfxnd") == []
    vocabulary.add(["voucher", "s77", "refund"])
    assert vocabulary.near("vuocher") == ["voucher"]


def test_the_only_one_with_a_shortcut(bench: Bench) -> None:
    install(
        bench, snippet("a", "A", shortcut="one"), snippet("b", "B", shortcut="two"), snippet("c", "C", shortcut="two")
    )
    only = bench.workbench.library.only_with_shortcut
    one = only("ONE")
    assert one is not None
    assert one.id == "a"
    assert only("two") is None
    assert only("on") is None
    assert only("") is None


def test_the_product_is_a_tag_of_the_ticket_or_the_name_of_its_queue(bench: Bench) -> None:
    install(bench, snippet("a", "Refund"), snippet("b", "Refund", tags=("product:Cloud",)))
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation is not None
    for tags in (("Product:cloud",), ("Cloud",)):
        assert found(bench, "refund", reply_context(replace(conversation, tags=tags)))[0] == "b"
    named = replace(conversation, tags=(), account_name="Cloud")
    assert found(bench, "refund", reply_context(named))[0] == "b"
    assert found(bench, "refund", reply_context(conversation))[0] == "a"
