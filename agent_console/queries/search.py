"""One box for everything: keys first, then beginnings of keys, then names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from agent_console.domain import identity
from agent_console.domain.acting.handing import shown
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.recognition import recognised
from agent_console.domain.tracking.shapes import Certainty
from agent_console.domain.tracking.spellings import spellings
from agent_console.ports.reading import FoundCustomer, Hit, KeyKind
from agent_console.queries import who
from agent_console.queries.desk import Desk
from agent_console.queries.spelling import respelled

MIN_PREFIX = 3
LEAST_OF_AN_END = 4
TURNED = {
    KeyKind.ORDER_REVERSED: KeyKind.ORDER,
    KeyKind.TRACKING_REVERSED: KeyKind.TRACKING,
}
PHONE = re.compile(r"[+(]?\d[\d\s()/.-]*\d")
LEAST_OF_A_GUESS, MANY_ALIKE = 2, 400
MOST_BESIDE = 12
"""So many who are spelled nearly so stand below those whose name is what was typed."""
MOST_OF_A_NUMBER = 200
"""People of one number whose names are compared with what was typed beside it."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A customer, the key that found them, and the order it is about if it is not that key."""

    found: FoundCustomer
    kind: KeyKind
    value: str
    order: str = ""


def search(desk: Desk, text: str, limit: int = 20) -> list[SearchHit]:
    """Return the customers a text may mean, best first, each once."""
    best: dict[ProfileId, Hit] = {}
    handed = who.handed_off(desk, text)
    if handed is not None:
        one = handed.customer.id
        best[one] = Hit(one, KeyKind.HAND_OFF, shown(handed.said.code))
    for hit in _hits(desk, text.strip(), limit):
        best.setdefault(hit.customer, hit)
        if len(best) >= limit:
            break
    if len(best) <= limit // 2:
        best |= _respelled(desk, best, text.strip(), limit - len(best))
    cards = desk.lookup.cards(list(best))
    order = (handed.said.order if handed else None) or ""
    return [_shown(cards[one], hit, order) for one, hit in best.items() if one in cards]


def meaning(desk: Desk, text: str) -> str:
    """Say what a text is by which nobody was found: whose tracking number, or nothing."""
    told = recognised(text.strip())
    if not told:
        return who.misread(text)
    if trackers := _trackers(desk, text):
        verb = "tracks" if len(trackers) == 1 else "track"
        return f"{_listed(trackers, 'and')} {verb} a parcel of that number, but no order names it."
    surest = told[0].certainty
    carriers = list(dict.fromkeys(one.carrier for one in told if one.certainty is surest))
    is_sure = surest is Certainty.SURE and len(carriers) == 1
    verb = "is" if is_sure else "may be"
    return f"This {verb} a tracking number of {_listed(carriers, 'or')}; no parcel of ours has it."


def _trackers(desk: Desk, text: str) -> Sequence[str]:
    tracked = (name for one in spellings(text) for name in desk.lookup.trackers(one))
    return list(dict.fromkeys(tracked))


def _listed(names: Sequence[str], word: str) -> str:
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last


def _shown(found: FoundCustomer, hit: Hit, handed: str) -> SearchHit:
    """Show a number that was found from its end the right way round, and which order goes along."""
    if hit.kind is KeyKind.HAND_OFF:
        return SearchHit(found, hit.kind, hit.value, handed)
    if hit.kind in TURNED:
        return SearchHit(found, TURNED[hit.kind], hit.value[::-1])
    if hit.kind is not KeyKind.PHONE_REVERSED:
        return SearchHit(found, hit.kind, hit.value)
    digits = hit.value[::-1]
    whole = next((one for one in found.phones if one.removeprefix("+") == digits), digits)
    return SearchHit(found, KeyKind.PHONE, whole)


def _hits(desk: Desk, text: str, limit: int) -> Iterator[Hit]:
    if not text:
        return
    mixed = _name_and_phone(desk, text)
    for kind, value in who.keys(text, desk.region):
        if kind is KeyKind.PHONE:
            yield from mixed.of_both(desk)
        yield from who.newest_first(desk, desk.lookup.exact(kind, value))
    yield from mixed.of_both(desk)
    yield from _by_name_and_postcode(desk, text, limit)
    for kind, start in _beginnings(text, desk.region):
        yield from desk.lookup.prefix(kind, start, limit)
    if tokens := identity.name_tokens(text):
        yield from desk.lookup.names(tokens, limit)
    for kind, start in _beginnings_of_letters(text):
        yield from desk.lookup.prefix(kind, start, limit)
    yield from mixed.of_either(desk, limit)
    yield from _by_end_or_place(desk, text, limit)


def _by_name_and_postcode(desk: Desk, text: str, limit: int) -> Sequence[Hit]:
    """Find a name and where something went to it: "brandt 8010"."""
    words = text.split()
    place = identity.reference("".join(word for word in words if _has_digit(word)))
    tokens = identity.name_tokens(" ".join(word for word in words if not _has_digit(word)))
    return desk.lookup.names(tokens, limit, place) if tokens and place else ()


def _by_end_or_place(desk: Desk, text: str, limit: int) -> Iterator[Hit]:
    """Find by what an order or parcel number ends with, which people read out, or by postcode."""
    value = identity.reference(text)
    is_name = not _has_digit(value) and len(text.split()) > 1
    if len(value) < LEAST_OF_AN_END or is_name:
        return
    for kind in TURNED:
        yield from desk.lookup.prefix(kind, value[::-1], limit)
    if _has_digit(value):
        yield from islice(desk.lookup.prefix(KeyKind.POSTCODE, value, limit), limit)


