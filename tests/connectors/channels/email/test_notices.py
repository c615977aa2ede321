"""What a machine's mail tells of one parcel; and all that must never be taken for it."""
# ruff: noqa: RUF001 - apostrophes and quotation marks as machines set them

from datetime import UTC, datetime

import pytest

from agent_console.connectors.channels.email.manifest import explain
from agent_console.connectors.channels.email.notices.reading import Notice
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan
from agent_console.ports.explaining import Exchange
from tests.connectors.channels.email.notice_mails import (
    BY_DHL,
    BY_UPS,
    DHL,
    POSTAL,
    UPS,
    mail,
    told,
)

DELIVERED, PICKUP = ParcelStatus.DELIVERED, ParcelStatus.AVAILABLE_FOR_PICKUP
TRANSIT, OUT = ParcelStatus.IN_TRANSIT, ParcelStatus.OUT_FOR_DELIVERY
PRE, FAILED = ParcelStatus.PRE_TRANSIT, ParcelStatus.ATTEMPT_FAILED
RETURN, EXCEPTION = ParcelStatus.RETURN_TO_SENDER, ParcelStatus.EXCEPTION


def status(sender: str, subject: str, body: str, **more: str) -> ParcelStatus | None:
    found = told(sender, subject, body, **more)
    return found and found.status


def test_all_that_a_notice_holds_and_nothing_else():
    body = (
        "Hello, your package has been delivered.\n\n"
        "Delivered On:   Tuesday, 11/24/2026 11:42 AM\nDelivered To: BERLIN, DE\n"
        f"Tracking Number: {UPS}\nReference Number: 123456789012\n"
    )
    assert told(BY_UPS, f"UPS Delivery Notification, Tracking Number {UPS}", body) == Notice(
        "UPS",
        UPS,
        DELIVERED,
        "Hello, your package has been delivered",
        Moment(local="2026-11-24T11:42:00"),
        datetime(2026, 11, 24, 11, 0, tzinfo=UTC),
    )


def test_an_html_mail_is_read_by_its_words_and_never_by_its_links():
    html = (
        "<p>Ihr Paket wurde zugestellt.</p><p>Sendungsnummer:"
        f' <a href="https://dhl.de/?n={POSTAL}">{DHL}</a></p>'
    )
    found = told(BY_DHL, "DHL", html, Content_Type="text/html; charset=utf-8")
    assert found is not None
    assert (found.carrier, found.number, found.status) == ("DHL", DHL, DELIVERED)
    linked = f'<p>Ihr Paket wurde zugestellt. <a href="https://dhl.de/{DHL}">Verfolgen</a></p>'
    assert told(BY_DHL, "DHL", linked, Content_Type="text/html; charset=utf-8") is None
    assert told(BY_UPS, "Your package was delivered", f"https://ups.com/track?n={UPS}") is None


