"""The people, products and parcels that a seeded store knows."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Someone who buys."""

    first: str
    last: str
    email: str
    phone: str
    country: str


@dataclass(frozen=True)
class Product:
    """Something to buy, with the price of the default story in minor units."""

    name: str
    price: int
    how_to: str | None = None


@dataclass(frozen=True)
class Story:
    """Everything that may differ between two data sets."""

    anna: Person
    ben: Person
    chloe: Person
    guest: Person
    guest_other_phone: str
    prices: dict[str, int]
    cable_count: int
    refund: int
    tracking: dict[str, str]
    store: str


PRODUCTS = {
    "SHOE-42": Product("Trail Runner Shoe", 8999, "https://help.example.test/shoe-care"),
    "ESP-01": Product("Espresso Machine", 24950, "https://help.example.test/descale"),
    "WOOL-M": Product("Wool Sweater", 7995),
    "USBC-2M": Product("USB-C Cable 2m", 1295),
    "LAMP-01": Product("Desk Lamp", 4999),
    "HOSE-15": Product("Garden Hose 15m", 3450),
}

DEFAULT = Story(
    anna=Person("Anna", "Gruber", "anna.gruber@example.test", "+436641234567", "AT"),
    ben=Person("Ben", "Okafor", "ben.okafor@example.test", "+447700900123", "GB"),
    chloe=Person("Chloé", "Müller-Lüdenscheidt", "chloe.m@example.test", "+491701234567", "DE"),
    guest=Person("Gast", "Kunde", "guest.person@example.test", "+43 664 7654321", "AT"),
    guest_other_phone="0664 765 43 21",
    prices={sku: product.price for sku, product in PRODUCTS.items()},
    cable_count=3,
    refund=4999,
    tracking={
        "DHL": "00340434161094042557",
        "UPS": "1Z999AA10123456784",
        "Royal Mail": "RB123456785GB",
    },
    store="store-042",
)

FIRSTS = ("Mira", "Jonas", "Aiko", "Tomás", "Zoë", "Kofi", "Priya", "Łucja", "Sam", "Noor")
LASTS = ("Brandt", "O'Neill", "Tanaka", "García López", "Nowak", "Mensah", "Raman", "Ek", "Şahin")


def varied(seed: int) -> Story:
    """Return another story; the same seed gives the same one."""
    rng = random.Random(seed)
    firsts, lasts = rng.sample(FIRSTS, 4), rng.sample(LASTS, 4)

    def digits(count: int) -> str:
        return "".join(rng.choices("0123456789", k=count))

    def person(index: int, prefix: str, country: str) -> Person:
        email = f"person{index}.{digits(5)}@example.test"
        return Person(firsts[index], lasts[index], email, prefix + digits(7), country)

    guest = person(3, "+43664", "AT")
    prices = {sku: rng.randrange(500, 30000) for sku in PRODUCTS}
    return Story(
        anna=person(0, "+43664", "AT"),
        ben=person(1, "+447700", "GB"),
        chloe=person(2, "+49170", "DE"),
        guest=guest,
        guest_other_phone="0" + guest.phone.removeprefix("+43"),
        prices=prices,
        cable_count=rng.randrange(3, 7),
        refund=rng.randrange(100, prices["LAMP-01"]),
        tracking={"DHL": sscc(digits(17)), "UPS": ups(digits(15)), "Royal Mail": s10(digits(8))},
        store=f"store-{digits(3)}",
    )


def mod10(digits: list[int], first_weight: int) -> int:
    """Return the check digit for weights alternating between first_weight and 4 - first_weight."""
    weights = (first_weight, 4 - first_weight)
    return -sum(digit * weights[i % 2] for i, digit in enumerate(digits)) % 10


def sscc(serial: str) -> str:
    """Return a 20-digit parcel number (00 + SSCC with its check digit)."""
    body = "003404341" + serial[:10]
    return body + str(mod10([int(c) for c in body[2:]], 3))


def ups(serial: str) -> str:
    """Return a UPS 1Z number with its check digit."""
    body = "999AA1" + serial[:9]
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in body]
    odd, even = sum(values[0::2]), sum(values[1::2])
    return f"1Z{body}{-(odd + 2 * even) % 10}"


def s10(serial: str) -> str:
    """Return a postal S10 number with its check digit."""
    total = sum(int(c) * w for c, w in zip(serial, (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    check = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return f"RB{serial}{check}GB"
