"""Reads `agentconsole:` and `tel:` addresses, which come from anywhere.

As it stands between a call and the answer on the screen, nothing large is imported here.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from agent_console.ports.desktop import MOST_VALUE, OpenCustomer, is_value

MOST_URL = 512
SCHEME, CALL, PLACE = "agentconsole", "tel", "customer"
DASH, UNSEEN = "Pd", "Cf"
PHONE = re.compile(r"\+?[\d\s()/.-]*\d[\d\s()/.-]*")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
REFERENCE = re.compile(r".*[^\W_].*")
LIKE = "agentconsole://customer?phone=… (or order=, tracking=, email=, handoff=), or tel:…"


class AddressError(ValueError):
    """It is too long, or no address of ours; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class Name:
    """By what a customer may be named, in words, and what a value of it looks like."""

    by: str
    words: str
    looks: re.Pattern[str]


NAMES: dict[str, Name] = {
    name.by: name
    for name in (
        Name("phone", "a telephone number", PHONE),
        Name("order", "an order number", REFERENCE),
        Name("tracking", "a tracking number", REFERENCE),
        Name("email", "an e-mail address", EMAIL),
        Name("handoff", "a hand-off code", REFERENCE),
    )
}


def read(url: str) -> OpenCustomer:
    """Return whom an address names.

    Raises:
        AddressError: it is too long, or no address of ours.
    """
    if len(url) > MOST_URL:
        raise AddressError(f"The address has {len(url)} characters; {MOST_URL} are allowed.")
    scheme, _, rest = url.strip().partition(":")
    if scheme.casefold() == CALL:
        return _named("phone", _called(rest))
    if scheme.casefold() != SCHEME:
        raise AddressError(f"That is no address of ours. It looks like {LIKE}.")
    place, _, query = rest.removeprefix("//").partition("?")
    if place.rstrip("/").casefold() != PLACE:
        raise AddressError(f"Only a customer can be opened: {LIKE}.")
    told = [part.partition("=") for part in query.split("&") if part]
    if len(told) != 1 or told[0][0] not in NAMES:
        raise AddressError(f"Name the customer by exactly one of {', '.join(NAMES)}: {LIKE}.")
    [(by, _, value)] = told
    return _named(by, _decoded(value))


def _called(rest: str) -> str:
    """Return the number of a `tel:` address; one within a country gets it from its context."""
    number, *parameters = (_decoded(part) for part in rest.lstrip("/").split(";"))
    told = dict(part.lower().partition("=")[::2] for part in parameters)
    context = told.get("phone-context", "")
    is_abroad = context.startswith("+") and not number.startswith(("+", "0"))
    return context + number if is_abroad else number


def _spelled(number: str) -> str:
    """Return a number in plain characters, without what is to be dialled after it.

    Pages and mails write it with other digits, other dashes and signs that cannot be seen.
    """
    plain = unicodedata.normalize("NFKC", number)
    kinds = ((c, unicodedata.category(c)) for c in plain)
    signs = ("-" if kind == DASH or c == "~" else c for c, kind in kinds if kind != UNSEEN)
    told = re.split(r"[,?]", "".join(signs))[0].strip()
    return told[:1] + told[1:].replace("+", " ")  # forms write a blank as a plus


def _decoded(value: str) -> str:
    try:
        return unquote(value, errors="strict").strip()
    except UnicodeDecodeError as error:
        raise AddressError("The address holds bytes that are no text.") from error


def _named(by: str, value: str) -> OpenCustomer:
    name = NAMES[by]
    if by == "phone":
        value = _spelled(value)
    if len(value) > MOST_VALUE:
        raise AddressError(f"{name.words} of {len(value)} characters; {MOST_VALUE} are allowed.")
    if not (is_value(value) and name.looks.fullmatch(value)):
        raise AddressError(f"{value!r} is not {name.words}.")
    return OpenCustomer(by, value)
