from __future__ import annotations

import pytest

from workbench.certainty import check


def rewrites(text: str) -> list[str | None]:
    return [finding.rewrite for finding in check(text)]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("That blog should now be under your other account.", "That blog is now under your other account."),
        ("YOUR ORDER SHOULD NOW BE PAID.", "YOUR ORDER IS NOW PAID."),
        ("It SHOULD now be paid.", "It is now paid."),
        ("It shouldn’t stop again.", "It won’t stop again."),
        ("I've moved it, so it should be working for you now.", "I've moved it, so it is working for you now."),
        ("There should be a button in the corner.", "There is a button in the corner."),
        ("You should find the receipt in your inbox.", "You will find the receipt in your inbox."),
        ("The update might have reset your settings.", "The update has reset your settings."),
        ("Your posts should be back.", "Your posts are back."),
        ("Your site should be back tomorrow.", "Your site will be back tomorrow."),
        ("The order should be with you by Friday.", "The order will be with you by Friday."),
        ("Your refund should hopefully reach you.", "Your refund will reach you."),
        ("You should see three tabs.", "You will see three tabs."),
        ("You shouldn't see that error.", "You won't see that error."),
        ("The carrier should be able to trace it.", "The carrier can trace it."),
        ("The charge should have been reversed.", "The charge was reversed."),
        ("The charges should have been reversed by now.", "The charges have been reversed by now."),
        ("The export is supposed to arrive by email.", "The export will arrive by email."),
        ("Your site ought to be back up.", "Your site is back up."),
        ("The domain could be pointing at your old host.", "The domain is pointing at your old host."),
        ("Looks like your plan expired yesterday.", "Your plan expired yesterday."),
        ("That looks like a billing error.", "That is a billing error."),
        ("It seems that the file was deleted.", "The file was deleted."),
        ("There appears to be a second account.", "There is a second account."),
        ("The plugins seem to be the cause.", "The plugins are the cause."),
        ("I think the transfer takes a week.", "The transfer takes a week."),
        ("Apparently, the card was declined.", "The card was declined."),
        ("It's probably the cache.", "It's the cache."),
        ("It was, presumably, the cache.", "It was the cache."),
        ("I'll try to get this fixed for you.", "I'll get this fixed for you."),
        ("I'm so sorry about that!", "I'm sorry about that!"),
        ("Please be advised that your request is here.", "Your request is here."),
        ("Kindly share your order number.", "Share your order number."),
        ("Receipts from your older phone might be upside down.", "Receipts from your older phone are upside down."),
        ("The funds ought to have reached your bank yesterday.", "The funds reached your bank yesterday."),
        ("The form should have been sent last week.", "The form was sent last week."),
        ("This should bring the list back.", "This will bring the list back."),
        ("It should be with you by the weekend.", "It will be with you by the weekend."),
        ("It should be back by teatime.", "It will be back by teatime."),
        ("Rest assured that the file is with us.", "The file is with us."),
    ],
)
def test_the_certain_form_reads_well(text: str, certain: str) -> None:
    assert rewrites(text) == [certain]


@pytest.mark.parametrize(
    "text",
    [
        "I don't think that's possible on the free plan.",
        "My best guess is a plugin conflict.",
        "I'm not sure when it renews.",
        "The site and the shop should be back.",
        "Should be fixed now.",
        "The settings, which should be saved, are here.",
        "Looks like a caching problem.",
        "Site should working now.",
        "The link should fixed by now.",
        "Presumably was the screw too tight.",
        "I think so your cache is making this error.",
        "I would say that the bank refused it, without being sure.",
        "The letter should have gone out yesterday.",
        "We will issue a credit note, please be assured of it.",
        "Each visitor is precious to us.",
        "iTunes should be back.",
        "There should be three dots in the corner.",
        "There shouldn't be any further charges.",
        "It could be that the cache is full.",
        "I'll see if I can get that changed.",
    ],
)
def test_no_form_is_offered_where_it_would_read_badly_or_change_the_meaning(text: str) -> None:
    assert rewrites(text) == [None]


