"""Who may be the same person, or share her phone: suggestions, and never a merge."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import islice

from agent_console.domain.customer import Customer, CustomerName
from agent_console.domain.identity import name_tokens
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.identities.evidence import (
    NEWEST,
    POSSIBLE,
    Compared,
    ReasonKind,
    compare,
    emails,
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
EMAIL, SHARED = "same e-mail", "shared e-mail"
FEW = 3
"""More customers of one e-mail address have it from a till or an office: it names none of them."""
NOTHING = Compared((), ())
Sharing = Mapping[str, Sequence[ProfileId]]


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
    """Return other customers who share a phone, an e-mail, or name and street; the likeliest first.

    Who was dismissed comes back when there is evidence that was not known then; who is of the
    household, or was kept apart, does not.
    """
    found = list(islice(_suggested(desk, customer), MOST_LOOKED_AT))
    return tuple(sorted(found, key=lambda one: -one.compared.weight())[:MOST])


def _suggested(desk: Desk, customer: Customer) -> Iterator[Suggestion]:
    apart = {customer.id, *desk.people.kept_apart(customer.profiles)}
    apart |= {one.other.id for one in customer.households}
    known_then = _dismissed(desk, customer)
    writing = _of_the_same_email(desk, customer)
    crowds = _crowds(writing)
    for other in dict.fromkeys(_candidates(desk, customer, writing)):
        read = None if other in apart else desk.people.customer(other, NEWEST)
        told = None if read is None else _suggestion(customer, read, crowds)
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


def _candidates(desk: Desk, customer: Customer, writing: Sharing) -> Iterator[ProfileId]:
    """Yield who may be the same, the best evidence first."""
    tokens = words_of(customer.name)
    for sharing in (_of_the_same_phone(desk, customer), *writing.values()):
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


def _of_the_same_email(desk: Desk, customer: Customer) -> Sharing:
    """Return by address who else has it: rules join these, but for a crowd and whom people part."""
    hits = {address: desk.lookup.exact(KeyKind.EMAIL, address) for address in emails(customer)}
    return {
        address: [one for one in dict.fromkeys(hit.customer for hit in told) if one != customer.id]
        for address, told in hits.items()
    }


def _crowds(writing: Sharing) -> frozenset[str]:
    return frozenset(address for address, others in writing.items() if len(others) >= FEW)


def _parted(
    desk: Desk, sharing: Sequence[ProfileId], tokens: Set[str]
) -> tuple[list[ProfileId], list[ProfileId]]:
    """Part people into those of this name and the others."""
    names = desk.lookup.labels(sharing[:MOST_OF_A_NUMBER]) if sharing and tokens else ()
    alike = [one.id for one in names if set(name_tokens(one.name)) == tokens]
    return alike, [one for one in sharing if one not in alike]


def _suggestion(customer: Customer, other: Customer, crowds: Set[str]) -> Suggestion | None:
    """Suggest somebody who shares a phone, an e-mail, or name and street; a name is too common."""
    compared = _marked(compare(customer, other), crowds)
    why = _why(compared, crowds)
    if why is None:
        return None
    still_open = [known.order.number for known in other.orders if known.is_open()]
    return Suggestion(
        other.id,
        other.name,
        why,
        next(iter(emails(other)), None),
        next(iter(still_open), None),
        compared,
    )


def _why(compared: Compared, crowds: Set[str]) -> str | None:
    """Say in a word why two may be one; an address of a crowd needs something beside it."""
    kinds = compared.kinds()
    if ReasonKind.PHONE in kinds:
        return BOTH if ReasonKind.NAME in kinds else PHONE
    shared = {one.value for one in compared.evidence if one.kind is ReasonKind.EMAIL}
    if shared - crowds:
        return EMAIL
    if kinds >= {ReasonKind.NAME, ReasonKind.STREET}:
        return NAME
    return SHARED if shared and compared.weight() >= POSSIBLE else None


def _marked(compared: Compared, crowds: Set[str]) -> Compared:
    """Say of an address of a crowd that it is one."""
    evidence = tuple(
        replace(one, words=f"{one.words}, which many people share")
        if one.kind is ReasonKind.EMAIL and one.value in crowds
        else one
        for one in compared.evidence
    )
    return replace(compared, evidence=evidence)