@dataclass(frozen=True, slots=True)
class _NameAndPhone:
    """What may be a phone number, typed beside words that may be a name."""

    tokens: tuple[str, ...] = ()
    by_phone: tuple[Hit, ...] = ()

    def of_both(self, desk: Desk) -> Iterator[Hit]:
        """Yield who has such a number and such a name."""
        names = desk.lookup.labels([hit.customer for hit in self.by_phone])
        named = {one.id for one in names if _begins(one.name, self.tokens)}
        return (hit for hit in self.by_phone if hit.customer in named)

    def of_either(self, desk: Desk, limit: int) -> Iterator[Hit]:
        """Yield who has such a number, then who has such a name."""
        yield from self.by_phone
        if self.tokens:
            yield from desk.lookup.names(self.tokens, limit)


def _name_and_phone(desk: Desk, text: str) -> _NameAndPhone:
    number = PHONE.search(text)
    tokens = identity.name_tokens(PHONE.sub(" ", text))
    if number is None or not tokens:
        return _NameAndPhone()
    begins = list(_numbers(number[0], desk.region))
    hits = (hit for one in begins for hit in desk.lookup.prefix(*one, MOST_OF_A_NUMBER))
    return _NameAndPhone(tokens, tuple(hits)) if begins else _NameAndPhone()


def _begins(name: str, tokens: Sequence[str]) -> bool:
    words = identity.name_spellings(name)
    return all(any(word.startswith(token) for word in words) for token in tokens)


def _respelled(
    desk: Desk, found: Mapping[ProfileId, Hit], text: str, limit: int
) -> dict[ProfileId, Hit]:
    """Return whose name is spelled nearly so; only a few where somebody has what was typed."""
    tokens = identity.name_tokens(text)
    if "@" in text or any(_is_key(hit, text) for hit in found.values()):
        return {}
    is_meant = any(_has_words(hit, tokens) for hit in found.values())
    guesses = respelled(desk.lookup.vocabulary(), tokens)
    room = min(limit, MOST_BESIDE) if is_meant else limit
    hits = _of_guesses(desk, guesses, room, is_whole=is_meant)
    new = ((hit.customer, hit) for hit in hits if hit.customer not in found)
    return dict(islice(new, room))


def _of_guesses(
    desk: Desk, guesses: Sequence[tuple[str, ...]], limit: int, *, is_whole: bool
) -> Iterator[Hit]:
    """Yield who has all words of a guess as they are, then in whose name words begin so."""
    a_few = max(LEAST_OF_A_GUESS, limit // len(guesses)) if guesses else 0
    for guess in guesses:
        yield from _having(desk, guess, a_few)
    for guess in () if is_whole else guesses:
        yield from desk.lookup.names(guess, a_few)


def _having(desk: Desk, guess: tuple[str, ...], limit: int) -> Sequence[Hit]:
    """Return who has each word of a guess, and one that it says twice twice."""
    twice = len({*guess}) < len(guess)
    hits = desk.lookup.names(guess, MANY_ALIKE if twice else limit, is_whole=True)
    return [hit for hit in hits if _has_all(hit, guess)][:limit] if twice else hits


def _has_all(hit: Hit, guess: tuple[str, ...]) -> bool:
    words = Counter(re.findall(r"\w+", identity.folded(hit.value)))
    return Counter(guess) <= words


def _is_key(hit: Hit, text: str) -> bool:
    """Say that a number or code was typed, and whose it is."""
    is_whole = _has_digit(text) or identity.reference(text) == hit.value
    return hit.kind is not KeyKind.NAME and is_whole


def _has_words(hit: Hit, tokens: Sequence[str]) -> bool:
    """Say that somebody has all the words typed, and not only what they begin."""
    return hit.kind is KeyKind.NAME and {*tokens} <= {*identity.name_spellings(hit.value)}


def _beginnings(text: str, region: str) -> Iterator[tuple[KeyKind, str]]:
    if _has_digit(text):
        yield from _of_numbers(text)
    if len(text) >= MIN_PREFIX and not any(c.isspace() for c in text):
        yield KeyKind.EMAIL, text.lower()
    yield from _numbers(text, region)


def _numbers(text: str, region: str) -> Iterator[tuple[KeyKind, str]]:
    """Yield what a phone number may begin or end with."""
    digits = re.sub(r"\D", "", text)
    if len(digits) < LEAST_OF_AN_END:
        return
    if start := identity.phone_prefix(text, region):
        yield KeyKind.PHONE, start
    if digits == re.sub(r"[\s+()/.-]", "", text):
        yield KeyKind.PHONE_REVERSED, digits[::-1]


def _beginnings_of_letters(text: str) -> Iterator[tuple[KeyKind, str]]:
    """Yield what a word begins that names do not: the code of an order may begin with letters."""
    if not _has_digit(text) and not any(c.isspace() for c in text):
        yield from _of_numbers(text)


def _of_numbers(text: str) -> Iterator[tuple[KeyKind, str]]:
    reference = identity.reference(text)
    if len(reference) >= MIN_PREFIX:
        yield KeyKind.ORDER, reference
        yield KeyKind.TRACKING, reference


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)
