"""What is told of an order in several parcels, and of what of it is not sent."""

from datetime import timedelta

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import Fault, Shipment
from agent_console.queries.answers.answer import Answer, answer
from agent_console.queries.answers.certainty import Certainty
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import NOW
from tests.queries.answers.parcels import a_line, an_order, clock

TENT, LAMP, SOCKS = a_line("1", "Blue tent"), a_line("2", "Lamp"), a_line("3", "Wool socks", "1.5")
TOMORROW = Moment(local="2026-11-22")
TIMES = "\N{MULTIPLICATION SIGN}"
YESTERDAY = clock(NOW - timedelta(hours=30))


def parcel(number: str, status: str, **told: object) -> Shipment:
    return Shipment("UPS", number, status, None, **told)  # type: ignore[arg-type]


def in_german(customer: Customer) -> Answer:
    return answer(customer, asking(language="de"))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            YESTERDAY,
            YESTERDAY,
            "UPS says that both parcels were delivered, the last one yesterday.",
        ),
        (None, None, "UPS says that both parcels were delivered."),
        (YESTERDAY, None, "UPS says that both parcels were delivered."),
    ],
)
def test_the_day_of_the_last_delivery_is_said_where_all_are_dated(
    first: Moment | None, second: Moment | None, said: str
):
    parcels = (
        parcel("A1", "delivered", delivered=first),
        parcel("A2", "delivered", delivered=second),
    )
    assert told_of(an_order(*parcels, lines=(TENT, LAMP))).full == said


def test_what_was_sent_in_two_goes_under_one_number_is_one_parcel():
    both = parcel("A1", "delivered", delivered=YESTERDAY)
    told = told_of(an_order(both, both, lines=(TENT, LAMP))).full
    assert told.startswith("UPS says that your parcel with the blue tent and the Lamp was deliver")


def test_each_promise_names_its_parcel_where_there_are_several():
    parcels = [parcel(number, "in_transit", promised=TOMORROW) for number in ("A1", "A2")]
    told = an_order(*parcels, lines=(TENT, LAMP))
    assert "Your parcel with the Lamp is promised for tomorrow." in told_of(told).full
    assert "Zugesagt ist Ihr Paket mit Lamp für morgen." in in_german(told).full


def test_of_parcels_that_nobody_has_yet_none_is_called_under_way():
    states = ("exception", "cancelled", "unknown", "pre_transit")
    parcels = [parcel(f"A{n}", status) for n, status in enumerate(states)]
    customer = an_order(*parcels, lines=[a_line(str(n), f"Lamp {n}") for n in range(4)])
    assert told_of(customer).full.endswith("No delivery of 2 more parcels is told yet.")
    assert in_german(customer).full.endswith(
        "Von 2 weiteren Paketen ist noch keine Zustellung gemeldet."
    )


def test_one_of_three_that_is_lost_is_told_beside_the_one_that_came():
    parcels = (
        parcel("A1", "exception", fault=Fault.LOSS),
        parcel("A2", "delivered", delivered=YESTERDAY),
        parcel("A3", "in_transit"),
    )
    told = told_of(an_order(*parcels, lines=(TENT, LAMP, a_line("4", "Hammer"))))
    assert told.short.startswith("1 of your 3 parcels was delivered yesterday, says UPS. ")
    assert "UPS reports that your parcel with the blue tent is lost." in told.full


def test_of_a_cancelled_order_the_parcel_is_told_that_goes_on_all_the_same():
    parcels = parcel("A1", "cancelled"), parcel("A2", "in_transit", said="Left the hub")
    told = told_of(an_order(*parcels, lines=(TENT, LAMP), state="Cancelled", is_open=False))
    assert "Your parcel with the Lamp is on its way; UPS said: “Left the hub”." in told.full
    assert "blue tent" not in told.full
    assert told.certainty is Certainty.DISPUTED, "the store calls it off, the carrier brings it"


def test_parts_of_an_article_are_counted_as_the_language_does():
    customer = an_order(parcel("A1", "out_for_delivery"), lines=(TENT, SOCKS))
    assert told_of(customer).full.endswith(f"Not sent yet: 1.5 {TIMES} wool socks.")
    assert in_german(customer).full.endswith(f"Noch nicht verschickt: 1,5 {TIMES} Wool socks.")


def test_many_articles_are_in_the_right_case_in_german():
    lines = (TENT, LAMP, a_line("4", "Hammer"), a_line("5", "Seil"))
    told = in_german(an_order(parcel("A1", "out_for_delivery"), lines=lines))
    assert told.full.endswith("Noch nicht verschickt: Lamp samt 2 weiteren Artikeln.")


def test_what_was_paid_back_before_it_was_sent_is_not_waited_for():
    lines = (TENT, a_line("2", "Lamp", refunded="1"))
    assert "Not sent" not in told_of(an_order(parcel("A1", "in_transit"), lines=lines)).full
    lines = (TENT, a_line("2", "Lamp", "3", refunded="1"))
    told = told_of(an_order(parcel("A1", "in_transit"), lines=lines))
    assert told.full.endswith(f"Not sent yet: 2 {TIMES} Lamp.")


def test_a_carrier_nobody_names_is_called_so_in_the_right_case():
    for status in ("cancelled", "pre_transit"):
        customer = an_order(Shipment(None, "A1", status, None), lines=(TENT,))
        told = in_german(customer).full
        assert "er Paketdienst" in told
        assert "bei der Paketdienst" not in told
        assert "von der Paketdienst" not in told
