"""Which column of a table holds what, by the words in which its first line may say so, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.kernel.text import fold, one_line

_HEADS = {
    "body": (
        "snippet", "body", "content", "text", "plain text", "plaintext", "expansion", "replace", "replacement",
        "phrase", "response", "message", "reply", "template", "inhalt", "vorlage", "nachricht", "antwort", "baustein",
        "textbaustein", "texte", "contenu", "modele", "reponse", "texto", "contenido", "plantilla", "respuesta",
        "mensaje", "conteudo", "modelo", "resposta", "mensagem", "testo", "contenuto", "risposta", "messaggio", "tekst",
        "inhoud", "bericht", "antwoord",
    ),
    "trigger": (
        "abbreviation", "shortcut", "keyword", "trigger", "abbr", "short code", "short_code", "shortcode", "kurzel",
        "kuerzel", "textkurzel", "abkurzung", "abkuerzung", "kurzform", "kurzbefehl", "schlusselwort",
        "schluesselwort", "raccourci", "abreviation", "mot-cle", "mot cle", "declencheur", "atajo", "abreviatura",
        "palabra clave", "atalho", "abreviacao", "palavra-chave", "palavra chave", "abbreviazione", "scorciatoia",
        "parola chiave", "afkorting", "sneltoets", "trefwoord",
    ),
    "title": (
        "label", "title", "name", "description", "subject", "titel", "bezeichnung", "uberschrift", "ueberschrift",
        "betreff", "beschreibung", "titre", "nom", "intitule", "objet", "titulo", "nombre", "asunto", "descripcion",
        "nome", "assunto", "descricao", "titolo", "oggetto", "naam", "onderwerp",
    ),
    "folder": (
        "group", "folder", "category", "collection", "ordner", "gruppe", "kategorie", "dossier", "groupe", "categorie",
        "carpeta", "grupo", "categoria", "pasta", "cartella", "gruppo", "map", "groep",
    ),
    "tags": (
        "tags", "labels", "keywords", "schlagworte", "schlagworter", "schlagwoerter", "stichworte", "etiquettes",
        "mots-cles", "etiquetas", "palabras clave", "palavras-chave", "etichette", "trefwoorden",
    ),
    "language": ("language", "lang", "locale", "sprache", "langue", "idioma", "lingua", "taal"),
    "id": ("id", "uuid", "uid"),
}  # fmt: skip
_SAID = {
    "body": "the text", "trigger": "the shortcut", "title": "the title", "folder": "the folder", "tags": "the tags",
    "language": "the language", "id": "what it is found by again",
}  # fmt: skip
_USUAL = ("trigger", "body", "title")
_SHOWN = 30


def by_header(header: Sequence[str]) -> Mapping[str, int]:
    """Which column holds what; empty where the line is no header."""
    found: dict[str, int] = {}
    folded = [fold(cell) for cell in header]
    for meaning, words in _HEADS.items():
        at = next((folded.index(word) for word in words if word in folded), None)
        if at is not None and at not in found.values():
            found[meaning] = at
    return found if "body" in found and (len(found) > 1 or len(header) == 1) else {}


def by_place(first: Sequence[str]) -> Mapping[str, int]:
    """Which column holds what where no header says it: as most programs write them."""
    return {"body": 0} if len(first) == 1 else {what: at for at, what in enumerate(_USUAL[: len(first)])}


def told(header: Sequence[str], columns: Mapping[str, int]) -> str:
    """How the columns of a table with a header are read, in sentences."""
    read = ", ".join(f"“{one_line(header[at], _SHOWN)}” is {_SAID[what]}" for what, at in columns.items())
    rest = [one_line(cell, _SHOWN) for at, cell in enumerate(header) if at not in columns.values() and cell.strip()]
    left = f" Not read: {', '.join(f'“{each}”' for each in rest[:20])}." if rest else ""
    return f"Of its columns, {read}.{left}"


def told_without(first: Sequence[str], columns: Mapping[str, int]) -> str:
    """The same of a table where no header was recognised."""
    shown = one_line("; ".join(first), 60)
    read = ", ".join(f"column {at + 1} is {_SAID[what]}" for what, at in columns.items())
    left = f" What stands in further columns is not read ({len(first)} in all)." if len(first) > len(columns) else ""
    return f"Its first line, “{shown}”, names no columns that are known, so it comes in too: {read}.{left}"
