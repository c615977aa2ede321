"""Who may be the same person, or share her phone: suggestions, and never a merge."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from agent_console.domain.customer import Customer, CustomerName
from agent_console.domain.identity import IdentityKind, name_tokens
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.identities.evidence import (
    NEWEST,
    Compared,
    ReasonKind,
    compare,
    phones,
    streets,
    words_of,
)

MOST = 3
"""So many suggestions help; a number of an office has hundreds of people."""
MOST_LOOKED_AT = 8
MOST_OF_A_NUMBER = 200
"""People of one number whose names are compared, so that the one of the same name is among them."""
BOTH, PHONE, NAME = "same phone and name", "same phone", "same name and street"
NOTHING = Compared((), ())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another customer, what speaks for one person and against it, and an order that is open."""

    id: ProfileId
    name: str
    why: str
    email: str | None = None
    open_order: str | None = None
    compared: Compared = field(default=NOTHING)


def suggestions(desk: Desk, customer: Customer) -> tuple[Suggestion, ...]:
    """Return other customers who share a phone, or name and street; the likeliest first.

    Who was dismissed comes back when there is evidence that was not known then; who is of the
    household, or was kept apart, does not.
    """
    found = list(islice(_suggested(desk, customer), MOST_LOOKED_AT))
    return tuple(sorted(found, key=lambda one: -one.compared.weight())[:MOST])


def _suggested(desk: Desk, customer: Customer) -> Iterator[Suggestion]:
    apart = {customer.id, *desk.people.kept_apart(customer.profiles)}
    apart |= {one.other.id for one in customer.households}
    known_then = _dismissed(desk, customer)
    for other in dict.fromkeys(_candidates(desk, customer)):
        read = None if other in apart else desk.people.customer(other, NEWEST)
        told = None if read is None else _suggestion(customer, read)
        if told is not None and told.compared.keys() - known_then.get(other, frozenset()):
            yield told


def all_suggestions(desk: Desk, limit: int) -> Iterator[tuple[CustomerName, Suggestion]]:
    """Yield who may be one person among those who share a phone, each two once."""
    told: set[frozenset[ProfileId]] = set()
    for one in dict.fromkeys(_sharing(desk, limit)):
        read = customer(desk, one)
        for suggestion in suggestions(desk, read):
            pair = frozenset((one, suggestion.id))
            if pair not in told:
                told.add(pair)
                yield CustomerName(one, read.name), suggestion


def _sharing(desk: Desk, limit: int) -> Iterator[ProfileId]:
    for number in desk.pairs.shared(limit):
        hits = desk.lookup.exact(KeyKind.PHONE, number)
        yield from [hit.customer for hit in hits][:MOST_LOOKED_AT]


def _dismissed(desk: Desk, customer: Customer) -> dict[ProfileId, frozenset[str]]:
    """Return what was known of others when they were called somebody else."""
    known: dict[ProfileId, frozenset[str]] = {}
    for one in desk.pairs.dismissed(customer.profiles):
        known[one.other.id] = known.get(one.other.id, frozenset()) | one.said.evidence
    return known


def _candidates(desk: Desk, customer: Customer) -> Iterator[ProfileId]:
    """Yield who may be the same, the best evidence first."""
    tokens = words_of(customer.name)
    sharing = _of_the_same_phone(desk, customer)
    alike, others = _parted(desk, sharing, set(tokens) if len(tokens) > 1 else set())
    yield from alike
    yield from others[:MOST_LOOKED_AT]
    if not streets(customer):
        return
    namesakes = desk.lookup.names(tokens, MOST_LOOKED_AT) if len(tokens) > 1 else ()
    yield from (hit.customer for hit in namesakes if set(name_tokens(hit.value)) == set(tokens))


def _of_the_same_phone(desk: Desk, customer: Customer) -> list[ProfileId]:
    numbers = phones(customer)
    hits = (hit for number in numbers for hit in desk.lookup.exact(KeyKind.PHONE, number))
    return [one for one in dict.fromkeys(hit.customer for hit in hits) if one != customer.id]


def _parted(
    desk: Desk, sharing: Sequence[ProfileId], tokens: Set[str]
) -> tuple[list[ProfileId], list[ProfileId]]:
    """Part people into those of this name and the others."""
    names = desk.lookup.labels(sharing[:MOST_OF_A_NUMBER]) if sharing and tokens else ()
    alike = [one.id for one in names if set(name_tokens(one.name)) == tokens]
    return alike, [one for one in sharing if one not in alike]


def _suggestion(customer: Customer, other: Customer) -> Suggestion | None:
    """Suggest somebody who shares a phone, or name and street; a name alone is too common."""
    compared = compare(customer, other)
    kinds = compared.kinds()
    if ReasonKind.PHONE in kinds:
        why = BOTH if ReasonKind.NAME in kinds else PHONE
    elif kinds >= {ReasonKind.NAME, ReasonKind.STREET}:
        why = NAME
    else:
        return None
    emails = [
        one.identity.value for one in other.identities if one.identity.kind is IdentityKind.EMAIL
    ]
    still_open = [known.order.number for known in other.orders if known.is_open()]
    return Suggestion(
        other.id,
        other.name,
        why,
        next(iter(emails), None),
        next(iter(still_open), None),
        compared,
    )
