"""Names and addresses in From, To and Cc, as loosely as programs write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from agent_console.connectors.channels.email.mime.fields import Fields, decoded, letters
from agent_console.domain.contact import Party

TOKEN = re.compile(r'\\.|["()<>,;:]|[^\\"()<>,;:]+|\\', re.DOTALL)
MOST_PARTIES, MOST_BYTES, DEEPEST = 10_000, 1_500_000, 20
LONGEST_NAME, LONGEST_ADDRESS = 300, 320
REMEMBERED = 8
"""Fields; those of the mail at hand, and no more."""
COMMA, DIVIDERS, ENDS, BRACKETS = ",", frozenset(",;:"), frozenset(",;"), ("(", ")")
CLOSING = {'"': '"', "<": ">", "(": ")"}
QUOTES = " \t'\""


@dataclass(slots=True)
class Draft:
    """One party being read: letters by the place they stand in."""

    words: list[str] = field(default_factory=list)
    angle: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)

    def party(self) -> Party | None:
        """Return whom the letters name, or None for nobody."""
        name, address = self._name_and_address()
        name = decoded(name).strip(QUOTES) or decoded("".join(self.comment)).strip(QUOTES)
        address = "".join(decoded(address).split()).strip("<>'\"")[:LONGEST_ADDRESS]
        return Party(name[:LONGEST_NAME] or None, address or None) if name or address else None

    def may_go_on(self) -> bool:
        """Say whether a comma after it may be within a name, as in `Lee, Ann <ann@example.org>`."""
        said = "".join(self.words)
        return bool(said.strip()) and "@" not in said and not (self.angle or self.comment)

    def has_name(self) -> bool:
        """Say whether an address stands behind words that name whose it is."""
        name, address = self._name_and_address()
        return "@" in address and bool(self.angle or name.strip())

    def _name_and_address(self) -> tuple[str, str]:
        words, angle = "".join(self.words).strip(), "".join(self.angle).strip()
        if angle:
            return words, angle
        bare = next((word for word in words.split() if "@" in word), None)
        return ("", words) if bare is None else (words.replace(bare, ""), bare)


def parties(fields: Fields, *names: str) -> tuple[Party, ...]:
    """Return all whom the fields of these names hold, in order, each once."""
    raws = (raw[:MOST_BYTES] for name in names for raw in fields.all_raw(name))
    found = dict.fromkeys(party for raw in raws for party in _parties_in(raw))
    return tuple(islice(found, MOST_PARTIES))


@lru_cache(REMEMBERED)
def _parties_in(raw: bytes) -> tuple[Party, ...]:
    """Read a field once for all who ask for it: each rule about a mail looks at its senders."""
    found: dict[Party, None] = {}
    for party in read(letters(raw)):
        found.setdefault(party)
        if len(found) >= MOST_PARTIES:
            break
    return tuple(found)


def read(value: str) -> Iterator[Party]:
    """Yield the parties of an address list; groups are opened, comments are names."""
    # Some programs encode the name and the address together as one word.
    if "@" not in value and "=?" in value:
        value = decoded(value)
    draft, place = Draft(), ""
    waiting: list[Draft] = []
    for piece in TOKEN.findall(value):
        if place or piece not in DIVIDERS:
            place = _take(draft, place, piece)
            continue
        if piece == COMMA and draft.may_go_on():
            waiting.append(draft)
        else:
            yield from _ended(waiting, draft) if piece in ENDS else ()
            waiting = []
        draft = Draft()
    yield from _ended(waiting, draft)


def _ended(waiting: list[Draft], last: Draft) -> Iterator[Party]:
    """Yield the parties at an end: what stands before commas is the name of the address behind."""
    if waiting and last.has_name():
        words = ["".join(one.words).strip() for one in (*waiting, last)]
        last.words, waiting = [", ".join(filter(None, words))], []
    yield from filter(None, (one.party() for one in (*waiting, last)))


def _take(draft: Draft, place: str, piece: str) -> str:
    """Put a piece where it belongs and return the new place: `"`, `<`, one `(` a level, or none."""
    if place.startswith("(") and piece in BRACKETS:
        return (place + piece)[:DEEPEST] if piece == BRACKETS[0] else place[1:]
    if piece == CLOSING.get(place):
        return ""
    if not place and piece in CLOSING:
        return piece
    room = {'"': draft.words, "<": draft.angle, "": draft.words}.get(place, draft.comment)
    room.append(piece.removeprefix("\\"))
    return place
