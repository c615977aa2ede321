"""The way into the store for what sources said, and the memory sync needs between passes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from agent_console.domain.profile import ProfileId
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.source import Mine, Page, Wanted, WantedParcel, any_parcel


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page: new or changed records, quarantined ones, and whom it touched.

    `moved` are ids of customers of whom an order is another's now.
    """

    stored: int = 0
    quarantined: int = 0
    customers: frozenset[ProfileId] = frozenset()
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RereadRule:
    """Which known orders and people a pass reads again, whatever their time of change says.

    Open orders younger than `young` at each pass, older open ones each `old_every`, finished ones
    for `settled_for` after they were placed, delivered or refunded, each `settled_every`; and the
    people not heard of for `settled_every`, at most `people_at_once`, the longest unheard first.
    And what could not be read when it came last, each `old_every`, at most `aside_at_once`; what is
    neither of people nor of orders each `settled_every`, at most `mails_at_once`: it seldom mends.

    Parcels as `domain.tracking.polling` plans it, until `tracked_for` after their order was placed;
    if not `is_planned`, all that are not settled. At most `parcels_at_once`: those nobody has asked
    for yet first, then the most overdue.
    """

    young: timedelta = timedelta(days=14)
    old_every: timedelta = timedelta(hours=1)
    settled_for: timedelta = timedelta(days=30)
    settled_every: timedelta = timedelta(days=1)
    people_at_once: int = 200
    aside_at_once: int = 100
    mails_at_once: int = 5
    tracked_for: timedelta = timedelta(days=90)
    parcels_at_once: int = 2_000
    is_planned: bool = True


class Intake(Protocol):
    """Stores pages so that the same page twice changes nothing, and a kill loses nothing."""

    def keep(self, connection: str, page: Page, heard_at: datetime) -> Kept:
        """Store a page: facts, events, projections, quarantine, and last of all its cursor.

        A record that was heard of later already stays as it is.
        """

    def cursor(self, connection: str, stream: str) -> str | None:
        """Return the cursor last saved for the stream."""

    def due(self, connection: str, rule: RereadRule, now: datetime) -> Wanted:
        """Return the orders and people to be read again, of those last heard before `now`.

        What lies in quarantine by its id counts as asked for by being returned.
        """

    def known(self, customer: ProfileId, connection: str) -> Wanted:
        """Return what to read again of one customer at a connection: the people, all orders."""

    def orders_of(self, connection: str, people: Collection[str]) -> Sequence[str]:
        """Return the orders known to be of people at a connection who are not known to be gone."""

    def parcels_due(
        self, connection: str, rule: RereadRule, now: datetime, mine: Mine = any_parcel
    ) -> Sequence[WantedParcel]:
        """Return the parcels of all orders that a tracking connection is to be asked for now."""

    def parcels_of(
        self, customer: ProfileId, connection: str, mine: Mine = any_parcel
    ) -> Sequence[WantedParcel]:
        """Return the parcels of one customer's orders, to be asked for at a connection."""


class Passes(Protocol):
    """One pass at a time for each connection, and how the last one ended."""

    def begin(self, connection: str, kind: str, owner: str, now: datetime) -> bool:
        """Take the connection's lease; False while another living owner holds it."""

    def renew(self, connection: str, owner: str, now: datetime) -> None:
        """Say that the owner is still at it."""

    def leave(self, connection: str, owner: str) -> None:
        """Give the lease back without a verdict: the pass was told to stop."""

    def end(
        self, connection: str, owner: str, now: datetime, failure: RemoteFailure | None
    ) -> None:
        """Give the lease back and remember how it went."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One record that waits until somebody can read it."""

    id: int
    connection: str
    stream: str
    external_id: str | None
    reason: str
    raw: str
    first_seen: datetime
    last_seen: datetime
    times: int


class Quarantine(Protocol):
    """The records that could not be read; they leave by being read at last."""

    def waiting(self) -> Sequence[Quarantined]:
        """Return all that wait, oldest first."""

    def release(self, quarantined_id: int) -> None:
        """Let go of a record that has been read."""
