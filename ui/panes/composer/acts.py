"""What can be answered on a finding's card, by its kind: words and letters. Plain Python."""

from __future__ import annotations

from enum import StrEnum

from ui.writing.marks import Mark
from workbench.certainty import Finding, Kind
from workbench.certainty.house.reading import LONGEST_PHRASE
from workbench.certainty.model import Known
from workbench.kernel.text import one_line


class Act(StrEnum):
    """An answer; the values are letters or keys that give it while the card has the keyboard."""

    IS = "I"
    IS_NOT = "N"
    CANNOT = "C"
    USE = "U"
    KEEP = "K"
    KEEP_PHRASE = "Shift+K"
    KEEP_REPLY = "Shift+R"


MORE = (Act.KEEP_PHRASE, Act.KEEP_REPLY)
_WORDS = {
    Act.IS: "Checked: it is",
    Act.IS_NOT: "Checked: it isn’t",
    Act.CANNOT: "Can’t check now",
    Act.USE: "Use it",
    Act.KEEP: "Keep",
    Act.KEEP_PHRASE: "Keep these words for good …",
    Act.KEEP_REPLY: "Keep this whole reply",
}


def acts_of(finding: Finding) -> tuple[Act, ...]:
    """What can be answered, besides to keep more than this sentence."""
    match finding.kind:
        case Kind.UNCERTAIN:
            return (Act.IS, Act.IS_NOT, Act.CANNOT, Act.KEEP)
        case Kind.FALSE_HOPE if finding.rewrite is None:
            return (Act.CANNOT, Act.KEEP)
        case _:
            return (Act.USE, Act.KEEP) if finding.rewrite is not None else (Act.KEEP,)


def more_of(finding: Finding) -> tuple[Act, ...]:
    """How more than this sentence can be kept; what the program knows is found whatever words are let be."""
    return (Act.KEEP_REPLY,) if finding.kind is Known.FACT else MORE


def word(act: Act, kind: Kind | Known) -> str:
    """What its button says."""
    return "Can’t say yet" if act is Act.CANNOT and kind is Kind.FALSE_HOPE else _WORDS[act]


def offers(finding: Finding) -> str:
    """What stands over the ready wording."""
    return "If it is so, it will say" if finding.kind is Kind.UNCERTAIN else "It can say"


def lacks(finding: Finding) -> str:
    """What is said where there is no ready wording."""
    if finding.kind is Kind.UNCERTAIN:
        return "No ready wording here: if it is so, the words are selected for you to write."
    return "No ready wording here: say what you know, and by when you will know the rest."


def phrase_of(mark: Mark) -> str:
    """The words that are likely meant by who keeps some for good: the sentence, or the cue where that is long."""
    sentence = " ".join(mark.sentence.split()).rstrip(" .!?…")
    return sentence if 0 < len(sentence) <= LONGEST_PHRASE else one_line(mark.finding.cue, LONGEST_PHRASE)
