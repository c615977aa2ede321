"""When a notice says that something happened, and when it was written itself."""
# ruff: noqa: RUF001 - dashes as machines set them

from datetime import UTC, datetime

import pytest

from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import BY_UPS, RECEIVED, UPS, mail, read, told

SUBJECT = "Your parcel has been delivered"


def when(words: str, sent: str = "Tue, 24 Nov 2026 12:00:00 +0100") -> str | None:
    """Return the time that a sentence states, by its day and minute."""
    found = read(mail(BY_UPS, "UPS", f"{words}\n\n{UPS}", Date=sent), received=None)
    assert found is not None
    assert found.status is ParcelStatus.DELIVERED
    assert found.stated is None or found.stated.utc is None
    return found.stated and found.stated.local


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("on Tuesday, 11/24/2026 at 11:42 AM", "2026-11-24T11:42:00"),
        ("on 11/23/2026 at 12:05 AM", "2026-11-23T00:05:00"),
        ("on 11/23/2026 at 12:05 p.m. by UPS", "2026-11-23T12:05:00"),
        ("on November 23, 2026 at 2:03 pm", "2026-11-23T14:03:00"),
        ("at 2:03 pm on November 23, 2026 in AUSTIN, TX 78701", "2026-11-23T14:03:00"),
        ("on 23 November 2026 at 14:03", "2026-11-23T14:03:00"),
        ("on 23rd of Nov 2026 at 14:03", "2026-11-23T14:03:00"),
        ("on 23-Nov-2026 14:03:09", "2026-11-23T14:03:09"),
        ("am 24.11.2026 um 11:42 Uhr", "2026-11-24T11:42:00"),
        ("am 24.11.26 um 11.42 Uhr", "2026-11-24T11:42:00"),
        ("am 24. November 2026, 11:42 Uhr", "2026-11-24T11:42:00"),
        ("le 24 novembre 2026 à 11h03", "2026-11-24T11:03:00"),
        ("el 23 de noviembre de 2026 a las 14:03", "2026-11-23T14:03:00"),
        ("2026-11-24 11:42", "2026-11-24T11:42:00"),
        ("2026-11-24T11:42:07", "2026-11-24T11:42:07"),
        ("on 23/11/2026 at 14:03", "2026-11-23T14:03:00"),
        # In the mail's fortnight lies the one reading or the other.
        ("on 11/12/2026 at 14:03", "2026-11-12T14:03:00"),
        ("on 12/11/2026 at 14:03", "2026-11-12T14:03:00"),
        ("on Tuesday, 11/24/2026", None),
        ("at 11:42 AM", None),
        ("on 11/24/2026 at 11 AM", None),
        ("on 11/24/2026 between 10:00 and 12:00", None),
        ("on 11/23/2026 06:00-08:00", None),
        ("on 11/23/2026 06:00 - 08:00", None),
        ("on 11/23/2026 06:00–08:00", None),
        ("on 11/23/2026 06:00 am - 08:00 am", None),
        ("on 11/23/2026, opening hours 08:00", None),
        ("on 11/23/2026, not 11/24/2026, at 11:42", None),
        ("on 11/23/2026 at 11:42, ordered 10/01/2026", None),
        ("on 11/24/2026 at 13:42 PM", None),
        ("on 11/24/2026 at 29:42", None),
        ("on 13/13/2026 at 11:42", None),
        ("on 30 February 2026 at 11:42", None),
        ("on 3/4/2026 at 11:42", None),
        ("on 11/26/2026 at 11:42", None),
        ("on November 24 at 2:03 pm", None),
    ],
)
def test_a_time_is_stated_by_its_day_and_minute(words, wanted):
    assert when(f"Your parcel has been delivered {words}.") == wanted


