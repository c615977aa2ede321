"""Which parcel a notice is about."""

import pytest

from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import (
    BY_DHL,
    BY_SHOP,
    BY_UPS,
    DHL,
    FEDEX,
    OTHER_UPS,
    POSTAL,
    UPS,
    USPS,
    told,
)

SUBJECT = "Your parcel has been delivered"
BY_FEDEX, BY_USPS = "TrackingUpdates@fedex.com", "auto-reply@usps.com"
BY_CANADA, BY_POST = "noreply@canadapost.ca", "noreply@post.at"


def number(sender: str, subject: str, body: str) -> tuple[str | None, str] | None:
    found = told(sender, subject, body)
    return found and (found.carrier, found.number)


@pytest.mark.parametrize(
    ("sender", "words", "wanted"),
    [
        (BY_UPS, UPS, ("UPS", UPS)),
        (BY_UPS, "1Z 999 AA1 01 2345 6784", ("UPS", "1Z 999 AA1 01 2345 6784")),
        (BY_DHL, DHL, ("DHL", DHL)),
        (BY_DHL, "00 340434 161094042557", ("DHL", "00 340434 161094042557")),
        (BY_DHL, "Sendungsnummer: JJD000390007827394023", ("DHL", "JJD000390007827394023")),
        (BY_DHL, "Waybill number 1234567892", None),
        (BY_DHL, "Waybill number: 1234567891", ("DHL", "1234567891")),
        (BY_DHL, "Waybill: 12 3456 7891", ("DHL", "12 3456 7891")),
        (BY_DHL, "Waybill\n1234567891", ("DHL", "1234567891")),
        (BY_FEDEX, f"Tracking number {FEDEX}", ("FedEx", FEDEX)),
        (BY_FEDEX, "Tracking number 123456789113", None),
        (BY_USPS, USPS, ("USPS", USPS)),
        (BY_CANADA, "Tracking number: 7023210039414604", ("Canada Post", "7023210039414604")),
        (
            BY_CANADA,
            "Item 7023210039414604 was left at the door",
            ("Canada Post", "7023210039414604"),
        ),
        (BY_DHL, POSTAL, ("DHL", POSTAL)),
        (BY_DHL, "RR 123 456 785 DE", ("DHL", "RR 123 456 785 DE")),
        (BY_POST, POSTAL, (None, POSTAL)),
        (BY_POST, "RR123456785CN", (None, "RR123456785CN")),
        (BY_UPS, f"Tracking number {USPS}", None),
        (BY_DHL, f"Tracking number {UPS}", None),
        (BY_SHOP, UPS, ("UPS", UPS)),
        (BY_SHOP, f"FedEx tracking number {FEDEX}", ("FedEx", FEDEX)),
        (BY_SHOP, f"Carrier: FedEx\nTracking number: {FEDEX}", ("FedEx", FEDEX)),
        (BY_SHOP, f"Tracking number {FEDEX}", None),
        (BY_SHOP, f"FedEx order {FEDEX}", None),
        (BY_SHOP, "Waybill number: 1234567891", None),
    ],
)
def test_a_number_is_known_by_its_shape_and_by_who_tells(sender, words, wanted):
    assert number(sender, SUBJECT, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "Order number: 1234567891",
        "Your order 1234567891",
        "Tracking of order 1234567891",
        "Bestellnummer 1234567891",
        "Kundennummer: 1234567891",
        "Customer number 1234567891",
        "Phone: 1234567891",
        "Hotline 1234567891",
        "Call us: 1234567891",
        "+1234567891",
        "Reference: 1234567891",
        "Rechnung 1234567891",
        "1234567891",
        "Numéro de commande : 1234567891",
        "Waybill 1234567891-77",
        "Waybill A/1234567891",
        "Waybill 1234567891.50",
    ],
)
def test_other_numbers_are_no_parcels(words):
    assert number(BY_DHL, SUBJECT, words) is None


def test_a_parcels_number_is_found_among_others():
    body = (
        "Order number: 1234567891\nCustomer number 9876543210\nCall 0800 123 4567\n"
        "Waybill number: 1234567891 24 November\n"
    )
    assert number(BY_DHL, SUBJECT, body) == ("DHL", "1234567891")


def test_a_mail_of_several_parcels_is_a_list():
    assert told(BY_UPS, SUBJECT, f"{UPS}\n{OTHER_UPS}") is None
    assert told(BY_UPS, f"{SUBJECT}: {UPS}, {OTHER_UPS}", "") is None
    assert number(BY_UPS, SUBJECT, f"{UPS}\n{UPS} again, or 1z999aa10123456784") == ("UPS", UPS)
    many = "\n".join(f"Waybill {1234567891 + 7 * at}" for at in range(300))
    assert told(BY_DHL, SUBJECT, many) is None
    orders = "\n".join(f"Order {1000000000 + at}" for at in range(100))
    assert told(BY_UPS, SUBJECT, f"{UPS}\n{orders[:200]}") is not None
    assert told(BY_UPS, SUBJECT, f"{UPS}\n{orders}") is None


@pytest.mark.parametrize(
    "words",
    [
        f"If you send it back use your return label, tracking number {UPS}.",
        f"Return shipment: {UPS}",
        f"Return label\nTracking number: {UPS}",
        f"Retourenschein {UPS}",
        f"Ihre Rücksendenummer: {UPS}",
        f"Étiquette retour : {UPS}",
        f"Devolución: {UPS}",
        f"Reso: {UPS}",
    ],
)
def test_the_number_of_a_way_back_is_not_the_parcels(words):
    assert number(BY_UPS, "Your order was delivered", words) is None
    both = f"Tracking number {OTHER_UPS}\nThank you for your order.\n{words}"
    assert number(BY_UPS, "Your order was delivered", both) == ("UPS", OTHER_UPS)


def test_a_parcel_that_goes_back_itself_has_its_number():
    for words in (
        f"Your package is being returned to sender. Tracking number {UPS}",
        f"Your package {UPS} is being returned to sender.",
        f"Return to sender: {UPS}. Your package is being returned to sender.",
    ):
        found = told(BY_UPS, "UPS", words)
        assert found is not None
        assert found.status is ParcelStatus.RETURN_TO_SENDER
    free = f"You may return it for free. Tracking number {UPS}"
    assert number(BY_UPS, SUBJECT, free) == ("UPS", UPS)


def test_the_subjects_number_goes_first_where_the_subject_tells():
    assert number(BY_UPS, f"{SUBJECT}: {UPS}", f"Others: {OTHER_UPS}") == ("UPS", UPS)
    body = f"Your parcel has been delivered.\n\nOthers: {OTHER_UPS}"
    assert number(BY_UPS, f"About {UPS}", body) is None
    assert number(BY_UPS, f"About {UPS}", "Your parcel has been delivered.") == ("UPS", UPS)
