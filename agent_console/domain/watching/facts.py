"""What the rules look at: an order and its parcels, as far as is known of them now.

A time without a zone counts as if it were UTC; a day counts until its end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.tracking.forecast import Forecast


@dataclass(frozen=True, slots=True)
class Sighted:
    """A parcel: who carries it, how it stands, and when something was told of it.

    `key` is its number, normalised, `said` the last words of its source, `said_at` when
    they were said, `words` all of its words, folded. `usual_gap` is what nine of ten gaps
    between two scans stay below there, `expected` when it will come by our own reckoning, and
    `foretold` the days that rests on; each None where nothing was learned.
    """

    key: str
    carrier: str | None
    number: str | None
    status: ParcelStatus
    is_tracked: bool = True
    words: str = ""
    said: str | None = None
    fault: Fault | None = None
    made: datetime | None = None
    shipped: datetime | None = None
    first_scan: datetime | None = None
    last_scan: datetime | None = None
    said_at: datetime | None = None
    promised: datetime | None = None
    estimated: datetime | None = None
    delivered: datetime | None = None
    expected: datetime | None = None
    had_attempt: bool = False
    is_abroad: bool = False
    usual_gap: timedelta | None = None
    foretold: Forecast | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a customer wrote or said: its event, when, in which words, folded, of which order."""

    event: int
    at: datetime
    words: str
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """An order with its parcels; `unsent` says that paid articles are in none of them."""

    row: int
    number: str
    placed: datetime | None
    is_open: bool
    parcels: tuple[Sighted, ...] = ()
    unsent: bool = False
    reports: tuple[Report, ...] = ()