ELSE = [
    "Your order placed on November 20, 2026 at 10:00 has been delivered",
    "Your parcel was delivered, order of 24.11.2026, at 09:00",
    "Your parcel has been delivered; your order was placed on 11/20/2026 at 10:00",
    "On 24.11.2026 at 11:42 your parcel left and has been delivered",
    "Your parcel is ready for pickup until November 24, 2026 at 6:00 pm",
    "Your parcel is ready for pickup on November 24, 2026 at 6:00 pm",
    "Your parcel is out for delivery, expected by 24.11.2026 um 17:30 Uhr",
    "Your parcel is out for delivery and will arrive on 2026-11-24 23:30+01:00",
    "Your parcel is out for delivery by 11/24/2026 5:30 PM",
    "Your package is delayed; new delivery 24.11.2026 18:00",
    "Your package is delayed 24.11.2026 18:00",
    "We missed you; we come again on 24.11.2026 at 18:00 delivery attempted",
    "Delivery attempted, next attempt November 24, 2026 at 8:30 am",
    "Ihr Paket ist in Zustellung bis 24.11.2026 um 17:30 Uhr",
    "Ihr Paket ist in Zustellung, voraussichtlich 24.11.2026 um 17:30 Uhr",
    "Ihre Sendung wurde zugestellt, bestellt am 20.11.2026 um 10:00 Uhr",
    "Votre colis est en cours de livraison avant le 24.11.2026 à 11h30",
    "Votre colis a été livré, commande du 20.11.2026 à 11h30",
    "Su paquete está en reparto hasta el 24.11.2026 11:30",
    "Il tuo pacco è in consegna: entro 24.11.2026 11:30",
    "Je pakket is onderweg, uiterlijk 24.11.2026 11:30",
]


@pytest.mark.parametrize("words", ELSE)
def test_a_time_of_something_else_is_not_the_events(words):
    for subject, body in (("UPS", f"{words}.\n\n{UPS}"), (words, UPS)):
        found = told(BY_UPS, subject, body)
        assert found is not None
        assert found.stated is None


@pytest.mark.parametrize(
    "words",
    [
        "Your parcel is out for delivery since 24.11.2026 11:42",
        "Delivery attempted 24.11.2026 11:42",
        "Your parcel is being returned to sender: 24.11.2026 11:42",
        "Your parcel is in transit, 24.11.2026 11:42",
        "Ihr Paket wurde am 24.11.2026 um 11:42 Uhr von UPS zugestellt",
        "Your parcel was delivered by UPS on 11/24/2026 at 11:42",
        "Delivered: 11/24/2026 11:42",
    ],
)
def test_a_time_after_the_words_that_tell_is_the_events(words):
    found = told(BY_UPS, words, UPS)
    assert found is not None
    assert found.stated == Moment(local="2026-11-24T11:42:00")


@pytest.mark.parametrize("clock", ["12:11+01:00", "11:11Z", "23:30+01:00"])
def test_an_instant_after_the_mail_is_none(clock):
    found = told(BY_UPS, "UPS", f"Your parcel {UPS} has been delivered 2026-11-24 {clock}.")
    assert found is not None
    assert found.stated is None
    found = told(BY_UPS, "UPS", f"Your parcel {UPS} has been delivered 2026-11-24 12:09+01:00.")
    assert found is not None
    assert found.stated is not None


def test_a_day_that_may_be_two_recent_ones_is_none():
    words = "Your parcel has been delivered on 10/09/2026 at 11:42."
    assert when(words, "Sat, 10 Oct 2026 12:00:00 +0000") == "2026-10-09T11:42:00"
    assert when(words, "Thu, 10 Sep 2026 12:00:00 +0000") == "2026-09-10T11:42:00"
    assert when(words.replace("10/09", "02/03"), "Wed, 4 Mar 2026 12:00:00 +0000") is not None
    assert when(words.replace("10/09", "01/02"), "Mon, 1 Jun 2026 12:00:00 +0000") is None


