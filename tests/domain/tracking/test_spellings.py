"""One number in all spellings of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.tracking.spellings import barcode_spellings, spellings


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1z 12345e 0205271686", "1Z12345E0205271686"),
        ("]C1" + "9400109104250532908587", "9400109104250532908587"),
        ("42012345" + "9400109104250532908587", "9400109104250532908587"),
        ("420123456789" + "9400109104250532908587", "9400109104250532908587"),
        ("0000340434161094015902", "00340434161094015902"),
        ("(00)340434161094015902", "340434161094015902"),
        ("340434161094015902", "00340434161094015902"),
    ],
)
def test_a_label_bears_more_than_the_number(written: str, number: str):
    assert number in spellings(written)


def test_the_most_literal_comes_first_and_each_once():
    told = spellings("1Z12345E0205271686")
    assert told == ("1Z12345E0205271686",)
    assert spellings("") == spellings(" -- ") == barcode_spellings("") == ()


def test_short_numbers_of_shops_are_left_as_they_are():
    assert barcode_spellings("99 88-77") == ("998877",)


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str):
    assert all(spellings(text))
    assert all(barcode_spellings(text))
