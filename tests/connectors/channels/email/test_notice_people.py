"""A person behind a machine's mail: what they wrote into a form is no evidence of a parcel."""
# ruff: noqa: RUF001 - dashes as machines set them

import pytest

from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import BY_SHOP, BY_UPS, DHL, UPS, mail, read, told

SUBJECT = "Your parcel has been delivered"
BODY = f"Tracking number {UPS}"
SERVICE, FORM = "store+12@t.shopifyemail.com", "wordpress@shop.test"
FILLED = (
    "Name: Anna Muster\nE-Mail: anna@x.example\nNachricht: "
    f"Laut Tracking wurde das Paket {DHL} zugestellt, es kam aber nichts an."
)
PHPMAILER = {"X_Mailer": "PHPMailer 6.8"}


@pytest.mark.parametrize("more", [PHPMAILER, {"List_Unsubscribe": "<https://shop.test/u>"}])
@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (FORM, "Nachricht von Anna Muster", FILLED),
        (FORM, "Message from Anna", f"UPS says the parcel {UPS} was delivered but nobody got it."),
        (
            FORM,
            "Website: Anna Muster",
            f"Hallo, die Sendung {DHL} wurde an einen Nachbarn geliefert.",
        ),
        (BY_SHOP, "[Support] Anna: Parcel was delivered to a stranger", f"Tracking number {UPS}"),
        (BY_SHOP, "Anna: Parcel was delivered to Bob", f"Tracking number {UPS}"),
    ],
)
def test_a_form_or_a_helpdesk_hands_on_what_people_write(sender, subject, body, more):
    assert told(sender, subject, body, **more) is None


LABELS = [
    *("Name: Anna", "Your name: Anna", "E-Mail: anna", "Message: it", "From: Anna", "Subject: x"),
    *("Von: Anna", "Betreff: Paket", "Nachricht: nichts da", "Nachname: Muster", "Absender: Anna"),
    *("Nom : Muster", "De : Anna", "Objet : colis", "Prénom: Anna", "Expéditeur: Anna"),
    *("Nombre: Ana", "Asunto: paquete", "Mensaje: nada", "Correo electrónico: ana"),
    *("Nome: Anna", "Oggetto: pacco", "Messaggio: niente", "Da: Anna", "Cognome: Rossi"),
    *("Naam: Anna", "Onderwerp: pakket", "Bericht: niets", "Van: Anna", "Achternaam: Jansen"),
    *(
        "* Name *: Anna",
        "Name (required): Anna",
        "**Message:** it",
        "Name*:",
        "Name\nAnna\nMessage\nit",
    ),
]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("sender", [BY_SHOP, SERVICE])
def test_a_label_of_a_form_tells_that_somebody_filled_it_in(sender, label):
    assert told(sender, SUBJECT, f"{label}\n{BODY}") is None
    assert told(sender, SUBJECT, BODY) is not None


@pytest.mark.parametrize(
    "words",
    [
        "Sent by anna@x.example",
        "Anna <anna@x.example> wrote:",
        "I have not got it.",
        "Hello, my parcel is not here.",
        "Ich habe mein Paket nicht bekommen.",
    ],
)
@pytest.mark.parametrize("sender", [BY_SHOP, SERVICE])
def test_a_strangers_address_or_voice_tells_that_a_person_writes(sender, words):
    assert told(sender, SUBJECT, f"{words}\n{BODY}") is None


@pytest.mark.parametrize(
    "words",
    [
        "Questions? Write to support@shop.test",
        "E-Mail: support@shop.test",
        "help@mail.shop.test",
        "Track my order",
        "Message",
    ],
)
def test_a_shops_own_signature_is_no_form(words):
    assert told(BY_SHOP, SUBJECT, f"{BODY}\n{words}") is not None


@pytest.mark.parametrize(
    "subject",
    [
        "Your order #1001 has been delivered",
        "Order #1001: your parcel has been delivered",
        "Delivered: Your order #1001",
        "Ihre Bestellung 1001 wurde zugestellt",
        "Votre commande a été livrée",
        "Su pedido ha sido entregado",
        "Il tuo ordine è stato consegnato",
        "Je bestelling is bezorgd",
    ],
)
def test_a_shops_subject_must_tell_it_to_the_customer(subject):
    found = told(BY_SHOP, subject, BODY)
    assert found is not None
    assert found.status is ParcelStatus.DELIVERED


@pytest.mark.parametrize(
    "subject",
    [
        "Shop",
        "Your order #1001",
        "[Shop] Your parcel has been delivered",
        "Anna: your parcel has been delivered",
        "Anna Muster – your parcel has been delivered",
        "Parcel was delivered to Bob",
        "Paket wurde zugestellt",
        "anna@x.example: your parcel has been delivered",
    ],
)
def test_no_other_subject_of_a_shop_tells_whatever_the_body_says(subject):
    body = f"Your parcel has been delivered.\n\n{BODY}"
    assert told(BY_SHOP, subject, body) is None


def test_a_carriers_mail_may_name_who_sent_a_parcel():
    assert told(BY_UPS, SUBJECT, f"From: Shop\nName: Ana\nana@x.example\n{BODY}") is not None


@pytest.mark.parametrize(
    ("more", "is_taken"),
    [
        ({}, True),
        ({"To": "ana@customer.test"}, False),
        ({"To": "ana@customer.test", "Reply_To": "help@shop.test"}, True),
        ({"To": "ana@customer.test", "From": f"shop.test <{SERVICE}>"}, True),
        ({"To": "ana@customer.test", "From": f'"support@shop.test" <{SERVICE}>'}, True),
        ({"To": "ana@customer.test", "From": f"evilshop.test <{SERVICE}>"}, False),
        ({"To": "ana@customer.test", "From": f"shop.test.evil.example <{SERVICE}>"}, False),
        ({"Reply_To": "Ana <ana@customer.test>"}, False),
        ({"To": "x@shop.test.evil.example"}, False),
    ],
)
def test_a_service_writes_for_anybody_so_it_must_name_us(more, is_taken):
    assert (told(SERVICE, SUBJECT, BODY, **more) is not None) is is_taken


def test_a_service_may_name_us_in_its_words():
    asking = {"To": "ana@customer.test"}
    for words, is_taken in (
        ("Contact us at support@shop.test.", True),
        ("Your order from www.shop.test", True),
        ("Thank you for shopping at Shop.Test!", True),
        ("Your order from notshop.test", False),
        ("Your order from shop.test.example", False),
        ("Your order from shop", False),
    ):
        found = told(SERVICE, SUBJECT, f"{BODY}\n{words}", **asking)
        assert (found is not None) is is_taken, words


def test_a_place_where_everybody_has_an_address_is_not_ours():
    own = frozenset({"myshop@gmail.com"})
    to_other = mail(SERVICE, SUBJECT, BODY, To="other@gmail.com")
    assert read(to_other, own) is None
    assert read(mail(SERVICE, SUBJECT, BODY, To="myshop@gmail.com"), own) is not None
    asked = mail(SERVICE, SUBJECT, BODY, To="myshop@gmail.com", Reply_To="ana@gmail.com")
    assert read(asked, own) is None
    assert read(mail(SERVICE, SUBJECT, BODY), frozenset()) is None