def test_the_form_replaces_the_sentence_and_leaves_its_neighbours() -> None:
    text = "Hi Ann.\n\nThat blog should now be under your other account. Bye 🎉"
    (finding,) = check(text)
    before, after = text[: finding.replaces.start], text[finding.replaces.end :]
    assert before + str(finding.rewrite) + after == "Hi Ann.\n\nThat blog is now under your other account. Bye 🎉"


def test_a_name_written_in_its_own_way_keeps_it() -> None:
    assert rewrites("I think iTunes is open.") == ["iTunes is open."]


def test_the_form_keeps_what_was_quoted_and_emphasised() -> None:
    assert rewrites('The "Save" button should be on your page.') == [None]
    assert rewrites('I think the "Save" button is off.') == ['The "Save" button is off.']


OTHERS = [
    ("de", "Die Rechnung sollte jetzt in Ihrem Konto sein.", "Die Rechnung ist jetzt in Ihrem Konto."),
    ("de", "Damit sollte der Import wieder funktionieren.", "Damit funktioniert der Import wieder."),
    ("de", "Ihre Fotos sollten morgen geladen werden.", "Ihre Fotos werden morgen geladen."),
    ("de", "Sie sollten sich nun anmelden können.", "Sie können sich nun anmelden."),
    ("de", "Die Mail dürfte Sie schon erreicht haben.", "Die Mail hat Sie schon erreicht."),
    ("de", "Der Fehler liegt vermutlich am Cache.", "Der Fehler liegt am Cache."),
    ("de", "Ich glaube, das Abo endet im Mai.", "Das Abo endet im Mai."),
    ("es", "Los pedidos deberían estar en su cuenta.", "Los pedidos están en su cuenta."),
    ("es", "El enlace ya no debería haber cambiado.", "El enlace ya no ha cambiado."),
    ("es", "Creo que el plan ya lo incluye.", "El plan ya lo incluye."),
    ("es", "La causa es probablemente el caché.", "La causa es el caché."),
    ("fr", "Cela ne devrait plus être un problème.", "Cela n'est plus un problème."),
    ("fr", "Vous devriez maintenant pouvoir payer.", "Vous pouvez maintenant payer."),
    ("fr", "Je crois qu'il manque un droit.", "Il manque un droit."),
    ("fr", "Le lien a sans doute expiré.", "Le lien a expiré."),
    ("pt", "As fotos já devem estar na galeria.", "As fotos já estão na galeria."),
    ("pt", "O senhor deverá conseguir entrar.", "O senhor consegue entrar."),
    ("pt", "Parece que o Banco recusou o pagamento.", "O Banco recusou o pagamento."),
]


@pytest.mark.parametrize(("language", "text", "certain"), OTHERS)
def test_the_certain_form_reads_well_in_other_languages(language: str, text: str, certain: str) -> None:
    assert [finding.rewrite for finding in check(text, language)] == [certain]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wahrscheinlich ist der Cache voll."),
        ("de", "Ich denke, dass der Cache voll ist."),
        ("de", "Ich glaube, den Fehler gefunden zu haben."),
        ("de", "Es ist so eingestellt, dass es gehen sollte."),
        ("de", "Das wird wohl am Cache liegen."),
        ("es", "Probablemente sea la caché."),
        ("es", "Quizás falte un permiso."),
        ("es", "No creo que se borrara."),
        ("fr", "Il semble que le cache soit plein."),
        ("fr", "Peut-être le cache est-il plein."),
        ("fr", "Le site est lent parce que je pense qu'il est plein."),
        ("pt", "Talvez falte uma permissão."),
        ("pt", "Não acho que se tenha perdido."),
    ],
)
def test_no_form_is_offered_where_the_verb_would_have_to_change(language: str, text: str) -> None:
    assert [finding.rewrite for finding in check(text, language)] == [None]
