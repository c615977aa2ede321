"""Words that tell of a delivery that is none, or not yet; and words that only look like that."""

import pytest

from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import BY_DHL, BY_SHOP, DHL, told

DELIVERED = ParcelStatus.DELIVERED


def status(sender: str, subject: str, body: str, **more: str) -> ParcelStatus | None:
    found = told(sender, subject, body, **more)
    return found and found.status


NOTHING = [
    "Your package will be delivered tomorrow",
    "Your package is scheduled for delivery today",
    "Your package should have been delivered by now",
    "Your package is scheduled to be delivered",
    "Your package will have been delivered by Friday",
    "Your package is being delivered",
    "Expected: delivered by Friday",
    "Delivered by Friday",
    "Delivered in 2-3 days",
    "Delivered: tomorrow",
    "Arriving today",
    "Was your parcel delivered?",
    "Has your package been delivered?",
    "How did we do? Rate your delivery",
    "Once your parcel was delivered you can rate it",
    "If your parcel was delivered, tell us",
    "We will tell you when your package has been delivered",
    "As soon as your parcel has been delivered, we write again",
    "Your parcel has not been delivered",
    "Your parcel was not delivered",
    "You told us that your parcel was delivered damaged",
    "Because your first parcel was delivered elsewhere, we send another",
    "Your parcel was delivered to a wrong address",
    "Your parcel was marked as delivered by mistake",
    "Your parcel was partially delivered",
    "Ihr Paket wurde versehentlich falsch zugestellt",
    "Your parcel wasn't delivered",
    "Undelivered parcel",
    "Your parcel is not out for delivery",
    "Your parcel will be out for delivery tomorrow",
    "Your parcel may be delayed",
    "If your parcel could not be delivered, it waits at the shop",
    "Your parcel will be returned to sender",
    "Your parcel was delivered to our local depot",
    "Your parcel has been delivered to the carrier",
    "This e-mail was delivered to support@shop.test",
    "Your invoice was sent",
    "My parcel was delivered to the wrong house",
    "Orders delivered: 12",
    "Excellence. Simply delivered.",
    "Ihr Paket wird heute zugestellt",
    "Ihr Paket kommt heute",
    "Ihr Paket soll heute zugestellt werden",
    "Ihr Paket wurde nicht zugestellt",
    "Ihr Paket wurde noch nicht zugestellt",
    "Sobald Ihr Paket zugestellt wurde, melden wir uns",
    "Wenn Ihr Paket zugestellt wurde, bewerten Sie uns",
    "Ihr Paket wurde an das Paketzentrum geliefert",
    "Voraussichtlich wurde Ihr Paket zugestellt",
    "Wurde Ihr Paket zugestellt?",
    "Mein Paket wurde an den Nachbarn zugestellt",
    "Votre colis sera livré demain",
    "Votre colis est livré demain",
    "Votre colis n'a pas été livré",
    "Dès que votre colis a été livré, donnez votre avis",
    "Votre colis a-t-il été livré ?",
    "Votre colis a été remis au transporteur",
    "Su paquete será entregado mañana",
    "Su paquete no ha sido entregado",
    "Cuando su paquete ha sido entregado, le avisamos",
    "¿Ha sido entregado su paquete?",
    "Il tuo pacco sarà consegnato domani",
    "Il tuo pacco non è stato consegnato",
    "Quando il pacco è stato consegnato, ti avvisiamo",
    "Il pacco è stato consegnato al corriere",
    "Je pakket wordt vandaag bezorgd",
    "Je pakket is nog niet bezorgd",
    "Zodra je pakket is bezorgd, hoor je van ons",
    "Is je pakket bezorgd?",
    *("Your order was delivered to Canada Post", "Your order was delivered to the haulier"),
    *("Your order was delivered to the shipping company", "Your parcel was delivered back to us"),
    *("Ihre Sendung wurde an den Zusteller geliefert", "Ihre Sendung wurde an DPD geliefert"),
    *("Votre commande a été livrée à Chronopost", "Votre colis a été livré au livreur"),
    *("Su pedido ha sido entregado a SEUR", "Su pedido ha sido entregado al mensajero"),
    *("La spedizione è stata consegnata a GLS", "Il pacco è stato consegnato al vettore"),
    *("Je bestelling is geleverd aan PostNL", "Je pakket is afgeleverd bij PostNL"),
    *("Je pakket is afgeleverd bij de koerier", "Your package was delivered to us"),
    *("Your parcel was supposed to have been delivered", "Your parcel was nearly delivered"),
    *(
        "Uw pakket is bijna bezorgd",
        "Uw pakket is morgen bezorgd",
        "Ihr Paket ist morgen zugestellt",
    ),
    *("Su paquete casi ha sido entregado", "Il pacco è quasi stato consegnato"),
    *("Votre colis a presque été livré", "Your package is reported to have been delivered"),
    "Your previous package was delivered, rate it",
    "Your replacement is on its way, the first parcel was delivered",
    "Ihr erstes Paket wurde zugestellt",
    "Your gift card order was delivered by email",
    "Your order confirmation was delivered",
    "Your invoice for order 12345678 was delivered",
    "UPS invoice 12345678 was delivered",
    "Die Ankündigung Ihrer Sendung wurde zugestellt",
    "Ihre Bestellbestätigung wurde zugestellt",
    "Your code 12345678 has been delivered",
    "12345678 has been delivered",
    "Please confirm that your package has been delivered",
    "Can you confirm your package has been delivered",
    "Bitte bestätigen Sie: Ihr Paket wurde zugestellt",
    "Veuillez confirmer que votre colis a été livré",
    "Proof of delivery request: has been delivered",
    "Your parcel was delivered to a stranger",
    "Anna says your parcel was delivered",
    *("Your return parcel was delivered", "Ihre Retoure wurde zugestellt"),
    *("Part of your order was delivered", "Ihre Sendung wurde teilweise zugestellt"),
    *("Your order has been delivered to our fulfilment centre", "Survey: parcel delivered"),
    "Ihr Paket wurde an den Lieferdienst geliefert",
    "Your parcel was delivered but nobody got it",
]


