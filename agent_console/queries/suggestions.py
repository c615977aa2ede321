"""Who may be the same person, or share her phone: suggestions, and never a merge."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from agent_console.domain.customer import Customer
from agent_console.domain.identity import IdentityKind, folded, name_tokens
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.queries.desk import Desk

MOST = 3
"""So many suggestions help; a number of an office has hundreds of people."""
MOST_LOOKED_AT = 8
MOST_OF_A_NUMBER = 200
"""People of one number whose names are compared, so that the one of the same name is among them."""
NEWEST = 5
"""Orders of another customer that are read to compare the street and to see what is open."""
NAME_LINES = 1
"""Before the street on an address stands who lives there."""
BOTH, PHONE, NAME = "same phone and name", "same phone", "same name and street"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another customer, why they are suggested, and the open order that may be meant."""

    id: ProfileId
    name: str
    why: str
    email: str | None = None
    open_order: str | None = None


def suggestions(desk: Desk, customer: Customer) -> tuple[Suggestion, ...]:
    """Return other customers who share a phone, or name and street; of one phone and name first."""
    apart = {customer.id, *desk.people.kept_apart(customer.profiles)}
    found: dict[ProfileId, Suggestion] = {}
    for other, why in _candidates(desk, customer):
        if other in apart or other in found:
            continue
        read = desk.people.customer(other, NEWEST)
        if read is not None and (why != NAME or _share_a_street(customer, read)):
            found[other] = _suggestion(read, why)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _candidates(desk: Desk, customer: Customer) -> Iterator[tuple[ProfileId, str]]:
    """Yield who may be the same, the best evidence first."""
    tokens = name_tokens(customer.name)
    sharing = _of_the_same_phone(desk, customer)
    alike, others = _parted(desk, sharing, set(tokens) if len(tokens) > 1 else set())
    yield from ((one, BOTH) for one in alike)
    yield from ((one, PHONE) for one in others[:MOST_LOOKED_AT])
    if not _streets(customer):
        return
    namesakes = desk.lookup.names(tokens, MOST_LOOKED_AT) if len(tokens) > 1 else ()
    for hit in namesakes:
        if set(name_tokens(hit.value)) == set(tokens):
            yield hit.customer, NAME


def _of_the_same_phone(desk: Desk, customer: Customer) -> list[ProfileId]:
    numbers = (
        known.identity.value
        for known in customer.identities
        if known.identity.kind is IdentityKind.PHONE
    )
    hits = (hit for number in numbers for hit in desk.lookup.exact(KeyKind.PHONE, number))
    return [one for one in dict.fromkeys(hit.customer for hit in hits) if one != customer.id]


def _parted(
    desk: Desk, sharing: Sequence[ProfileId], tokens: Set[str]
) -> tuple[list[ProfileId], list[ProfileId]]:
    """Part people into those of this name and the others."""
    names = desk.lookup.labels(sharing[:MOST_OF_A_NUMBER]) if sharing and tokens else ()
    alike = [one.id for one in names if set(name_tokens(one.name)) == tokens]
    return alike, [one for one in sharing if one not in alike]


def _share_a_street(one: Customer, other: Customer) -> bool:
    return not _streets(one).isdisjoint(_streets(other))


def _streets(customer: Customer) -> set[str]:
    """Return where orders went, without who was to get them."""
    told = (known.order.ship_to or "" for known in customer.orders)
    lines = ([line.strip() for line in one.splitlines() if line.strip()] for one in told)
    return {folded(" ".join(one[NAME_LINES:])) for one in lines if len(one) > NAME_LINES}


def _suggestion(other: Customer, why: str) -> Suggestion:
    emails = [
        one.identity.value for one in other.identities if one.identity.kind is IdentityKind.EMAIL
    ]
    still_open = [known.order.number for known in other.orders if known.is_open()]
    return Suggestion(
        other.id, other.name, why, next(iter(emails), None), next(iter(still_open), None)
    )
