"""What is told of parcels that turn round, and of those that got back."""

from datetime import timedelta

import pytest

from agent_console.queries.answers.answer import answer
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import NOW
from tests.queries.answers.parcels import a_customer, a_scan, clock

BACK_AT = clock(NOW - timedelta(hours=3))
TURNED = a_scan(2, "Return to Sender", "return_to_sender", clock(NOW - timedelta(hours=50)))


@pytest.mark.parametrize(
    ("words", "status"),
    [("Delivered", "delivered"), ("Delivered, To Original Sender", "return_to_sender")],
)
def test_what_came_back_is_not_on_its_way_any_more(words: str, status: str):
    customer = a_customer("return_to_sender", said=words, said_at=BACK_AT)
    told = told_of(customer, None, a_scan(3, words, status, BACK_AT), TURNED)
    assert told.full == (
        "UPS says that your parcel with the blue tent came back to us at 11:08 this morning; "
        "UPS said on Thursday: “Return to Sender”."
    )
    assert told.clauses[0].facts[0] == "e3"
    assert "e2" in told.facts
    german = answer(customer, asking([a_scan(3, words, status, BACK_AT), TURNED], language="de"))
    assert "kam heute um 11:08 Uhr zu uns zurück; UPS meldete am Donnerstag" in german.full


def test_what_goes_back_after_it_was_delivered_is_on_its_way():
    was_there = a_scan(1, "Delivered", "delivered", clock(NOW - timedelta(hours=60)))
    told = told_of(a_customer("return_to_sender"), None, TURNED, was_there)
    assert told.full.startswith("Your parcel with the blue tent is on its way back to us; UPS said")
