"""Facts stand in the words of notes and mails as the writer would write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent_console.sandbox.plans.wording import Facts

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "on Saturday 14 November, Tuesday"),
        ("de", "on Samstag, 14. November, Dienstag"),
        ("fr", "on samedi 14 novembre, mardi"),
    ],
)
def test_days_are_named_in_the_language(language, told):
    assert Facts(NOW, language).fill("on {day -5d}, {weekday +3d}") == told


def test_clocks_are_those_of_the_place():
    told = "{clock -2d 10:12}"
    assert Facts(NOW, zone=ZoneInfo("Europe/Berlin")).fill(told) == "11:12"
    assert Facts(NOW).fill(told) == "10:12"


def test_an_unknown_fact_is_an_error():
    with pytest.raises(KeyError):
        Facts(NOW).fill("{weather}")


def test_a_receipt_repeats_the_order(world):
    order = next(one for one in world.ledger.orders if one.code == "10482")
    told = Facts(NOW, order=order).fill("{receipt}").splitlines()
    assert told[:2] == ["Hello Helena,", "thank you for your order 10482."]
    assert "1 x Trail jacket M, moss  149.90 EUR" in told
    assert "Total  189.90 EUR" in told