@pytest.mark.parametrize("words", NOTHING)
def test_plans_questions_and_denials_tell_nothing(words):
    assert status(BY_DHL, words, f"Sendung {DHL}") is None
    assert status(BY_DHL, "DHL Paket", f"{words}.\n\nSendung {DHL}") is None


@pytest.mark.parametrize(
    "words",
    [
        "Delivery confirmation: your package has been delivered",
        "We confirm that your package has been delivered",
        "Please note that your package has been delivered",
        "Your first class parcel has been delivered",
        "Your parcel has been delivered by our delivery partner",
        "Ihr Paket wurde heute Morgen zugestellt",
        "Ihr Paket wurde von DHL zugestellt",
        "Su paquete ha sido entregado por DHL",
        "Votre colis a été livré par Chronopost",
        "Ihr Paket wurde ausgeliefert",
        f"{DHL} was delivered",
    ],
)
def test_words_that_only_look_like_a_doubt_are_none(words):
    assert status(BY_DHL, words, f"Sendung {DHL}") is DELIVERED
    assert status(BY_DHL, "DHL Paket", f"{words}.\n\nSendung {DHL}") is DELIVERED


def test_what_leaves_a_shop_has_not_come():
    sign = {"Auto_Submitted": "auto-generated"}
    for noun in ("Bestellung", "Ware", "Sendung"):
        words = f"Ihre {noun} wurde ausgeliefert"
        assert status(BY_SHOP, words, f"Sendung {DHL}", **sign) is None
        assert status("noreply@aftership.com", words, f"Sendung {DHL}") is None
        assert status(BY_DHL, words, f"Sendung {DHL}") is DELIVERED
    assert status(BY_SHOP, "Ihre Sendung wurde zugestellt", f"Sendung {DHL}") is DELIVERED
