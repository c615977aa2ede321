"""A tracking number in a text is one by its check digit, or it is none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.printed_numbers import printed
from agent_console.sandbox.parcel_numbers import MAKERS, draw


@pytest.mark.parametrize("carrier", MAKERS)
def test_what_a_carrier_prints_is_found_and_one_digit_off_is_not(carrier: str):
    rng = random.Random(7)
    for _ in range(200):
        number = draw(carrier, rng)
        [found] = printed(f"Label sent: {carrier}, {number}.")
        assert (found.number, is_same_carrier(found.carrier, carrier)) == (number, True)
        at = next(n for n in reversed(range(len(number))) if number[n].isdigit())
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert not list(printed(f"Label sent: {carrier}, {wrong}."))


def test_a_number_may_be_written_in_groups():
    [found] = printed("Nummer 00 340 434190094022115, danke")
    assert found.number == "00 340 434190094022115"
    assert [one.carrier for one in printed("1Z 999 AA1 01 2345 6784")] == ["UPS"]


def test_twelve_digits_are_a_number_only_beside_the_name_of_their_carrier():
    number = draw("GLS", random.Random(1))
    assert not list(printed(f"Invoice {number}"))
    assert [one.carrier for one in printed(f"GLS {number}")] == ["GLS"]


@pytest.mark.parametrize(
    "text",
    [
        "+49 69 90009 733",
        "order 10482, 2026-11-29 14:05",
        "IBAN AT61 1904 3002 3457 3201",
        "X00340434190094022115",
        "00340434190094022115-7",
        "003404341900940221151",
    ],
)
def test_other_numbers_are_none(text: str):
    assert not list(printed(text))


@given(st.text(alphabet="0123456789ABCZ "))
def test_whatever_is_written_is_read(text: str):
    assert all(one.number in " ".join(text.split()) for one in printed(text))