@pytest.mark.parametrize(
    ("clock", "wanted"),
    [("23:42", None), ("01:01", None), ("00:59", "2026-11-25T00:59:00")],
)
def test_a_time_too_far_ahead_of_the_mail_is_none(clock, wanted):
    assert when(f"Your parcel has been delivered on 2026-11-25 at {clock}.") == wanted


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2026-11-24T11:42:00+01:00", (10, 42, "2026-11-24T11:42:00", "+01:00")),
        ("2026-11-24T10:42:00Z", (10, 42, "2026-11-24T10:42:00", "+00:00")),
        ("on 2026-11-24 at 10:42 UTC", (10, 42, "2026-11-24T10:42:00", "+00:00")),
        ("am 24.11.2026 um 11:42 Uhr MEZ", (10, 42, "2026-11-24T11:42:00", "+01:00")),
        ("on 11/24/2026 at 5:42 AM GMT-5", (10, 42, "2026-11-24T05:42:00", "-05:00")),
    ],
)
def test_a_zone_makes_a_time_an_instant_where_it_is_said(words, moment):
    found = told(BY_UPS, "UPS", f"Your parcel {UPS} has been delivered {words}.")
    assert found is not None
    hour, minute, local, offset = moment
    at = datetime(2026, 11, 24, hour, minute, tzinfo=UTC)
    assert found.stated == Moment(at, local, offset)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Delivered On: Tuesday, 11/24/2026 11:42 AM", "2026-11-24T11:42:00"),
        ("Delivered On:\nTuesday, 11/24/2026 11:42 AM", "2026-11-24T11:42:00"),
        ("Delivery Date: 11/24/2026\nDelivery Time: 11:42 AM", "2026-11-24T11:42:00"),
        ("Zustelldatum: 24.11.2026\nUhrzeit\n", None),
        ("Scheduled Delivery Date: 11/24/2026\nScheduled Time: 11:42 AM", None),
        ("Delivery Date: 11/24/2026", None),
        ("Delivery Date: expected 11/24/2026 11:42 AM", None),
        ("Delivery Date: 11/24/2026\nDelivery Time: by 11:42 AM", None),
        (
            "Ship date: 11/20/2026 10:00 AM\nDelivered On: 11/24/2026 11:42 AM",
            "2026-11-24T11:42:00",
        ),
    ],
)
def test_labels_say_when_a_parcel_was_delivered(lines, wanted):
    found = told(BY_UPS, SUBJECT, f"{lines}\n{UPS}")
    assert found is not None
    assert (found.stated and found.stated.local) == wanted


def test_labels_of_a_delivery_say_nothing_of_what_is_still_under_way():
    lines = f"Delivery Date: 11/24/2026\nDelivery Time: 11:42 AM\n{UPS}"
    found = told(BY_UPS, "Your parcel is out for delivery", lines)
    assert found is not None
    assert found.stated is None


@pytest.mark.parametrize(
    ("date", "told_at"),
    [
        ("Tue, 24 Nov 2026 12:00:00 +0100", datetime(2026, 11, 24, 11, tzinfo=UTC)),
        ("Tue, 24 Nov 2099 12:00:00 +0100", RECEIVED),
        ("never", RECEIVED),
        ("", RECEIVED),
    ],
)
def test_a_notice_is_of_when_it_was_written_or_else_came(date, told_at):
    found = told(BY_UPS, SUBJECT, UPS, Date=date)
    assert found is not None
    assert found.told_at == told_at


def test_a_mail_of_no_time_tells_nothing():
    assert read(mail(BY_UPS, SUBJECT, UPS, Date="never"), received=None) is None


@pytest.mark.parametrize(
    ("date", "is_told"),
    [
        ("Sat, 21 Nov 2026 11:02:00 +0000", True),
        ("Sat, 21 Nov 2026 11:00:00 +0000", False),
        ("Thu, 1 Oct 2026 12:00:00 +0000", False),
        ("Thu, 1 Jan 1970 00:00:00 +0000", False),
    ],
)
def test_a_mail_that_came_long_after_it_was_written_is_no_news(date, is_told):
    assert (told(BY_UPS, SUBJECT, UPS, Date=date) is not None) is is_told


def test_a_mail_is_never_told_later_than_it_came():
    found = told(BY_UPS, SUBJECT, UPS, Date="Wed, 25 Nov 2026 12:00:00 +0100")
    assert found is not None
    assert found.told_at == RECEIVED


@pytest.mark.parametrize(
    ("date", "is_told"),
    [
        ("Thu, 26 Nov 2026 09:00:00 +0000", True),
        ("Thu, 26 Nov 2026 09:00:01 +0000", False),
        ("Tue, 24 Nov 2099 12:00:00 +0100", False),
        ("Thu, 1 Jan 1970 00:00:00 +0000", False),
    ],
)
def test_where_nobody_knows_when_it_came_a_mail_is_not_from_after_now(date, is_told):
    found = read(mail(BY_UPS, SUBJECT, UPS, Date=date), received=None)
    assert (found is not None) is is_told
