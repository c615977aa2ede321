"""What is told of a parcel under way: what, where, when, what next, why, promised, how sure."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.tracking.forecast import Forecast
from agent_console.queries.answers import answer as answering
from agent_console.queries.answers.answer import Answer, answer
from agent_console.queries.answers.certainty import Certainty
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import NOW
from tests.queries.answers.parcels import NUMBER, a_customer, a_scan, clock
from tests.ui.invented import POST

EARLY = datetime(2026, 11, 21, 3, 12, tzinfo=UTC)
LEFT = a_scan(71, "Departed from Facility", "in_transit", clock(EARLY))
THURSDAY = Moment(local="2026-11-26T20:00:00")
WEDNESDAY = Moment(local="2026-11-25")


def in_german(customer: Customer, *history) -> Answer:
    return answer(customer, asking(history, language="de"))


def test_the_example_everybody_has_in_mind():
    late = {"estimated": THURSDAY, "promised": WEDNESDAY, "fault": Fault.WEATHER}
    told = told_of(a_customer("in_transit", **late), None, LEFT)

    assert told.full == (
        "Your blue tent left Memphis at 4:12 this morning.\n"
        "UPS is 1 day behind because of the weather and now expects it on Thursday by 8 pm; "
        "it was promised for Wednesday."
    )
    assert told.evidence == "(web-shop, easypost, 6 minutes ago)"
    assert (told.promise, told.estimate) == (WEDNESDAY, THURSDAY)
    assert told.certainty is Certainty.LIKELY


def test_the_same_in_german():
    late = {"estimated": THURSDAY, "promised": Moment(local="2026-11-24"), "fault": Fault.WEATHER}
    told = in_german(a_customer("in_transit", **late), LEFT)

    assert told.full == (
        "Ihr Paket mit Blue tent hat Memphis heute um 4:12 Uhr verlassen.\n"
        "UPS ist wegen des Wetters 2 Tage im Verzug und erwartet es jetzt am Donnerstag "
        "bis 20 Uhr; zugesagt war Dienstag."
    )
    assert told.evidence == "(web-shop, easypost, vor 6 Minuten)"


def test_every_clause_rests_on_events_and_parcels():
    told = told_of(a_customer("in_transit", estimated=THURSDAY), None, LEFT)

    assert [one.facts for one in told.clauses] == [
        ("e71", f"parcel:{POST}:{NUMBER}"),
        (f"parcel:{POST}:{NUMBER}",),
    ]
    assert " ".join(one.text for one in told.clauses) == " ".join(told.full.splitlines())


def test_words_that_are_not_known_for_certain_are_quoted():
    odd = a_scan(72, "Teleported to the hub.", "in_transit", clock(EARLY))
    told = told_of(a_customer("in_transit"), None, odd)

    assert told.short == (
        "Your parcel with the blue tent is on its way; UPS said at 4:12 this morning in Memphis: "
        "“Teleported to the hub”."
    )
    begun = a_scan(73, "Departed from Facility 9", "in_transit", clock(EARLY))
    assert "left" not in told_of(a_customer("in_transit"), None, begun).full


def test_a_label_is_not_called_shipped():
    told = told_of(not_sent(a_customer("pre_transit")))
    assert "is not shipped yet" in told.full
    assert "left" not in told.full


def not_sent(customer: Customer) -> Customer:
    """Return the customer whose store has not sent the parcel either."""
    known = customer.orders[0]
    prepared = replace(known.order.fulfilments[0], status=ParcelStatus.PRE_TRANSIT, shipped=None)
    order = replace(known.order, fulfilments=(prepared,))
    return replace(customer, orders=(replace(known, order=order),))


def test_what_a_carrier_delivered_is_said_as_its_word():
    came = a_scan(74, "DELIVERED: NEIGHBOUR", "delivered", clock(EARLY), "Graz")
    delivered = a_customer("delivered", delivered=clock(EARLY), signed_by="B.")
    told = told_of(delivered, None, came)

    assert told.short == (
        "UPS says that your parcel with the blue tent was delivered at 4:12 this morning "
        "in Graz to a neighbour."
    )
    assert "Signed by B." in told.full
    assert "received" not in told.full
    assert told.certainty is Certainty.CERTAIN, "store and carrier say the same"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"estimated": THURSDAY}, "UPS expects it on Thursday by 8 pm."),
        ({"estimated": Moment(local="2026-11-26T23:59:59")}, "UPS expects it on Thursday."),
        ({"estimated": Moment(local="2026-11-22")}, "UPS expects it tomorrow."),
        (
            {"estimated": Moment(local="2026-11-19")},
            "UPS had expected it on Thursday; no newer day is told.",
        ),
        ({"promised": WEDNESDAY}, "It is promised for Wednesday."),
        (
            {"promised": Moment(local="2026-11-20")},
            "It was promised for yesterday; no new day is told.",
        ),
        (
            {"estimated": WEDNESDAY, "promised": WEDNESDAY},
            "UPS expects it on Wednesday, as promised.",
        ),
        ({"estimated": Moment(local="2027-01-08")}, "UPS expects it on 8 Jan 2027."),
    ],
)
def test_what_comes_next(told: dict[str, object], said: str):
    assert told_of(a_customer("in_transit", **told), None, LEFT).full.splitlines()[1] == said


def test_nothing_is_said_of_what_nobody_told():
    told = told_of(a_customer("in_transit"), None, LEFT)
    assert told.full == "Your blue tent left Memphis at 4:12 this morning."
    assert told.estimate is None


def forecast(monkeypatch: pytest.MonkeyPatch, most: date | None, samples: int) -> None:
    """Let parcels have a forecast."""
    known = Forecast(most, most, samples, "UPS, Memphis to Graz")
    parcels = KnownOrder.parcels

    def with_forecast(order: KnownOrder) -> tuple[KnownParcel, ...]:
        return tuple(replace(one, forecast=known) for one in parcels(order))

    monkeypatch.setattr(answering.KnownOrder, "parcels", with_forecast)


def test_enough_parcels_like_it_stand_in_for_an_estimate(monkeypatch: pytest.MonkeyPatch):
    forecast(monkeypatch, date(2026, 11, 24), 412)
    told = told_of(a_customer("in_transit"), None, LEFT)
    assert "9 of 10 parcels like it (UPS, Memphis to Graz) came by Tuesday." in told.full
    assert "nine came by Tuesday" in told.spoken
    later = told_of(a_customer("in_transit", estimated=Moment(local="2026-11-23")), None, LEFT)
    assert "UPS expects it on Monday. But of parcels like it" in later.full
    agreed = told_of(a_customer("in_transit", estimated=WEDNESDAY), None, LEFT)
    assert "9 of 10" not in agreed.full


def test_few_parcels_like_it_give_no_number_of_days(monkeypatch: pytest.MonkeyPatch):
    forecast(monkeypatch, None, 12)
    told = told_of(a_customer("in_transit"), None, LEFT)
    assert "Nobody can say a day yet: only 12 parcels like it have come so far." in told.full
    assert "Nobody" not in told.short
    assert "Nobody" not in told_of(a_customer("in_transit", estimated=WEDNESDAY), None, LEFT).full


def test_what_takes_longer_than_all_like_it_is_not_said_to_be_the_first(
    monkeypatch: pytest.MonkeyPatch,
):
    forecast(monkeypatch, None, 39)
    told = told_of(a_customer("in_transit"), None, LEFT)
    assert "Nobody can say" not in told.full
    assert (
        "It already takes longer than nearly all parcels like it (UPS, Memphis to Graz) took."
        in told.full
    )
    assert (
        "schon länger als fast alle solchen Pakete."
        in answer(a_customer("in_transit"), asking([LEFT], language="de")).spoken
    )


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.CUSTOMS, "is held at customs in Memphis; UPS said today: “Exception”."),
        (Fault.DAMAGE, "UPS reports that your parcel with the blue tent is damaged"),
        (Fault.LOSS, "UPS reports that your parcel with the blue tent is lost"),
        (Fault.ADDRESS, "UPS cannot deliver your parcel with the blue tent in Memphis"),
        (Fault.WEATHER, "is held up in Memphis because of the weather; UPS said today:"),
        (None, "is held up in Memphis; UPS said today: “Exception”."),
    ],
)
def test_by_whose_fault_it_is_held_up(fault: Fault | None, said: str):
    held = a_scan(75, "Exception", "exception", clock(EARLY))
    told = told_of(a_customer("exception", fault=fault), None, held)
    assert said in told.full
    assert told.is_trouble


def test_the_clock_is_that_of_the_place():
    moment = Moment(EARLY, "2026-11-20T21:12:00", "-06:00")
    far = a_scan(76, "Departed from Facility", "in_transit", moment)
    told = told_of(a_customer("in_transit"), None, far)
    assert told.short == "Your blue tent left Memphis yesterday at 9:12 pm local time."


def test_no_zone_is_invented():
    told_utc = a_scan(77, "Departed from Facility", "in_transit", Moment(EARLY))
    told = told_of(a_customer("in_transit"), None, told_utc)
    assert told.short == "Your blue tent left Memphis today."
    untold = a_scan(78, "Departed from Facility", "in_transit", Moment())
    assert told_of(a_customer("in_transit"), None, untold).short == "Your blue tent left Memphis."


def test_a_returning_parcel_says_why_and_where_it_is():
    day = timedelta(days=1)
    why = a_scan(80, "Unclaimed/Being Returned to Sender", "return_to_sender", clock(EARLY - day))
    left = a_scan(81, "Departed USPS Regional Facility", "return_to_sender", clock(EARLY), "OMAHA")
    told = told_of(a_customer("return_to_sender"), None, left, why)
    assert told.full == (
        "Your parcel with the blue tent is on its way back to us; "
        "UPS said yesterday: “Unclaimed/Being Returned to Sender”.\n"
        "It left Omaha at 4:12 this morning."
    )
    assert told.facts == ("e80", f"parcel:{POST}:{NUMBER}", "e81")
    german = in_german(a_customer("return_to_sender"), left, why)
    assert german.full.endswith("Es hat Omaha heute um 4:12 Uhr verlassen.")


def test_what_is_old_says_of_when_it_is():
    customer = a_customer("in_transit")
    told = answer(customer, asking([LEFT], stale=[POST]))
    assert told.full == "As of 1:02 pm: Your blue tent left Memphis at 4:12 this morning."
    assert told.certainty is Certainty.STALE
    later = answer(customer, asking([LEFT], stale=[POST], now=NOW + timedelta(days=2)))
    assert later.full.startswith("As of Saturday: Your blue tent left Memphis on Saturday at 4:12")


def test_sources_that_contradict_each_other_are_both_told():
    customer = a_customer("in_transit")
    known = customer.orders[0]
    came = replace(known.order.fulfilments[0], status=ParcelStatus.DELIVERED)
    order = replace(known.order, fulfilments=(came,))
    told = told_of(replace(customer, orders=(replace(known, order=order),)), None, LEFT)
    assert "Our shop says that it was delivered, UPS does not." in told.short
    assert told.certainty is Certainty.DISPUTED


def test_a_state_nobody_knows_is_not_known():
    told = told_of(a_customer("unknown", status_text="teleported"))
    assert told.certainty is Certainty.UNKNOWN
    assert "UPS calls it “teleported”" in told.full


def test_room_is_made_by_leaving_out_what_matters_least():
    why = "The road is closed between here and there for as long as anybody in the valley can tell"
    late = {"said": why, "said_at": clock(EARLY), "status_text": "in_transit: delayed"}
    told = told_of(a_customer("in_transit", estimated=THURSDAY, **late), None, LEFT)
    assert len(told.full) <= 275
    assert "UPS expects it on Thursday by 8 pm." in told.full


def test_when_an_overdue_parcel_comes_is_not_known():
    told = told_of(a_customer("in_transit", estimated=Moment(local="2026-11-19")), None, LEFT)
    assert told.certainty is Certainty.UNKNOWN


def test_two_parcels_are_both():
    customer = a_customer("delivered", delivered=Moment(local="2026-10-29"))
    known = customer.orders[0]
    first = known.order.fulfilments[0]
    for connection, english, german in (
        (POST, "UPS says that both parcels were", "UPS meldet beide Pakete als zugestellt"),
        (None, "Our sources say that both parcels were", "Unsere Quellen melden beide Pakete"),
    ):
        number = "1Z999AA10123456784"
        other = replace(first, external_id="second", number=number, delivered=WEDNESDAY)
        order = replace(known.order, fulfilments=(first, other))
        second = replace(known.tracked[0], reference=number)
        tracked = (*known.tracked, second) if connection else known.tracked
        both = replace(customer, orders=(replace(known, order=order, tracked=tracked),))
        assert told_of(both).full.startswith(english)
        assert in_german(both).full.startswith(german)


def test_an_abbreviation_ends_a_sentence_by_itself():
    customer = a_customer("in_transit", promised=Moment(local="2026-10-29"))
    told = in_german(customer, LEFT).full
    assert "Zugesagt war es für Do, 29. Okt.; ein neuer Tag" in told
    later = in_german(a_customer("in_transit", estimated=Moment(local="2026-12-29")), LEFT).full
    assert later.endswith("UPS erwartet es am Di, 29. Dez.")
