"""Tracking numbers as each carrier prints them, check digits right."""

import random
from collections.abc import Callable, Mapping
from itertools import cycle

S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def draw(carrier: str, rng: random.Random) -> str:
    """Draw a number of a carrier."""
    return MAKERS[carrier](rng)


def sscc(body: str) -> str:
    """Add the check digit to the 17 digits of a shipping container code (DHL prints 00 before)."""
    return body + str(_mod10(body))


def ups(body: str) -> str:
    """Make a 1Z number of 15 characters; letters count as UPS counts them."""
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in body]
    return f"1Z{body}{-(sum(values[0::2]) + 2 * sum(values[1::2])) % 10}"


def s10(service: str, serial: str, country: str) -> str:
    """Make a postal number of the world postal union (Royal Mail, Österreichische Post)."""
    rest = 11 - sum(int(c) * w for c, w in zip(serial, S10_WEIGHTS, strict=True)) % 11
    return f"{service}{serial}{ {10: 0, 11: 5}.get(rest, rest) }{country}"


def usps(body: str) -> str:
    """Add the check digit to the 21 digits of a USPS package barcode."""
    return body + str(_mod10(body))


def fedex(body: str) -> str:
    """Add the check digit to the 11 digits of a FedEx Express number."""
    total = sum(int(c) * w for c, w in zip(reversed(body), cycle((1, 3, 7)), strict=False))
    return body + str(total % 11 % 10)


def gls(body: str) -> str:
    """Add the check digit to the 11 digits of a GLS parcel number."""
    return body + str((_mod10(body) - 1) % 10)


def _mod10(digits: str) -> int:
    weighted = (int(c) * w for c, w in zip(reversed(digits), cycle((3, 1)), strict=False))
    return -sum(weighted) % 10


def _digits(rng: random.Random, count: int) -> str:
    return f"{rng.randrange(10**count):0{count}d}"


MAKERS: Mapping[str, Callable[[random.Random], str]] = {
    "DHL": lambda rng: "00" + sscc("3404341" + _digits(rng, 10)),
    "UPS": lambda rng: ups("999AA1" + _digits(rng, 9)),
    "Royal Mail": lambda rng: s10("RB", _digits(rng, 8), "GB"),
    "Österreichische Post": lambda rng: s10("CA", _digits(rng, 8), "AT"),
    "USPS": lambda rng: usps("94001" + _digits(rng, 16)),
    "FedEx": lambda rng: fedex("7" + _digits(rng, 10)),
    "GLS": lambda rng: gls(_digits(rng, 11)),
}
