"""Whose mails may tell of parcels, and which only look as if they were theirs."""

import pytest

from agent_console.connectors.channels.email.notices.tellers import Teller, Trade, teller
from agent_console.domain.acting.intent import new_key
from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import (
    BY_SHOP,
    BY_UPS,
    DHL,
    OWN,
    UPS,
    mail,
    read,
    told,
)

SUBJECT = "Your parcel has been delivered"
BODY = f"Tracking number {UPS}"


@pytest.mark.parametrize(
    ("address", "carrier"),
    [
        ("mcinfo@ups.com", "UPS"),
        ("PkgInfo@UPS.com", "UPS"),
        ("x@mail.notify.ups.com", "UPS"),
        ("noreply@dhl.de", "DHL"),
        ("x@deutschepost.de", "DHL"),
        ("x@informeddelivery.usps.com", "USPS"),
        ("x@usps.gov", "USPS"),
        ("TrackingUpdates@fedex.com", "FedEx"),
        ("x@notifications.canadapost-postescanada.ca", "Canada Post"),
        ("x@post.at", "Austrian Post"),
        ("x@post.ch", "Swiss Post"),
        ("x@colissimo.fr", "La Poste"),
        ("x@edm.postnl.nl", "PostNL"),
        ("x@evri.com", "Evri"),
    ],
)
def test_carriers_are_known_by_their_domains(address, carrier):
    found = teller(address, frozenset())
    assert found is not None
    assert (found.trade, found.carrier) == (Trade.CARRIER, carrier)


@pytest.mark.parametrize(
    "address",
    [
        "x@dhl.de.evil.example",
        "x@ups.com.evil",
        "x@evilups.com",
        "x@ups-com.example",
        "ups.com",
        "ups.com@evil.example",
        "x@ups.com@evil.example",
        "x@com",
        "x@laposte.net",
        "x@gmail.com",
        "x@xn--ups-com.example",
        "x@uрs.com",  # noqa: RUF001 - one letter is Cyrillic
        "x@" + "a." * 200 + "ups.com",
        "",
        None,
    ],
)
def test_nobody_else_is_a_carrier(address):
    assert teller(address, OWN) is None


def test_the_shop_is_known_by_its_own_domain_but_not_among_everybodys():
    assert teller("noreply@mail.shop.test", OWN) == Teller(Trade.SHOP, "mail.shop.test")
    assert teller("noreply@othershop.test", OWN) is None
    for domain in ("gmail.com", "gmx.de", "outlook.com", "yahoo.co.uk", "t-online.de", "web.de"):
        assert teller(f"noreply@{domain}", frozenset({f"myshop@{domain}"})) is None


def test_the_same_words_tell_by_whom_they_are():
    for sender in (BY_UPS, "noreply@aftership.com", "store+12@t.shopifyemail.com", BY_SHOP):
        found = told(sender, SUBJECT, BODY)
        assert found is not None, sender
        assert (found.carrier, found.number) == ("UPS", UPS)
    for sender in ("noreply@else.test", "ana@gmail.com", "noreply@ups.com.evil"):
        assert told(sender, SUBJECT, BODY) is None


def test_only_a_carrier_says_that_a_parcel_is_on_its_way():
    subject = "Your shipment is on its way"
    found = told(BY_UPS, subject, BODY)
    assert found is not None
    assert found.status is ParcelStatus.IN_TRANSIT
    for sender in (BY_SHOP, "noreply@aftership.com", "store+12@t.shopifyemail.com"):
        assert told(sender, subject, BODY) is None
        assert told(sender, "Your order has shipped", BODY) is None
    out = told(BY_SHOP, "Your order is out for delivery", BODY)
    assert out is not None
    assert out.status is ParcelStatus.OUT_FOR_DELIVERY


@pytest.mark.parametrize(
    "more",
    [
        {"Subject": f"Fwd: {SUBJECT}"},
        {"Subject": f"WG: {SUBJECT}"},
        {"Subject": f"Re: {SUBJECT}"},
        {"Subject": f"[EXTERNAL] Fwd: {SUBJECT}"},
        {"Subject": f"[a] [b] AW: {SUBJECT}"},
        {"In_Reply_To": "<1@shop.test>"},
        {"References": "<1@shop.test>"},
    ],
)
@pytest.mark.parametrize("sender", [BY_UPS, BY_SHOP])
def test_answers_and_forwards_tell_nothing(sender, more):
    assert told(sender, more.get("Subject", SUBJECT), BODY) is None or "Subject" not in more
    assert read(mail(sender, SUBJECT, BODY, **more)) is None


