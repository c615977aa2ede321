"""Money in minor units: worded with its digits, never summed over currencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.money import Money, told_in, total


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (15961, "USD", "159.61 USD"),
        (5, "EUR", "0.05 EUR"),
        (0, "EUR", "0.00 EUR"),
        (-5, "EUR", "-0.05 EUR"),
        (-12345, "EUR", "-123.45 EUR"),
        (1500, "JPY", "1500 JPY"),
        (1500, "XOF", "1500 XOF"),
        (1500, "UGX", "1500 UGX"),
        (1500, "PYG", "1500 PYG"),
        (1500, "KWD", "1.500 KWD"),
        (1500, "TND", "1.500 TND"),
        (1500, "JOD", "1.500 JOD"),
        (1500, "HUF", "15.00 HUF"),
        (1500, "XYZ", "15.00 XYZ"),
    ],
)
def test_money_is_worded_with_its_own_digits(minor, currency, words):
    assert str(Money(minor, currency)) == words


@given(st.lists(st.integers(-(10**18), 10**18)))
def test_a_sum_is_exact(minors):
    assert total([Money(one, "EUR") for one in minors], "EUR") == Money(sum(minors), "EUR")


def test_two_currencies_are_never_added():
    with pytest.raises(ValueError, match="USD to EUR"):
        total([Money(1, "EUR"), Money(1, "USD")], "EUR")


def test_what_went_back_is_told_in_the_order_s_currency_or_in_the_one_it_went():
    euros, dollars = [Money(500, "EUR"), Money(200, "EUR")], Money(800, "USD")
    assert told_in([*euros, dollars], "EUR") == Money(700, "EUR")
    assert told_in([dollars], "EUR") == Money(800, "USD")
    assert told_in([], "EUR") == Money(0, "EUR")
