"""By what a person is known, and how two spellings of it become one value."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

MIN_PHONE_DIGITS = 5
SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"}
)
"""How people write letters that their keyboard does not have."""
STROKES = str.maketrans("łøđ", "lod")
"""Letters whose stroke is no accent to Unicode, and is left out by people who type."""


class IdentityKind(StrEnum):
    """What sort of name a source has for a person."""

    EMAIL = "email"
    PHONE = "phone"
    STORE_CUSTOMER = "store_customer"


@dataclass(frozen=True, slots=True)
class Identity:
    """One name of a person: as the source wrote it, and normalised for comparing."""

    kind: IdentityKind
    raw: str
    value: str


def email(raw: str) -> Identity | None:
    """Read an e-mail address; None when it is none.

    Lower case, not case-folded: straße@ and strasse@ are two mailboxes, perhaps two people's.
    """
    value = unicodedata.normalize("NFC", raw).strip().strip("<>").lower()
    local, at, domain = value.rpartition("@")
    if not (at and local and domain) or any(c.isspace() for c in value):
        return None
    return Identity(IdentityKind.EMAIL, raw, value)


def phone(raw: str, region: str) -> Identity | None:
    """Read a phone number; national spellings become E.164 of the region (`AT`).

    A number of a length no plan knows keeps its country; of other text the digits are kept, so
    that all can still be found as written.
    """
    digits = re.sub(r"\D", "", raw)
    if len(digits) < MIN_PHONE_DIGITS:
        return None
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return Identity(IdentityKind.PHONE, raw, _abroad(raw, digits) or digits)
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Identity(IdentityKind.PHONE, raw, value)


def _abroad(raw: str, digits: str) -> str | None:
    """Return a number written with its country as `+` and digits, else None."""
    if unicodedata.normalize("NFKC", raw).strip().startswith("+"):
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else None


def phone_prefix(typed: str, region: str) -> str | None:
    """Turn the beginning of a phone number, as typed, into the beginning of its E.164 form."""
    digits = re.sub(r"\D", "", typed)
    if not digits or re.search(r"[^\d\s+()/.-]", typed):
        return None
    if abroad := _abroad(typed, digits):
        return abroad
    if digits.startswith("0"):
        return f"+{phonenumbers.country_code_for_region(region)}{digits[1:]}"
    return None


def folded(text: str) -> str:
    """Fold case and accents away: "Müller-Lüdenscheidt" is found by "muller"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = unicodedata.normalize("NFKD", plain.casefold()).translate(STROKES)
    return "".join(c for c in plain if not unicodedata.combining(c))


def name_tokens(name: str) -> tuple[str, ...]:
    """Split a name into its folded words."""
    return tuple(dict.fromkeys(re.findall(r"\w+", folded(name))))


def name_spellings(name: str) -> tuple[str, ...]:
    """Return all words a name can be found by: "Müller" as "muller" and as "mueller"."""
    spelled_out = unicodedata.normalize("NFC", name.casefold()).translate(SPELLED_OUT)
    return tuple(dict.fromkeys((*name_tokens(name), *name_tokens(spelled_out))))


def reference(raw: str) -> str:
    """Normalise an order or tracking number for comparing: letters and digits only, upper case."""
    if raw.isascii() and raw.isalnum():
        return raw.upper()
    return "".join(c for c in unicodedata.normalize("NFKC", raw) if c.isalnum()).upper()