@pytest.mark.parametrize(
    ("sender", "more"),
    [
        ("john.doe@ups.com", {}),
        ("jdoe@ups.com", {"X_Mailer": "Microsoft Outlook 16.0"}),
        ("jdoe@ups.com", {"User_Agent": "Mozilla Thunderbird"}),
        ("jdoe@ups.com", {"Thread_Index": "AQHb"}),
        ("jdoe@aftership.com", {}),
        ("ana@shop.test", {}),
        ("ana@shop.test", {"X_Mailer": "Apple Mail (2.3826)"}),
        ("support@shop.test", {}),
    ],
)
def test_people_tell_nothing(sender, more):
    assert told(sender, SUBJECT, BODY, **more) is None


@pytest.mark.parametrize(
    "more",
    [
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"X_Mailer": "PHPMailer 6.9 (WooCommerce)"},
        {"Feedback_ID": "1.eu-west-1.x:AmazonSES"},
    ],
)
def test_a_machine_of_the_shop_is_known_by_its_signs(more):
    assert told("orders@shop.test", SUBJECT, BODY) is None
    assert told("orders@shop.test", SUBJECT, BODY, **more) is not None


def test_a_carriers_quoted_words_are_not_its_own():
    body = f"We will look into it.\n\n> Your parcel has been delivered.\n> Tracking number {UPS}"
    assert told(BY_UPS, "Your case", body) is None
    between = f"> Hello UPS\n\nHello Ana\n\n> Your parcel {UPS} has been delivered.\n\nWe look."
    assert told(BY_UPS, "Your case", between) is None


@pytest.mark.parametrize(
    ("sender", "message_id", "more"),
    [
        ("support@shop.test", "<{key}@shop.test>", {"Auto_Submitted": "auto-generated"}),
        ("support@shop.test", "<{key}@shop.test>", {"Precedence": "bulk"}),
        ("support@shop.test", "<1@eu-west-1.amazonses.com>", {"Auto_Submitted": "auto-generated"}),
        (
            "support@shop.test",
            "<1@eu-west-1.amazonses.com>",
            {"Auto_Submitted": "auto-generated", "Feedback_ID": "x:AmazonSES"},
        ),
        ("noreply@shop.test", "<{key}@shop.test>", {}),
        ("help@eu.shop.test", "<{key}@eu.shop.test>", {"Auto_Submitted": "auto-generated"}),
    ],
)
def test_what_we_wrote_ourselves_is_no_evidence(sender, message_id, more):
    named = message_id.format(key=new_key())
    assert told(sender, SUBJECT, BODY, Message_ID=named, **more) is None


def test_the_shops_program_may_write_by_an_own_address():
    assert told("support@shop.test", SUBJECT, BODY, Precedence="bulk") is not None


@pytest.mark.parametrize(
    ("sender", "subject", "body", "more"),
    [
        (BY_SHOP, "Message", f"My parcel {UPS} has been delivered to a stranger.", {}),
        (BY_SHOP, "Contact form: new message", f"Your parcel {UPS} has been delivered.", {}),
        (BY_SHOP, SUBJECT, BODY, {"Reply_To": "Ana <ana@customer.test>"}),
        ("wordpress@shop.test", SUBJECT, BODY, {"Reply_To": "ana@ups.com", "Precedence": "bulk"}),
    ],
)
def test_what_people_write_into_forms_of_the_shop_is_theirs(sender, subject, body, more):
    assert told(sender, subject, body, **more) is None


def test_bounces_tell_nothing():
    bounced = {"Return_Path": "<>", "X_Failed_Recipients": "ana@customer.test"}
    assert told(BY_UPS, SUBJECT, BODY, **bounced) is None
    assert told("mailer-daemon@shop.test", "Undelivered Mail Returned to Sender", BODY) is None


def test_a_mail_of_two_senders_tells_nothing():
    both = "Parcels <mcinfo@ups.com>, Eve <eve@evil.example>"
    assert read(mail(BY_UPS, SUBJECT, BODY, From=both)) is None
    posing = '"mcinfo@ups.com" <eve@evil.example>'
    assert read(mail(BY_UPS, SUBJECT, BODY, From=posing)) is None
    unnamed = {"From": "Parcels", "Sender": "mcinfo@ups.com"}
    assert read(mail(BY_UPS, SUBJECT, BODY, **unnamed)) is None


def test_without_own_addresses_no_shop_tells():
    raw = mail(BY_SHOP, SUBJECT, BODY)
    assert read(raw) is not None
    assert read(raw, frozenset()) is None
    assert read(mail(BY_UPS, SUBJECT, f"Tracking number {UPS}"), frozenset()) is not None
    assert DHL not in BODY
