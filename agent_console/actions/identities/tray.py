"""Links, households and proofs in the name of whoever sits at the desk."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from secrets import randbelow

from agent_console.actions.identities import handing, joining, numbering, pairing, verifying
from agent_console.domain.acting.handing import HandOff
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


@dataclass(frozen=True, slots=True)
class Registry:
    """Says who is one person and who is two at one desk (port IdentityTray).

    National telephone numbers are of the `region`; codes are drawn by chance.
    """

    books: People
    clock: Clock
    actor: str
    region: str
    draw: Callable[[int], int] = randbelow

    def link(self, a: ProfileId, b: ProfileId, why: str) -> Link:
        """Join two customers.

        Raises:
            OnePersonAlreadyError, ReasonMissingError: nothing was written.
        """
        return joining.link(self.books.links, a, b, self._said(why))

    def unlink(self, link_id: LinkId) -> Link:
        """Take a link back.

        Raises:
            NoSuchLinkError: it has ended already.
        """
        return joining.unlink(self.books.links, link_id, self._said())

    def attach(self, owner: ProfileId, number: str, why: str) -> Link:
        """Say that a telephone number is a customer's.

        Raises:
            NoNumberError, ReasonMissingError: nothing was written.
        """
        said = self._said(why)
        return numbering.attach(self.books.numbers, owner, number, said, region=self.region)

    def dismiss(self, a: ProfileId, b: ProfileId, evidence: Set[str]) -> Dismissal:
        """Say that a suggestion is somebody else.

        Raises:
            OneCustomerError: nothing was written.
        """
        return pairing.dismiss(self.books.pairs, a, b, self._said(), evidence=evidence)

    def reconsider(self, dismissal: DismissalId) -> Dismissal:
        """Take that back.

        Raises:
            NothingSaidError: it was taken back already.
        """
        return pairing.reconsider(self.books.pairs, dismissal, self._said())

    def relate(self, a: ProfileId, b: ProfileId, why: str) -> Household:
        """Say that two live together.

        Raises:
            OneCustomerError: nothing was written.
        """
        return pairing.relate(self.books.pairs, a, b, self._said(why))

    def part(self, household: HouseholdId) -> Household:
        """Take that back.

        Raises:
            NothingSaidError: it was taken back already.
        """
        return pairing.part(self.books.pairs, household, self._said())

    def verify(self, profile: ProfileId, order: str, means: str) -> Verification:
        """Say that the customer proved who she is.

        Raises:
            NotProvenError: nothing was written.
        """
        return verifying.verify(self.books.proofs, profile, order, self._said(), means=means)

    def withdraw(self, verification: VerificationId) -> Verification:
        """Take that back.

        Raises:
            NoSuchProofError: it was taken back already.
        """
        return verifying.withdraw(self.books.proofs, verification, self._said())

    def hand_off(self, profile: ProfileId, order: str | None) -> HandOff:
        """Give a code that opens a customer and an order.

        Raises:
            NoCodeError: nothing was written.
        """
        said = self._said()
        return handing.hand_off(self.books.hand_offs, profile, order, said, draw=self.draw)

    def _said(self, why: str = "") -> Statement:
        return Statement(self.actor, self.clock.now(), why)
