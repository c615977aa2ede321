"""Whose a tracking number may be: right for what carriers print, and nobody's for what they do not.

The samples are those of jkeen/tracking_number_data, and invented ones.
"""

import json
from pathlib import Path

import pytest

from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.printed_numbers import printed
from agent_console.domain.tracking.recognition import recognised
from agent_console.domain.tracking.shapes import SHAPES, Certainty

NUMBERS = "payloads/carriers/tracking_numbers/numbers.json"
ENOUGH = 0.95
FAMILIES = {"gofo": "GOFO", "landmark": "Landmark Global", "speedee": "Spee-Dee"}
"""Our names of carriers whose family is spelled otherwise."""


def samples(shared: Path, sort: str) -> list[tuple[str, str]]:
    """Return the families of carriers and their numbers, valid or invalid."""
    known = json.loads((shared / NUMBERS).read_text())[sort]
    return [(family, number) for family, listed in known.items() for number, _ in listed]


def is_of(family: str, number: str) -> bool:
    """Say whether a number is recognised as one of a family; any post has numbers of S10."""
    name = FAMILIES.get(family, family.replace("_", " "))
    told = [one.carrier for one in recognised(number)]
    return any(family == "s10" or is_same_carrier(carrier, name) for carrier in told)


def test_valid_numbers_are_recognised_with_their_carrier(shared: Path):
    known = samples(shared, "valid")
    missed = [one for one in known if not is_of(*one)]
    assert len(missed) <= (1 - ENOUGH) * len(known), f"{len(missed)} of {len(known)}: {missed}"


def test_invalid_numbers_are_refused(shared: Path):
    known = samples(shared, "invalid")
    taken = [one for one in known if is_of(*one)]
    assert len(taken) <= (1 - ENOUGH) * len(known), f"{len(taken)} of {len(known)}: {taken}"


@pytest.mark.parametrize(
    ("text", "first", "number", "certainty"),
    [
        ("1z 12345e0205271686", "UPS", "1Z12345E0205271686", Certainty.SURE),
        ("420902459400111206206406260787", "USPS", "9400111206206406260787", Certainty.SURE),
        ("1001921334250001000300779017972697", "FedEx", "779017972697", Certainty.LIKELY),
        ("32971514560102447849175802862014", "FedEx", "784917580286", Certainty.LIKELY),
        ("9611020987654312345672", "FedEx", "987654312345672", Certainty.SURE),
        ("9622001900000000000000776632517510", "FedEx", "776632517510", Certainty.SURE),
        ("61299998820821171811", "FedEx", "61299998820821171811", Certainty.LIKELY),
        ("00340434161094015902", "DHL Paket", "00340434161094015902", Certainty.SURE),
        ("00 81827 0998 0000 0200 33 350 276 C", "DPD", "09980000020033", Certainty.SURE),
        ("RB123456785GB", "Royal Mail", "RB123456785GB", Certainty.SURE),
        ("RB123456785CF", "Post of CF", "RB123456785CF", Certainty.SURE),
        ("TBA010000000000", "Amazon", "TBA010000000000", Certainty.LIKELY),
    ],
)
def test_the_surest_carrier_comes_first_with_the_number_it_tracks(text, first, number, certainty):
    one = recognised(text)[0]
    assert (one.carrier, one.number, one.certainty) == (first, number, certainty)


def test_a_number_that_may_be_handed_over_is_of_several():
    told = recognised("9261292700768711948021")
    assert [one.carrier for one in told] == ["USPS", "FedEx", "UPS"]
    assert [one.certainty for one in told] == ["likely", "possible", "possible"]


def test_twelve_digits_are_nobody_s_for_sure():
    told = recognised("986578788855")
    assert "FedEx" in [one.carrier for one in told]
    assert {one.certainty for one in told} == {Certainty.POSSIBLE}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello",
        "1Z12345E0205271687",
        "9400111206206406260788",
        "RB123456785XX",
        "٩٤٠٠١١١٢٠٦٢٠٦٤٠٦٢٦٠٧٨٨",
        "9" * 500,
        "INVOICE2026",
        "A1 B2 " * 500,
    ],
    ids=range(10),
)
def test_what_is_no_number_is_nobody_s(text: str):
    assert recognised(text) == ()


def test_a_digit_wrong_is_never_sure():
    number = "9400111206206406260787"
    for place in range(2, len(number)):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert recognised(wrong) == (), wrong


def test_numbers_are_found_in_a_sentence():
    told = recognised("Sent by UPS 1Z12345E0205271686, then 9400 1112 0620 6406 2607 87. Thanks!")
    assert [(one.carrier, one.number) for one in told] == [
        ("UPS", "1Z12345E0205271686"),
        ("USPS", "9400111206206406260787"),
    ]


def test_groups_in_a_sentence_are_one_number_only_beyond_doubt():
    assert recognised("Call 9865 7878 8855 about it") == ()
    assert recognised("Call 986578788855 about it")


@pytest.mark.parametrize(
    "text",
    ["1Z12345E0205271686", "RB123456785GB", "00340434161094015902", "9400111206206406260787"],
)
def test_what_is_found_in_mails_is_recognised_as_the_same(text: str):
    [found] = printed(text)
    assert is_same_carrier(recognised(text)[0].carrier, found.carrier)


def test_shapes_name_what_is_checked_and_tracked_alike():
    for shape in SHAPES:
        assert set(shape.pattern.groupindex) <= {"n", "p"}, shape
        assert shape.check is not None or not shape.before, shape
