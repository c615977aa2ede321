"""Who lives in the population: a person's name, address and number follow from their number."""

import random
from dataclasses import dataclass

from agent_console.domain.identity import Identity, IdentityKind
from agent_console.ports.source import PersonRecord

SEED = 7
SYLLABLES = (
    *("an", "bel", "cor", "dra", "el", "fen", "gar", "hol", "in", "jo", "kar", "lun", "mar"),
    *("nor", "ost", "per", "quin", "ros", "sal", "tor", "ul", "ven", "wil", "yor", "zan"),
)
ACCENTS = str.maketrans({"a": "á", "o": "ö", "e": "é"})
LAST_NAMES, FIRST_NAMES = 90_000, 4_000
ACCENTED_EVERY = 9


@dataclass(frozen=True, slots=True)
class Someone:
    """A customer of the population."""

    number: int
    name: str
    email: str
    phone: str


def someone(number: int) -> Someone:
    """Return the customer of a number; the same number is always the same person."""
    dice = random.Random(SEED * 1_000_003 + number)
    first, last = _word(dice, FIRST_NAMES), _word(dice, LAST_NAMES)
    name = f"{first} {last}".title()
    return Someone(
        number,
        name.translate(ACCENTS) if number % ACCENTED_EVERY == 0 else name,
        f"{first}.{last}{number}@mail.example",
        f"+43664{number:07}",
    )


def record(who: Someone) -> PersonRecord:
    """Return what the shop tells of someone."""
    names = (
        Identity(IdentityKind.EMAIL, who.email, who.email),
        Identity(IdentityKind.PHONE, who.phone, who.phone),
    )
    return PersonRecord("customer", str(who.number), who.name, names)


def _word(dice: random.Random, pool: int) -> str:
    """Draw a word of a pool, where few words are common and most are rare."""
    rank, letters = int(pool ** dice.random()) + len(SYLLABLES), []
    while rank:
        rank, at = divmod(rank, len(SYLLABLES))
        letters.append(SYLLABLES[at])
    return "".join(letters)