SUBJECTS = [
    ("Your package has been delivered", DELIVERED),
    ("UPS Update: Package Delivered", DELIVERED),
    ("Delivered: Your package from Shop", DELIVERED),
    ("Your parcel's been delivered", DELIVERED),
    ("We've delivered your parcel", DELIVERED),
    ("Your parcel was delivered to a neighbour", DELIVERED),
    ("Your shipment is out for delivery", OUT),
    ("Your parcel is out for delivery and will be delivered today", OUT),
    ("Your package was out for delivery and has been delivered", DELIVERED),
    ("Your package is ready for pickup", PICKUP),
    ("Your parcel was delivered to the parcel shop", PICKUP),
    ("Your parcel has been delivered to a UPS Access Point", PICKUP),
    ("Sorry, we missed you", FAILED),
    ("Your parcel could not be delivered", FAILED),
    ("Your package is being returned to sender", RETURN),
    ("Your package is delayed", EXCEPTION),
    ("Your shipment is held by customs", EXCEPTION),
    ("Your package is on its way", TRANSIT),
    ("A shipping label has been created for your parcel", PRE),
    ("Your shipment information has been received", PRE),
    ("Ihr Paket wurde zugestellt", DELIVERED),
    ("Ihre Sendung wurde erfolgreich an Ihren Nachbarn zugestellt", DELIVERED),
    ("Wir haben Ihr Paket zugestellt", DELIVERED),
    ("Ihr Paket wurde an die Packstation 123 geliefert", PICKUP),
    ("Ihr Paket liegt in der Filiale zur Abholung bereit", PICKUP),
    ("Ihre Sendung ist in Zustellung", OUT),
    ("Ihr Paket konnte heute leider nicht zugestellt werden", FAILED),
    ("Wir haben Sie leider nicht angetroffen", FAILED),
    ("Ihre Sendung wurde an den Absender zurückgesandt", RETURN),
    ("Ihre Sendung verspätet sich: Die Zustellung Ihrer Sendung verzögert sich", EXCEPTION),
    ("Ihr Paket ist unterwegs", TRANSIT),
    ("Ihre Sendung wurde elektronisch angekündigt", PRE),
    ("Votre colis a été livré", DELIVERED),
    ("Votre colis est livré !", DELIVERED),
    ("Votre colis a été remis à votre voisin", DELIVERED),
    ("Votre colis a été livré en point relais", PICKUP),
    ("Votre colis est disponible en point de retrait", PICKUP),
    ("Votre colis est en cours de livraison", OUT),
    ("Votre colis n'a pas pu être livré", FAILED),
    ("Votre colis a été retourné à l’expéditeur", RETURN),
    ("Votre colis est en retard", EXCEPTION),
    ("Votre colis est en cours d'acheminement", TRANSIT),
    ("L'étiquette de votre colis a été créée : étiquette d'envoi créée", PRE),
    ("Su paquete ha sido entregado", DELIVERED),
    ("Tu pedido se ha entregado", DELIVERED),
    ("Su paquete está listo para recoger", PICKUP),
    ("Su paquete ha sido entregado en el punto de recogida", PICKUP),
    ("Su envío está en reparto", OUT),
    ("No se ha podido entregar su paquete", FAILED),
    ("Su paquete ha sido devuelto al remitente", RETURN),
    ("Su envío está retenido en aduana", EXCEPTION),
    ("Su envío está en tránsito", TRANSIT),
    ("Il tuo pacco è stato consegnato", DELIVERED),
    ("Abbiamo consegnato il tuo pacco", DELIVERED),
    ("Il tuo pacco è pronto per il ritiro", PICKUP),
    ("Il tuo pacco è in consegna oggi", OUT),
    ("Non è stato possibile consegnare il tuo pacco: tentativo di consegna fallito", FAILED),
    ("La spedizione è stata restituita al mittente", RETURN),
    ("Il tuo pacco è in ritardo", EXCEPTION),
    ("La spedizione è in transito", TRANSIT),
    ("Je pakket is bezorgd", DELIVERED),
    ("Uw zending is afgeleverd bij de buren", DELIVERED),
    ("Je pakket is afgeleverd bij een PostNL-punt", PICKUP),
    ("Je pakket ligt voor je klaar", PICKUP),
    ("De bezorger is onderweg met je pakket", OUT),
    ("We konden je pakket niet bezorgen", FAILED),
    ("Je pakket is teruggestuurd naar de afzender", RETURN),
    ("Je pakket is vertraagd", EXCEPTION),
    ("Je pakket is onderweg", TRANSIT),
    ("Je pakket is aangemeld", PRE),
]


@pytest.mark.parametrize(("subject", "wanted"), SUBJECTS)
def test_a_carriers_subject_tells(subject, wanted):
    assert status(BY_DHL, subject, f"Sendung {DHL}") is wanted


@pytest.mark.parametrize(("sentence", "wanted"), SUBJECTS)
def test_so_does_a_sentence_of_its_body(sentence, wanted):
    found = told(BY_DHL, "DHL Paket", f"Guten Tag,\n\n{sentence}.\n\nSendung {DHL}")
    assert found is not None
    assert (found.status, found.number) == (wanted, DHL)
    assert sentence in f"{found.text} {sentence}"
    assert found.text.rstrip(".!") in f"{sentence}.".replace(" !", " !")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Your “parcel” was delivered.", "Your parcel was delivered"),
        ("„Ihr Paket wurde zugestellt.“", "Ihr Paket wurde zugestellt"),
        ("Your ‘Shop’ parcel's been delivered.", "Your Shop parcel's been delivered"),
        ('"Your parcel was delivered."', "Your parcel was delivered"),
    ],
)
def test_what_is_quoted_later_holds_no_marks_of_quotation(sentence, text):
    found = told(BY_DHL, "DHL", f"{sentence}\n\nSendung {DHL}")
    assert found is not None
    assert found.text == text
    found = told(BY_DHL, sentence, f"Sendung {DHL}")
    assert found is not None
    assert found.text == text


def test_a_sentence_that_a_line_breaks_is_one():
    for words in (
        "Your package 1Z will be\ndelivered on Tuesday.",
        "Your package will be\n\ndelivered",
        "Your package will be:\n\ndelivered on 11/24/2026",
        "Ihr Paket wird heute von unserem Zusteller in der Zeit von 11 bis 14 Uhr\nzugestellt.",
        "Once all is ready and all your papers have been checked your parcel\nHas been delivered",
    ):
        assert status(BY_DHL, "DHL", f"{words}\n\nSendung {DHL}") is None
    words = "Ihr Paket wurde heute von unserem Zusteller in der Zeit um 11:14 Uhr\nzugestellt."
    assert status(BY_DHL, "DHL", f"{words}\n\nSendung {DHL}") is DELIVERED


