"""The words around an outcome in a letter to a customer, in each language that letters are written in.

A day stands in figures in the order of the language, for the core knows the names of months in English alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.feedback.advocacy.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """``hello`` takes the first name, ``wrote`` and ``again`` a day, ``today`` what works today."""

    hello: str
    hello_nobody: str
    wrote: str
    answers: Mapping[Status, str]
    again: str
    today: str
    day: str


ENGLISH = LetterWords(
    hello="Hi {first},",
    hello_nobody="Hi,",
    wrote="On {day} you wrote to us:",
    answers={
        Status.SHIPPED: "It is live for you now.",
        Status.NO: "The answer is no.",
        Status.NOT_THIS_WAY: "We are not going to do it this way.",
        Status.NOT_NOW: "We are not doing this now.",
    },
    again="We decide again on {day}; until then it stays as it is.",
    today="What works today: {way}",
    day="{day}",
)
LANGUAGES: Mapping[str, LetterWords] = {
    "en": ENGLISH,
    "de": LetterWords(
        hello="Hallo {first},",
        hello_nobody="Guten Tag,",
        wrote="am {day} haben Sie uns geschrieben:",
        answers={
            Status.SHIPPED: "Es ist jetzt für Sie freigeschaltet.",
            Status.NO: "Die Antwort ist Nein.",
            Status.NOT_THIS_WAY: "Auf diese Weise machen wir es nicht.",
            Status.NOT_NOW: "Jetzt machen wir es nicht.",
        },
        again="Am {day} entscheiden wir neu; bis dahin bleibt es, wie es ist.",
        today="Was heute geht: {way}",
        day="{day:%d.%m.%Y}",
    ),
    "es": LetterWords(
        hello="Hola, {first}:",
        hello_nobody="Hola:",
        wrote="El {day} nos escribió:",
        answers={
            Status.SHIPPED: "Ya lo tiene en su cuenta.",
            Status.NO: "La respuesta es no.",
            Status.NOT_THIS_WAY: "No lo haremos de esta manera.",
            Status.NOT_NOW: "No lo hacemos ahora.",
        },
        again="El {day} lo decidimos de nuevo; hasta entonces sigue como está.",
        today="Lo que funciona hoy: {way}",
        day="{day:%d/%m/%Y}",
    ),
    "fr": LetterWords(
        hello="Bonjour {first},",
        hello_nobody="Bonjour,",
        wrote="Le {day}, vous nous avez écrit :",
        answers={
            Status.SHIPPED: "C’est en place pour vous dès maintenant.",
            Status.NO: "La réponse est non.",
            Status.NOT_THIS_WAY: "Nous ne le ferons pas de cette façon.",
            Status.NOT_NOW: "Nous ne le faisons pas maintenant.",
        },
        again="Le {day}, nous en décidons à nouveau ; d’ici là, rien ne change.",
        today="Ce qui marche aujourd’hui : {way}",
        day="{day:%d/%m/%Y}",
    ),
    "pt": LetterWords(
        hello="Olá, {first}:",
        hello_nobody="Olá:",
        wrote="Em {day}, escreveu-nos:",
        answers={
            Status.SHIPPED: "Já está disponível para si.",
            Status.NO: "A resposta é não.",
            Status.NOT_THIS_WAY: "Não o vamos fazer desta forma.",
            Status.NOT_NOW: "Não o fazemos agora.",
        },
        again="Em {day} decidimos de novo; até lá fica como está.",
        today="O que funciona hoje: {way}",
        day="{day:%d/%m/%Y}",
    ),
}
