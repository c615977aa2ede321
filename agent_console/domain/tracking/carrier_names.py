"""Whether two names mean one carrier: sources write "FedExDefault", "FEDEX_GROUND" and "FedEx"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agent_console.domain.identity import folded

HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where "DHLExpress" and "PostNord" have their second word."""
SEPARATORS = re.compile(r"[\W_]+")
NAMES = 1_024
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier and the beginnings of its names, folded; what follows them is a service of it."""

    name: str
    spellings: tuple[str, ...]


CARRIERS = (
    Carrier("Australia Post", ("australia post", "auspost", "aust post")),
    Carrier("Austrian Post", ("austrian post", "osterreichische post", "post at", "post ag")),
    Carrier("bpost", ("bpost", "b post")),
    Carrier("Canada Post", ("canada post", "postes canada")),
    Carrier("Chronopost", ("chronopost", "chrono post")),
    Carrier("DHL", ("dhl", "dhlpaket", "deutsche post", "deutschepost")),
    Carrier("DPD", ("dpd", "dpduk", "dpdlocal", "dpdgroup", "geopost")),
    Carrier("Evri", ("evri", "hermes", "myhermes")),
    Carrier("FedEx", ("fedex", "fed ex", "federal express")),
    Carrier("GLS", ("gls", "general logistics systems")),
    Carrier("La Poste", ("la poste", "laposte", "colissimo")),
    Carrier("New Zealand Post", ("new zealand post", "nz post", "nzpost")),
    Carrier("OnTrac", ("ontrac", "on trac")),
    Carrier("Parcelforce", ("parcelforce", "parcel force")),
    Carrier("PostNL", ("postnl", "post nl")),
    Carrier("PostNord", ("postnord", "post nord")),
    Carrier("Royal Mail", ("royal mail", "royalmail")),
    Carrier("Swiss Post", ("swiss post", "die schweizerische post", "la poste suisse")),
    Carrier("TNT", ("tnt",)),
    Carrier("UPS", ("ups", "upsdap", "united parcel service")),
    Carrier("USPS", ("usps", "us postal", "u s postal", "united states postal")),
)
"""By whose whole name a shorter one of another would be taken for it, and who has several."""


def is_same_carrier(one: str | None, other: str | None) -> bool:
    """Say that two names may be of one carrier, as "DHL" and "DHL Express" are; no name may be any.

    Words are compared, never letters: "Post" is not "PostNL". One that is not in the table is the
    same where its words begin with all those of the other.
    """
    a, b = _words(one or ""), _words(other or "")
    if not a or not b:
        return True
    known = _known(one or ""), _known(other or "")
    if known != (None, None):
        return known[0] == known[1]
    return "".join(a) == "".join(b) or a[: len(b)] == b[: len(a)]


@lru_cache(NAMES)
def carrier_and_service(name: str) -> tuple[str, str]:
    """Return by which name parcels of a carrier are counted, and its service in small letters."""
    carrier = _known(name)
    if carrier is None:
        return name.strip(), ""
    written = (_words(HUMPS.sub(" ", name)), _words(name))
    services = [
        " ".join(one[len(words) :])
        for one in written
        for words, of in reversed(SPELLINGS)
        if of == carrier and one[: len(words)] == words
    ]
    return carrier, min(services, key=len, default="")


@lru_cache(NAMES)
def _known(name: str) -> str | None:
    """Return the carrier whose spelling is the longest that a name begins with."""
    written = (_words(name), _words(HUMPS.sub(" ", name)))
    fitting = [
        (len(words), carrier)
        for words, carrier in SPELLINGS
        if any(one[: len(words)] == words for one in written)
    ]
    return max(fitting)[1] if fitting else None


def _words(name: str) -> Words:
    return tuple(word for word in SEPARATORS.split(folded(name)) if word)


SPELLINGS = tuple(
    (_words(said), carrier.name) for carrier in CARRIERS for said in carrier.spellings
)