def test_a_picture_of_all_steps_tells_nothing():
    steps = "Label created\nShipped\nOut for delivery\nDelivered\n"
    assert status(BY_UPS, "Your shipment", f"{steps}\nTracking number {UPS}") is None
    assert status(BY_UPS, "Your shipment", f"Ordered\nDelivered\nTracking number {UPS}") is None
    bar = "Ordered | Shipped | Delivered"
    assert status(BY_UPS, "Your shipment", f"{bar}\nTracking number {UPS}") is None
    told_of = f"{steps}\nTracking number {UPS}"
    assert status(BY_UPS, "Your package is out for delivery", told_of) is OUT


def test_what_contradicts_itself_tells_nothing_unless_the_subject_does():
    body = f"Your package has been delivered.\n\nYour parcel is delayed.\n\nTracking number {UPS}"
    assert status(BY_UPS, "UPS", body) is None
    assert status(BY_UPS, "Your package has been delivered", body) is DELIVERED
    assert status(BY_UPS, "Your package is delayed", body) is EXCEPTION


def test_a_subject_that_asks_or_plans_outweighs_a_body_that_says_it_was_delivered():
    body = f"Your package has been delivered.\n\nTracking number {UPS}"
    assert status(BY_UPS, "UPS", body) is DELIVERED
    for subject in ("How did we do?", "Rate your delivery", "Your package will be here today"):
        assert status(BY_UPS, subject, body) is None
    out = f"Your package is out for delivery.\n\nTracking number {UPS}"
    assert status(BY_UPS, "Package Scheduled for Delivery Today", out) is OUT


def test_a_bill_or_a_claim_is_no_notice():
    body = f"Your package has been delivered.\n\nTracking number {UPS}"
    for subject in ("Your UPS invoice", "Your claim", "Ihre Rechnung", "Votre réclamation"):
        assert status(BY_UPS, subject, body) is None


def test_a_body_that_also_denies_it_tells_nothing():
    body = f"Your package has been delivered.\n{{}}\n\nTracking number {UPS}"
    assert status(BY_UPS, "UPS", body.format("One parcel has not been delivered.")) is None
    assert status(BY_UPS, "UPS", body.format("Ihr Paket wurde nicht zugestellt.")) is None
    for asked in ("If your parcel was not delivered, call us.", "Was it not delivered?"):
        assert status(BY_UPS, "UPS", body.format(asked)) is DELIVERED


def test_a_month_called_may_is_no_doubt():
    words = f"On 5 May 2026 your package {UPS} was delivered."
    assert status(BY_UPS, "UPS", words) is DELIVERED


def test_a_body_may_say_that_what_was_delivered_waits_somewhere():
    body = f"Delivered To: UPS Access Point, Main Street\nTracking number {UPS}"
    assert status(BY_UPS, "Your package has been delivered", body) is PICKUP
    body = f"Your package was delivered to a locker.\nTracking number {UPS}"
    assert status(BY_UPS, "Your package has been delivered", body) is PICKUP


def test_words_far_below_are_not_looked_at():
    filling = "\n".join(f"Line {number} of our terms." for number in range(60))
    body = f"Tracking number {UPS}\n{filling}\nYour package has been delivered."
    assert status(BY_UPS, "UPS", body) is None


def test_a_long_subject_is_cut():
    found = told(BY_UPS, f"Your package {UPS} has been delivered {'x ' * 200}", "")
    assert found is None or len(found.text) <= 300
    found = told(BY_UPS, f"Your package {UPS} has been delivered to {'Longstreet ' * 30}", "")
    assert found is not None
    assert len(found.text) == 300


def test_a_notice_is_explained_as_a_parcel_with_one_scan():
    words = "Your package has been delivered on 11/24/2026 at 11:42 AM"
    raw = mail(BY_UPS, "UPS", f"{words}.\n\nTracking number {UPS}")
    explained = explain(Exchange("", raw=raw, suffix=".eml"), "AT")
    [shipment] = explained.shipments
    assert (shipment.carrier, shipment.number, shipment.status) == ("UPS", UPS, DELIVERED)
    at = Moment(local="2026-11-24T11:42:00")
    assert shipment.scans == (Scan(None, words, DELIVERED, at, Place()),)
    assert shipment.delivered == at
    assert [one.subject for one in explained.contacts] == ["UPS"]
    raw = mail("ana@customer.test", "UPS", f"{words}\n\nTracking number {UPS}")
    explained = explain(Exchange("", raw=raw, suffix=".eml"), "AT")
    assert (explained.shipments, len(explained.contacts)) == ((), 1)
