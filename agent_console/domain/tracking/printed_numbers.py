"""Tracking numbers in what people write: only those whose check digit proves them to be one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent_console.domain.identity import reference
from agent_console.domain.tracking import check_digits
from agent_console.domain.tracking.carrier_names import is_same_carrier

POSTS = {
    "AT": "Austrian Post",
    "AU": "Australia Post",
    "BE": "bpost",
    "CA": "Canada Post",
    "CH": "Swiss Post",
    "DE": "DHL",
    "DK": "PostNord",
    "FR": "La Poste",
    "GB": "Royal Mail",
    "NL": "PostNL",
    "NZ": "New Zealand Post",
    "SE": "PostNord",
    "US": "USPS",
}
"""Who carries what bears a number of the world postal union, by the country at its end."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A tracking number as it was written, and whose it is."""

    carrier: str
    number: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How numbers of a carrier look; what is not `sure` needs its carrier's name beside it."""

    pattern: re.Pattern[str]
    carrier: Callable[[str], str | None]
    is_proved: Callable[[str], bool]
    is_sure: bool = True


def printed(text: str) -> Iterator[Printed]:
    """Yield the tracking numbers in a text, each once."""
    seen: set[str] = set()
    for shape in SHAPES:
        for found in shape.pattern.finditer(text):
            number = reference(found[0])
            carrier = shape.carrier(number)
            is_named = shape.is_sure or (carrier is not None and _names(text, carrier))
            if carrier and is_named and number not in seen and shape.is_proved(number):
                seen.add(number)
                yield Printed(carrier, " ".join(found[0].split()))


def _names(text: str, carrier: str) -> bool:
    words = re.findall(r"\w+", text)
    return any(is_same_carrier(word, carrier) for word in words)


def _of(name: str) -> Callable[[str], str | None]:
    return lambda _: name


def _shaped(written: str) -> re.Pattern[str]:
    """Compile a shape; a number may be written in groups, and is never part of a longer word."""
    return re.compile(rf"(?<![\w-]){written}(?![\w-])")


SHAPES = (
    Shape(_shaped(r"1Z(?: ?[0-9A-Z]){15} ?\d"), _of("UPS"), lambda one: check_digits.ups(one[2:])),
    Shape(
        _shaped(r"[A-Z]{2}(?: ?\d){9} ?[A-Z]{2}"),
        lambda one: POSTS.get(one[-2:]),
        lambda one: check_digits.s10(one[2:-2]),
    ),
    Shape(_shaped(r"00(?: ?\d){18}"), _of("DHL"), check_digits.gs1),
    Shape(_shaped(r"9[1-5](?: ?\d){20}"), _of("USPS"), check_digits.gs1),
    Shape(_shaped(r"\d(?: ?\d){11}"), _of("FedEx"), check_digits.fedex, is_sure=False),
    Shape(_shaped(r"\d(?: ?\d){11}"), _of("GLS"), check_digits.gls, is_sure=False),
)
