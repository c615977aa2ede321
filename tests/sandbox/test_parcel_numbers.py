"""Tracking numbers carry the check digits that carriers compute."""

import random
import re

import pytest

from agent_console.sandbox import parcel_numbers

SHAPES = {
    "DHL": r"00\d{18}",
    "UPS": r"1Z999AA1\d{10}",
    "Royal Mail": r"RB\d{9}GB",
    "Österreichische Post": r"CA\d{9}AT",
    "USPS": r"94001\d{17}",
    "FedEx": r"7\d{11}",
    "GLS": r"\d{12}",
}


@pytest.mark.parametrize(
    ("made", "known"),
    [
        ("00" + parcel_numbers.sscc("34043416109404255"), "00340434161094042557"),
        (parcel_numbers.ups("999AA1012345678"), "1Z999AA10123456784"),
        (parcel_numbers.s10("RB", "12345678", "GB"), "RB123456785GB"),
        (parcel_numbers.s10("RB", "47312482", "9US"[1:]), "RB473124829US"),
        (parcel_numbers.usps("940551189922319742849"), "9405511899223197428490"),
        (parcel_numbers.fedex("98657878885"), "986578788855"),
    ],
)
def test_check_digits_are_those_of_known_numbers(made, known):
    assert made == known


@pytest.mark.parametrize("carrier", SHAPES)
def test_drawn_numbers_look_like_the_carriers(carrier):
    rng = random.Random(3)
    numbers = [parcel_numbers.draw(carrier, rng) for _ in range(50)]
    assert all(re.fullmatch(SHAPES[carrier], number) for number in numbers)


def test_numbers_told_by_hand_are_valid(world):
    told = [
        parcel.number
        for order in world.ledger.orders
        for parcel in order.parcels
        if parcel.carrier == "DHL"
    ]
    assert told
    assert all("00" + parcel_numbers.sscc(number[2:-1]) == number for number in told)
