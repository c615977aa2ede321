"""Who is one person and who is two, in memory."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from agent_console.actions.identities.tray import Registry
from agent_console.domain.acting.handing import HandOff
from agent_console.domain.customer import CustomerName, Dismissed
from agent_console.domain.identity import Identity
from agent_console.domain.profile import (
    Dismissal,
    DismissalId,
    Household,
    HouseholdId,
    Link,
    LinkId,
    ProfileId,
    Statement,
    Verification,
    VerificationId,
)
from agent_console.ports.clock import Clock
from agent_console.ports.linking import People

FIRST_NUMBER = 9000
"""Profiles of numbers come after those of people."""


@dataclass
class MemoryBook:
    """Links in memory (port LinkBook)."""

    live: dict[LinkId, Link] = field(default_factory=dict)
    made: int = 0

    def link(self, a: ProfileId, b: ProfileId, said: Statement) -> Link:
        for one in self.live.values():
            if {one.a, one.b} == {a, b}:
                return one
        self.made += 1
        made = Link(LinkId(self.made), min(a, b), max(a, b), said.who, said.when, said.why)
        self.live[made.id] = made
        return made

    def unlink(self, link_id: LinkId, said: Statement) -> Link | None:
        return self.live.pop(link_id, None)


@dataclass
class MemoryPairs:
    """What is said of two in memory (ports PairBook and PairReader)."""

    dismissals: dict[DismissalId, Dismissal] = field(default_factory=dict)
    households: dict[HouseholdId, Household] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    made: int = 0

    def dismiss(self, a: ProfileId, b: ProfileId, evidence: Set[str], said: Statement) -> Dismissal:
        self.made += 1
        told = Dismissal(DismissalId(self.made), a, b, said.who, said.when, frozenset(evidence))
        self.dismissals[told.id] = told
        return told

    def reconsider(self, dismissal: DismissalId, said: Statement) -> Dismissal | None:
        return self.dismissals.pop(dismissal, None)

    def relate(self, a: ProfileId, b: ProfileId, said: Statement) -> Household:
        for one in self.households.values():
            if {one.a, one.b} == {a, b}:
                return one
        self.made += 1
        told = Household(HouseholdId(self.made), a, b, said.who, said.when, said.why)
        self.households[told.id] = told
        return told

    def part(self, household: HouseholdId, said: Statement) -> Household | None:
        return self.households.pop(household, None)

    def dismissed(self, profiles: Sequence[ProfileId]) -> Sequence[Dismissed]:
        return [
            Dismissed(CustomerName(other, str(other)), one)
            for one in self.dismissals.values()
            for ours, other in ((one.a, one.b), (one.b, one.a))
            if ours in profiles and other not in profiles
        ]

    def shared(self, limit: int) -> Sequence[str]:
        return self.numbers[:limit]


@dataclass
class MemoryProofs:
    """Who proved to be the customer, in memory (port VerificationBook)."""

    live: dict[VerificationId, Verification] = field(default_factory=dict)
    made: int = 0

    def verify(self, profile: ProfileId, order: str, means: str, said: Statement) -> Verification:
        self.made += 1
        told = Verification(VerificationId(self.made), profile, order, means, said.who, said.when)
        self.live[told.id] = told
        return told

    def withdraw(self, verification: VerificationId, said: Statement) -> Verification | None:
        return self.live.pop(verification, None)


@dataclass
class MemoryNumbers:
    """Whose numbers are, in memory (port NumberBook); each is a profile of its own."""

    links: MemoryBook
    said: dict[LinkId, tuple[ProfileId, Identity]] = field(default_factory=dict)

    def attach(self, owner: ProfileId, number: Identity, said: Statement) -> Link:
        made = self.links.link(owner, ProfileId(FIRST_NUMBER + self.links.made), said)
        self.said[made.id] = (owner, number)
        return made


@dataclass
class MemoryHandOffs:
    """Hand-offs in memory (ports HandOffBook and HandOffReader)."""

    made: dict[str, HandOff] = field(default_factory=dict)

    def hand_off(
        self, code: str, profile: ProfileId, order: str | None, said: Statement
    ) -> HandOff | None:
        if code in self.made:
            return None
        self.made[code] = HandOff(code, profile, order, said.who, said.when)
        return self.made[code]

    def newest(self, profile: ProfileId, order: str | None) -> HandOff | None:
        told = [one for one in self.made.values() if (one.profile, one.order) == (profile, order)]
        return told[-1] if told else None

    def handed_off(self, code: str) -> HandOff | None:
        return self.made.get(code)


@dataclass
class MemoryRegistry:
    """All books, and the registry of the window over them."""

    clock: Clock
    links: MemoryBook = field(default_factory=MemoryBook)
    pairs: MemoryPairs = field(default_factory=MemoryPairs)
    proofs: MemoryProofs = field(default_factory=MemoryProofs)
    hand_offs: MemoryHandOffs = field(default_factory=MemoryHandOffs)
    book_of_numbers: MemoryNumbers | None = None

    def open(self) -> Registry:
        books = People(self.links, self.pairs, self.proofs, self.numbers(), self.hand_offs)
        return Registry(books, self.clock, "mira", "AT")

    def numbers(self) -> MemoryNumbers:
        """Return the book of numbers; its links are those of all."""
        self.book_of_numbers = self.book_of_numbers or MemoryNumbers(self.links)
        return self.book_of_numbers
