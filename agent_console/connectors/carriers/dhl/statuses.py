"""DHL's words in ours, as meanings.toml says; what is not listed is unknown and stays verbatim."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agent_console.connectors.kit.carrier.faults import TROUBLED, by_code
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.ports.explaining import Trouble

FILE, FAULTS, NOTE = "meanings.toml", "faults.toml", "note"
EXPRESS, PAKET, SORTS, IN_DELIVERY = "express", "paket", "parcel-de", "paket-in-delivery"
REASONS = "paket-reasons"
UNDONE, ON_ITS_WAY = "STORN", "PO"

WORDS = {
    "pre-transit": ParcelStatus.PRE_TRANSIT,
    "transit": ParcelStatus.IN_TRANSIT,
    "failure": ParcelStatus.EXCEPTION,
    "delivered": ParcelStatus.DELIVERED,
}
"""The words of unified tracking for the state of a parcel."""
CLOSER = {
    ParcelStatus.PRE_TRANSIT: {ParcelStatus.CANCELLED},
    ParcelStatus.IN_TRANSIT: {
        ParcelStatus.OUT_FOR_DELIVERY,
        ParcelStatus.AVAILABLE_FOR_PICKUP,
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.RETURN_TO_SENDER,
    },
    ParcelStatus.EXCEPTION: {
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.AVAILABLE_FOR_PICKUP,
        ParcelStatus.RETURN_TO_SENDER,
        ParcelStatus.CANCELLED,
    },
    ParcelStatus.DELIVERED: {ParcelStatus.AVAILABLE_FOR_PICKUP, ParcelStatus.RETURN_TO_SENDER},
}
"""What the code of a service may say more than the word, which wins where they contradict."""

PHRASES = {
    "the shipment has been loaded onto the delivery vehicle": ParcelStatus.OUT_FOR_DELIVERY,
    "die sendung wurde in das zustellfahrzeug geladen": ParcelStatus.OUT_FOR_DELIVERY,
    "shipment is out with courier for delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "with delivering courier": ParcelStatus.OUT_FOR_DELIVERY,
    "out for delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "awaiting cnee collection": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "available for pickup": ParcelStatus.AVAILABLE_FOR_PICKUP,
}
"""Whole sentences of DHL's that say more than "transit", of services that give no codes."""

SIGN_IN, MISSING, REFUSED = "sign_in_again", "not_found", "refused"
PAKET_ERRORS = {"5": SIGN_IN, "100": MISSING}
"""The codes of DHL Paket's errors; the others are the number's own."""


@dataclass(frozen=True, slots=True)
class _Meanings:
    codes: Mapping[str, ParcelStatus]
    notes: frozenset[str]


def of_service(service: str | None, code: str | None) -> ParcelStatus:
    """Return what the code of an event means at one of DHL's services."""
    known = _meanings().get((service or "").casefold())
    return ParcelStatus.UNKNOWN if known is None else known.codes.get(_code(code), _UNKNOWN)


def unified(
    word: str | None, service: str | None, code: str | None, text: str | None = None
) -> ParcelStatus:
    """Return our word for a state of unified tracking: its own word, or closer to it by a code.

    Without a word the code says it, or the same words where they stand in its place.
    """
    by_code = of_service(service, code)
    if word is None:
        return WORDS.get((code or "").casefold(), by_code) if by_code is _UNKNOWN else by_code
    by_word = WORDS.get(word.casefold(), _UNKNOWN)
    if by_code is _UNKNOWN and by_word is ParcelStatus.IN_TRANSIT:
        return PHRASES.get((text or "").strip().rstrip(".").casefold(), by_word)
    return by_code if by_code in CLOSER.get(by_word, ()) else by_word


def is_note(service: str, code: str | None) -> bool:
    """Say whether an event tells nothing of where the parcel stands."""
    return _code(code) in _meanings()[service].notes


def paket(ice: str | None, ric: str | None, sort: str | None) -> ParcelStatus:
    """Return our word for an event of DHL Paket: by its codes; its sort alone proves no delivery.

    What was destroyed and what arrived somewhere have the sort of a delivery too.
    """
    if ice is None:
        return of_service(SORTS, sort)
    known = _meanings()[PAKET]
    pair = f"{_code(ice)}/{_code(ric)}"
    if is_paket_note(pair):
        return _UNKNOWN
    found = known.codes.get(pair, known.codes.get(_code(ice), _UNKNOWN))
    if found is ParcelStatus.IN_TRANSIT and _code(sort) == ON_ITS_WAY:
        return _meanings()[IN_DELIVERY].codes.get(_code(ice), found)
    if found is _UNKNOWN:
        by_sort = of_service(SORTS, sort)
        return _UNKNOWN if by_sort is ParcelStatus.DELIVERED else by_sort
    return found


def is_paket_note(code: str | None) -> bool:
    """Say whether an event of DHL Paket (`ICE/RIC`) tells nothing of where the parcel stands."""
    notes, said = _meanings()[PAKET].notes, _code(code)
    return said in notes or said.partition("/")[0] in notes


def fault(service: str | None, code: str | None) -> Fault | None:
    """Return by whose fault something went wrong, by the code of an event at a service."""
    return _faults().get((service or "").casefold(), {}).get(_code(code))


def paket_fault(meaning: ParcelStatus, ice: str | None, ric: str | None) -> Fault | None:
    """Return the same of an event of DHL Paket's that means one of our words for trouble."""
    if meaning not in TROUBLED:
        return None
    return fault(REASONS, ric) or fault(PAKET, ice)


def trouble(said: object, words: str, document: Document) -> Trouble:
    """Return the error of an answer: by the HTTP status it names, else by the one it came with."""
    digits = str(said) if isinstance(said, int | str) else ""
    status = int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 3 else 0  # noqa: PLR2004 - an HTTP status
    found = trouble_of(Document(None, status)) or trouble_of(document)
    kind = found.kind if found is not None else REFUSED
    return Trouble(
        kind, words or (found.message if found is not None else "an error without words")
    )


def _code(said: str | None) -> str:
    return (said or "").strip().upper()


@cache
def _meanings() -> dict[str, _Meanings]:
    return {service: _of(lists) for service, lists in _file(FILE).items()}


@cache
def _faults() -> dict[str, Mapping[str, Fault]]:
    return {
        service: by_code({Fault(fault): codes for fault, codes in lists.items()})
        for service, lists in _file(FAULTS).items()
    }


def _file(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def _of(lists: Mapping[str, str]) -> _Meanings:
    codes = {
        code: ParcelStatus(word)
        for word, listed in lists.items()
        if word != NOTE
        for code in listed.split()
    }
    return _Meanings(codes, frozenset(lists.get(NOTE, "").split()))


_UNKNOWN = ParcelStatus.UNKNOWN
