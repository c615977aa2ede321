"""What is watched, what was found, and who takes care of it: kept by the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.watching.facts import Watched
from agent_console.domain.watching.looking import Looked
from agent_console.domain.watching.policy import ExceptionPolicy
from agent_console.domain.watching.radar import Concern, ParcelKey

Subjects = Mapping[tuple[int, str], int]
"""By order and number of a parcel the row of what its scans hang on."""


@dataclass(frozen=True, slots=True)
class Bite:
    """Some orders to look at now; `rows` are all that were due, also those that are gone.

    `stirred` are the marks of those to whom something happened; they go when all is kept.
    """

    orders: Sequence[Watched]
    rows: frozenset[int]
    stirred: Sequence[int]
    subjects: Subjects

    def is_empty(self) -> bool:
        """Say that nothing is due."""
        return not self.rows and not self.stirred


@dataclass(frozen=True, slots=True)
class BiteWish:
    """Which orders are wanted: so many at once, placed since then, at home in this country."""

    now: datetime
    oldest: datetime
    at_once: int = 1_000
    home: str | None = None


class WatchBook(Protocol):
    """Says what to look at, and keeps what was found."""

    def due(self, wish: BiteWish) -> Bite:
        """Return some orders to which something happened, or whose time has come."""

    def keep(self, bite: Bite, looked: Sequence[Looked], now: datetime) -> frozenset[ProfileId]:
        """Open, change and close findings; return the customers for whom one did."""


class RadarReader(Protocol):
    """Reads what is open."""

    def concerns(self) -> Sequence[Concern]:
        """Return every parcel with which something is wrong."""

    def of_customer(self, customer: ProfileId) -> Sequence[Concern]:
        """Return hers alone, without when she was told and what was done."""

    def policy(self) -> ExceptionPolicy:
        """Return what the house has written down about that."""


class NothingWatched:
    """Where nothing is watched (port RadarReader)."""

    def concerns(self) -> Sequence[Concern]:
        """Return nothing."""
        return ()

    def of_customer(self, customer: ProfileId) -> Sequence[Concern]:  # noqa: ARG002 - the port's
        """Return nothing."""
        return ()

    def policy(self) -> ExceptionPolicy:
        """Return a policy of nothing."""
        return ExceptionPolicy({})


NOTHING = NothingWatched()


@dataclass(frozen=True, slots=True)
class Charge:
    """Who takes care of a parcel, since when; nobody."""

    owner: str | None = None
    since: datetime | None = None


class RadarBook(Protocol):
    """Keeps who takes care of what; two people never have the same."""

    def claim(self, key: ParcelKey, said: Statement) -> Charge:
        """Take a parcel; whoever has it already keeps it as it is.

        Raises:
            TakenError: a colleague has it; nothing was written.
            NotWaitingError: nothing is wrong with it.
        """

    def release(self, key: ParcelKey, said: Statement, *, anyway: bool = False) -> Charge:
        """Give a parcel back; `anyway` also what a colleague has.

        Raises:
            TakenError: a colleague has it; nothing was written.
        """


class RadarCrew(Protocol):
    """What the window decides about parcels, in the name of who sits before it."""

    @property
    def actor(self) -> str:
        """Return who that is."""

    def take(self, key: ParcelKey) -> Charge:
        """Take a parcel.

        Raises:
            TakenError, NotWaitingError: nothing was written.
        """

    def give_back(self, key: ParcelKey) -> Charge:
        """Give a parcel back.

        Raises:
            TakenError: a colleague has it; nothing was written.
        """
