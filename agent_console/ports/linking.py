"""Who is one person and who is two: said with who and when, and taken back exactly."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from agent_console.domain.acting.handing import HandOff
from agent_console.domain.customer import Dismissed
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


class LinkBook(Protocol):
    """Writes links; who belongs together is recomputed in the same transaction."""

    def link(self, a: ProfileId, b: ProfileId, said: Statement) -> Link:
        """Join two profiles and return the link; a live link of the two is returned as it is."""

    def unlink(self, link_id: LinkId, said: Statement) -> Link | None:
        """End a link and keep the two apart from now on; None when there is no such live link."""


class PairBook(Protocol):
    """Writes what else is said of two people; nothing of it joins them."""

    def dismiss(self, a: ProfileId, b: ProfileId, evidence: Set[str], said: Statement) -> Dismissal:
        """Say that two are two people, whatever of this evidence speaks for one."""

    def reconsider(self, dismissal: DismissalId, said: Statement) -> Dismissal | None:
        """Take a dismissal back; None when there is no such live one."""

    def relate(self, a: ProfileId, b: ProfileId, said: Statement) -> Household:
        """Say that two live together; if that was said already, return that."""

    def part(self, household: HouseholdId, said: Statement) -> Household | None:
        """Take a household back; None when there is no such live one."""


class NumberBook(Protocol):
    """Writes whose a telephone number is; the link it returns holds it, and takes it back."""

    def attach(self, owner: ProfileId, number: Identity, said: Statement) -> Link:
        """Say that a number is a customer's; if that was said already, return that."""


class VerificationBook(Protocol):
    """Writes down by what somebody proved to be the customer."""

    def verify(self, profile: ProfileId, order: str, means: str, said: Statement) -> Verification:
        """Keep it with the profile whose order was named."""

    def withdraw(self, verification: VerificationId, said: Statement) -> Verification | None:
        """Take it back; None when there is no such live one."""


class HandOffBook(Protocol):
    """Writes which code opens whom and which order."""

    def hand_off(
        self, code: str, profile: ProfileId, order: str | None, said: Statement
    ) -> HandOff | None:
        """Keep it under a code; None where that code opens somebody already."""

    def newest(self, profile: ProfileId, order: str | None) -> HandOff | None:
        """Return the last hand-off of a customer and an order, or of the customer alone."""


class HandOffReader(Protocol):
    """Reads whom a code opens."""

    def handed_off(self, code: str) -> HandOff | None:
        """Return whom a code opens; None where it was never given."""


@dataclass(frozen=True, slots=True)
class People:
    """The books of who is who."""

    links: LinkBook
    pairs: PairBook
    proofs: VerificationBook
    numbers: NumberBook
    hand_offs: HandOffBook


class PairReader(Protocol):
    """Reads what was said of a customer and others."""

    def dismissed(self, profiles: Sequence[ProfileId]) -> Sequence[Dismissed]:
        """Return who was said to be somebody else than the customer of these profiles."""

    def shared(self, limit: int) -> Sequence[str]:
        """Return telephone numbers that several customers have."""


class _Unsaid:
    """Where nothing was ever said of two people."""

    def dismissed(self, profiles: Sequence[ProfileId]) -> Sequence[Dismissed]:  # noqa: ARG002
        return ()

    def shared(self, limit: int) -> Sequence[str]:  # noqa: ARG002
        return ()


UNSAID: PairReader = _Unsaid()


class _NeverHandedOff:
    """Where nobody was ever handed off."""

    def handed_off(self, code: str) -> HandOff | None:  # noqa: ARG002
        return None


NO_HAND_OFFS: HandOffReader = _NeverHandedOff()


class IdentityTray(Protocol):
    """Says it all in the name of whoever sits at the desk."""

    def link(self, a: ProfileId, b: ProfileId, why: str) -> Link:
        """Join two customers."""

    def unlink(self, link_id: LinkId) -> Link:
        """Take a link back."""

    def attach(self, owner: ProfileId, number: str, why: str) -> Link:
        """Say that a telephone number is a customer's."""

    def dismiss(self, a: ProfileId, b: ProfileId, evidence: Set[str]) -> Dismissal:
        """Say that a suggestion is somebody else."""

    def reconsider(self, dismissal: DismissalId) -> Dismissal:
        """Take that back."""

    def relate(self, a: ProfileId, b: ProfileId, why: str) -> Household:
        """Say that two live together."""

    def part(self, household: HouseholdId) -> Household:
        """Take that back."""

    def verify(self, profile: ProfileId, order: str, means: str) -> Verification:
        """Say that the customer proved who she is."""

    def hand_off(self, profile: ProfileId, order: str | None) -> HandOff:
        """Give a code that opens a customer and an order for whoever goes on with them."""

    def withdraw(self, verification: VerificationId) -> Verification:
        """Take that back."""
