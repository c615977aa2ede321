"""What speaks for two customers being one person, and what against it: both are always told."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.customer import Customer
from agent_console.domain.identity import IdentityKind, folded, name_tokens

NEWEST = 5
"""Orders by whose address two customers are compared."""
NAME_LINES = 1
"""Before the street on an address stands who lives there."""


class ReasonKind(StrEnum):
    """By what two customers are alike, or differ."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    STREET = "street"
    SURNAME = "surname"
    OTHER_SURNAME = "other_surname"
    OTHER_FIRST_NAME = "other_first_name"
    OTHER_STREET = "other_street"
    OTHER_PHONE = "other_phone"


class Likelihood(StrEnum):
    """How likely two customers are one person."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


WEIGHTS: dict[ReasonKind, int] = {
    ReasonKind.PHONE: 2,
    ReasonKind.EMAIL: 2,
    ReasonKind.NAME: 2,
    ReasonKind.STREET: 2,
    ReasonKind.SURNAME: 1,
    ReasonKind.OTHER_SURNAME: -2,
    ReasonKind.OTHER_FIRST_NAME: -1,
    ReasonKind.OTHER_STREET: -1,
    ReasonKind.OTHER_PHONE: -1,
}
LIKELY, POSSIBLE = 4, 1
"""From so much weight on."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing two customers share, or in which they differ, in words; `value` is what it is."""

    kind: ReasonKind
    words: str
    value: str = ""

    def key(self) -> str:
        """Name it, so that it is known again."""
        return f"{self.kind.value}:{self.value}"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two customers side by side."""

    evidence: tuple[Reason, ...]
    against: tuple[Reason, ...]

    def weight(self) -> int:
        """Weigh what speaks for one person against what speaks for two."""
        return sum(WEIGHTS[one.kind] for one in (*self.evidence, *self.against))

    def likelihood(self) -> Likelihood:
        """Say how likely they are one."""
        weight = self.weight()
        if weight >= LIKELY:
            return Likelihood.LIKELY
        return Likelihood.POSSIBLE if weight >= POSSIBLE else Likelihood.UNLIKELY

    def kinds(self) -> frozenset[ReasonKind]:
        """Return by what they are alike."""
        return frozenset(one.kind for one in self.evidence)

    def keys(self) -> frozenset[str]:
        """Name what speaks for one person, to know later what is new."""
        return frozenset(one.key() for one in self.evidence)


def compare(one: Customer, other: Customer) -> Compared:
    """Put two customers side by side."""
    found = (
        *_phones(one, other),
        *_emails(one, other),
        *_names(one.name, other.name),
        *_addresses(one, other),
    )
    return Compared(
        tuple(reason for reason in found if WEIGHTS[reason.kind] > 0),
        tuple(reason for reason in found if WEIGHTS[reason.kind] < 0),
    )


def streets(customer: Customer) -> frozenset[str]:
    """Return where the newest orders went, without who was to get them."""
    told = (known.order.ship_to or "" for known in customer.orders[:NEWEST])
    lines = ([line.strip() for line in one.splitlines() if line.strip()] for one in told)
    return frozenset(folded(" ".join(one[NAME_LINES:])) for one in lines if len(one) > NAME_LINES)


def phones(customer: Customer) -> tuple[str, ...]:
    """Return the telephone numbers of a customer, each once."""
    return _told(customer, IdentityKind.PHONE)


def emails(customer: Customer) -> tuple[str, ...]:
    """Return the e-mail addresses of a customer, each once."""
    return _told(customer, IdentityKind.EMAIL)


def _told(customer: Customer, kind: IdentityKind) -> tuple[str, ...]:
    told = (one.identity for one in customer.identities)
    return tuple(dict.fromkeys(one.value for one in told if one.kind is kind))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name; what stands in for one, an address or a number, has none."""
    is_name = "@" not in name and not any(c.isdigit() for c in name)
    return name_tokens(name) if is_name else ()


def _phones(one: Customer, other: Customer) -> Iterator[Reason]:
    ours, theirs = phones(one), phones(other)
    shared = [number for number in ours if number in theirs]
    for number in shared:
        yield Reason(ReasonKind.PHONE, f"same phone {number}", number)
    if ours and theirs and not shared:
        yield Reason(ReasonKind.OTHER_PHONE, "other phone number")


def _emails(one: Customer, other: Customer) -> Iterator[Reason]:
    """Yield addresses of both; who has other ones too is no other person for that."""
    theirs = emails(other)
    for address in emails(one):
        if address in theirs:
            yield Reason(ReasonKind.EMAIL, f"same e-mail {address}", address)


def _names(one: str, other: str) -> Iterator[Reason]:
    ours, theirs = words_of(one), words_of(other)
    if min(len(ours), len(theirs)) < 2:  # noqa: PLR2004 - one word is no name to go by
        return
    if set(ours) == set(theirs):
        yield Reason(ReasonKind.NAME, "same name", " ".join(sorted(ours)))
    elif shared := [word for word in (ours[-1], theirs[-1]) if word in ours and word in theirs]:
        yield Reason(ReasonKind.SURNAME, "same surname", shared[0])
        yield Reason(ReasonKind.OTHER_FIRST_NAME, "other first name")
    else:
        yield Reason(ReasonKind.OTHER_SURNAME, "other surname")


def _addresses(one: Customer, other: Customer) -> Iterator[Reason]:
    ours, theirs = streets(one), streets(other)
    shared = sorted(ours & theirs)
    for street in shared:
        yield Reason(ReasonKind.STREET, "same address", street)
    if ours and theirs and not shared:
        yield Reason(ReasonKind.OTHER_STREET, "other address")
