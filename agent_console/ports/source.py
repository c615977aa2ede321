"""A connection to the outside that can be read: the records it hands in, page by page."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from agent_console.domain.contact import Contact
from agent_console.domain.identity import Identity
from agent_console.domain.observation import Observation
from agent_console.domain.order import Order
from agent_console.domain.parcel import Shipment

NOBODY = "order"
"""The kind of person who stands for the customer an order does not name."""
PEOPLE, ORDERS = "customers", "orders"
"""What every store calls its streams of people and of orders."""
CUSTOMER = "customer"
"""The kind of a person whom a source can be asked for by id again."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as one source knows them; `external_id` is unique within its kind and source.

    `has_all_notes` says that a note which is not among the observations was deleted.
    """

    kind: str
    external_id: str
    name: str
    identities: tuple[Identity, ...]
    is_guest: bool = False
    admin_url: str | None = None
    observations: tuple[Observation, ...] = ()
    has_all_notes: bool = False


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order, the person who placed it, and how that person was to be reached for this order.

    `has_all_notes` says that a note which is not among the observations was deleted.
    """

    order: Order
    person: PersonRecord
    contacts: tuple[Identity, ...]
    observations: tuple[Observation, ...]
    admin_url: str | None = None
    has_all_notes: bool = False


@dataclass(frozen=True, slots=True)
class ParcelRecord:
    """A parcel as one source tracks it, under its own id; the scans are told as observations."""

    external_id: str
    shipment: Shipment
    observations: tuple[Observation, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A message, and whose it is: those it came from or went to, or whom a machine tells of.

    `key` names it wherever and however often it is met, `external_id` where it lies at the source.
    What machines write makes nobody known; it hangs on whoever is. `left_out` says how many more
    people there are than `people` lists, `is_whole` whether all of the message was read. `before`
    is how an earlier version read and stored it, where that was otherwise.
    """

    external_id: str
    key: str
    contact: Contact
    folder: str
    people: tuple[PersonRecord, ...]
    observations: tuple[Observation, ...]
    left_out: int = 0
    is_whole: bool = True
    before: Contact | None = None


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """What one message tells of a parcel; `observation` is the scan, and names its channel.

    `external_id` names the message, and the observation has it too. It was written at `told_at`;
    when it happened is only known where the observation says so.
    """

    external_id: str
    shipment: Shipment
    observation: Observation
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Untracked:
    """A number that the source does not track, in its words: not_found, or refused as no number."""

    number: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be read: kept raw, with the reason, until it can be.

    `is_copy` says that it could but for a field or two, and is among the records too.
    """

    stream: str
    external_id: str | None
    reason: str
    raw: str
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """Ids that a source was asked for and no longer has, of people and of orders."""

    people: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """Ids of a person whom a source has no more, and of the one whom it made of both."""

    gone: str
    into: str


@dataclass(frozen=True, slots=True)
class Page:
    """A bite of records. `cursor` may be saved for `stream` once all of it is stored.

    `total` says how many records the stream has for this pass, 0 where nobody knows. `asked` are
    numbers of which nothing is to be said but that they were asked for. `notices` are what some of
    the `contacts` tell of parcels. `merged` are among those
    who are `gone`. `as_of` says how old all of it is that was not written when it was asked for.
    """

    stream: str
    people: tuple[PersonRecord, ...] = ()
    orders: tuple[OrderRecord, ...] = ()
    parcels: tuple[ParcelRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    notices: tuple[NoticeRecord, ...] = ()
    untracked: tuple[Untracked, ...] = ()
    asked: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    gone: Gone = Gone()
    merged: tuple[Merged, ...] = ()
    cursor: str | None = None
    total: int = 0
    as_of: datetime | None = None

    def fetched(self) -> int:
        """Return how many records were received, readable or not."""
        told = (self.people, self.orders, self.parcels, self.contacts, self.untracked)
        return sum(map(len, told)) + sum(not one.is_copy for one in self.unreadable)


@dataclass(frozen=True, slots=True)
class WantedParcel:
    """A parcel to be tracked: its number, the carrier by the store's name, the source's own id.

    `placed` is when the last order that names it was placed; what ended before is another parcel.
    """

    number: str
    carrier: str | None = None
    external_id: str | None = None
    placed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What lies in quarantine by its id, in a stream that is neither of people nor of orders."""

    stream: str
    external_id: str


Mine = Callable[[WantedParcel], bool]
"""Says whether a connection is to be asked for a parcel."""


def any_parcel(_: WantedParcel) -> bool:
    """Be asked for every parcel, as those are that know many carriers."""
    return True


@dataclass(frozen=True, slots=True)
class Wanted:
    """Records to be read again by their ids at the source.

    `with_their_orders` asks for all orders of the people too, known or not. `is_urgent` says that
    somebody waits for them: they go before what routine asks for. `aside` could not be read, or not
    even fetched; a source asks for it that can.
    """

    people: Sequence[str] = ()
    orders: Sequence[str] = ()
    parcels: Sequence[WantedParcel] = ()
    with_their_orders: bool = False
    is_urgent: bool = False
    aside: Sequence[Aside] = ()

    def is_nothing(self) -> bool:
        """Say that there is nothing to read."""
        return not (self.people or self.orders or self.parcels or self.aside)

    def and_also(self, other: "Wanted") -> "Wanted":
        """Return these with what another wish names by its id, each once."""
        aside = tuple(dict.fromkeys((*self.aside, *other.aside)))
        people = tuple(dict.fromkeys((*self.people, *other.people)))
        orders = tuple(dict.fromkeys((*self.orders, *other.orders)))
        return replace(self, people=people, orders=orders, aside=aside)


class Source(Protocol):
    """What sync needs of a connector; every failure is a RemoteFailure."""

    def streams(self) -> Sequence[str]:
        """Name the streams that changes() can follow, in the order to follow them."""

    def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        """Yield all that changed since the cursor, oldest first; None means from the beginning."""

    def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield the wanted records as they are now."""

    def read(self, stream: str, raw: str) -> Page:
        """Read one record from its raw text again, as quarantine keeps it."""

    async def probe(self) -> str:
        """Sign in and say in a few words what answered."""

    async def close(self) -> None:
        """Let go of the connection."""
