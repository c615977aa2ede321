"""A customer as read: one person over all profiles that links join."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from agent_console.domain.acting.handing import HandOff
from agent_console.domain.acting.mailing import CameBack, Consent
from agent_console.domain.identity import Identity, reference
from agent_console.domain.moment import Moment
from agent_console.domain.observation import Channel
from agent_console.domain.order import Fulfilment, Order
from agent_console.domain.parcel import ParcelStatus, Scan, Shipment
from agent_console.domain.profile import Dismissal, Household, Link, ProfileId, Verification
from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.forecast import Forecast

SETTLED = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED})
"""States of a parcel after which its store waits for no message about it."""


@dataclass(frozen=True, slots=True)
class KnownIdentity:
    """A name of the person, and the connection that told it."""

    identity: Identity
    source: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A parcel as somebody tracks it: under which number, normalised, and how fresh that is.

    `keeps_why` says that its words are older than its last scan: they say why it is late. `since`
    is what happened to it then, if anything is known of that; `forecast` is for when it is foretold
    while it is to come. With a `channel` nobody tracks it: that is by what way a message told.
    """

    reference: str
    shipment: Shipment
    connection: str
    last_heard: datetime
    keeps_why: bool = False
    since: Scan | None = None
    forecast: Forecast | None = None
    channel: Channel | None = None

    def is_news(self, sent: Fulfilment) -> bool:
        """Say that it tells of a parcel what its store does not: a message tells of one moment."""
        if self.channel is None:
            return True
        return sent.status not in SETTLED and self.shipment.status != ParcelStatus.PRE_TRANSIT


@dataclass(frozen=True, slots=True)
class Namesake:
    """A parcel that bears a number of an order and belongs to no order for certain."""

    reference: str
    carrier: str | None
    first_seen: Moment | None
    last_seen: Moment | None


@dataclass(frozen=True, slots=True)
class KnownParcel:
    """A parcel of an order as its carrier states it, or for want of that its store.

    `connection` is who says so; `others` are further parcels of the same number that hang on the
    order too, `namesakes` those that hang on none. With a `channel` only a message tells of it.
    """

    fulfilment: Fulfilment
    shipment: Shipment
    connection: str
    last_heard: datetime
    is_tracked: bool = False
    keeps_why: bool = False
    since: Scan | None = None
    others: tuple[Shipment, ...] = ()
    namesakes: tuple[Namesake, ...] = ()
    forecast: Forecast | None = None
    channel: Channel | None = None

    @property
    def status(self) -> ParcelStatus:
        """Return its state in our words."""
        return ParcelStatus(self.shipment.status)

    @property
    def is_return(self) -> bool:
        """Say that it comes back from the customer."""
        return self.shipment.is_return

    def carrier(self) -> str | None:
        """Name the carrier as its store does where both mean the same: "DHL", not "DHLPaket"."""
        named, told = self.fulfilment.carrier, self.shipment.carrier
        return named if named and is_same_carrier(named, told) else told

    def other_carrier(self) -> str | None:
        """Return the carrier its store names where the one that tracks it is another."""
        named, told = self.fulfilment.carrier, self.shipment.carrier
        is_other = bool(named and told) and not is_same_carrier(named, told)
        return named if is_other else None

    def is_unscanned(self) -> bool:
        """Say that the store sent it and its carrier knows no more than its data."""
        is_sent = self.fulfilment.status is ParcelStatus.IN_TRANSIT
        return self.is_tracked and is_sent and self.status is ParcelStatus.PRE_TRANSIT

    def is_disputed(self) -> bool:
        """Say that the store takes it for delivered and its carrier does not."""
        delivered = ParcelStatus.DELIVERED
        return self.fulfilment.status is delivered and self.status is not delivered


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order, who told it, how fresh it is, and through which identity it belongs here.

    `gone_at` is when its store was found to have it no longer; what is told is older.
    `tracked` are the parcels that hang on it, those seen last before the others; `namesakes` are
    those of its numbers that hang on no order.
    """

    order: Order
    connection: str
    first_heard: datetime
    last_heard: datetime
    through: KnownIdentity
    admin_url: str | None = None
    gone_at: datetime | None = None
    tracked: tuple[Tracked, ...] = ()
    namesakes: tuple[Namesake, ...] = ()

    def is_open(self) -> bool:
        """Say whether there is still something to come of it."""
        return self.order.is_open and self.gone_at is None

    def parcels(self) -> tuple[KnownParcel, ...]:
        """Return its parcels, each once, with the best that is known of it."""
        return tuple(map(self._parcel, self.order.sent()))

    def returns(self) -> tuple[KnownParcel, ...]:
        """Return the parcels that come back from the customer."""
        found = (self._parcel(one.fulfilment()) for one in self.order.returns)
        return tuple(replace(one, shipment=replace(one.shipment, is_return=True)) for one in found)

    def shipments(self) -> tuple[Shipment, ...]:
        """Return its parcels and all others of the same numbers that hang on it."""
        return tuple(one for parcel in self.parcels() for one in (parcel.shipment, *parcel.others))

    def _parcel(self, sent: Fulfilment) -> KnownParcel:
        wanted = reference(sent.number or "")
        told = [one for one in self.tracked if one.reference == wanted and one.is_news(sent)]
        told = [one for one in told if one.channel is None] or told
        namesakes = tuple(one for one in self.namesakes if one.reference == wanted)
        if not told:
            stated = sent.shipment()
            return KnownParcel(sent, stated, self.connection, self.last_heard, namesakes=namesakes)
        best, *more = (
            replace(one.shipment, carrier=one.shipment.carrier or sent.carrier, number=sent.number)
            for one in told
        )
        return KnownParcel(
            sent,
            best,
            told[0].connection,
            told[0].last_heard,
            is_tracked=True,
            keeps_why=told[0].keeps_why,
            since=told[0].since,
            others=tuple(more) if told[0].channel is None else (),
            namesakes=namesakes,
            forecast=told[0].forecast,
            channel=told[0].channel,
        )


@dataclass(frozen=True, slots=True)
class CustomerName:
    """Just enough to tell customers apart."""

    id: ProfileId
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A profile of a customer: what it is called, and the connection that knows it.

    `is_number` says that it is no more than a telephone number an agent said to be hers.
    """

    profile: ProfileId
    name: str
    source: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Housemate:
    """Another customer of the same household, and who said so."""

    other: CustomerName
    said: Household


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Another customer who was suggested and is somebody else, as far as was known then."""

    other: CustomerName
    said: Dismissal


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything that is known of one person, apart from the timeline.

    `id` is the oldest profile's; `last_heard` is up to when all connections have told of it;
    `order_count` says how many orders there are where only the newest were read; `gone_at` is when
    the last store that had this customer was found to have it no longer; `consents` are who of
    their addresses wants mail and who none, `returned` those from which mail came back; `parts`
    are the profiles by what they are called; `verified` is how she proved who she is, last, and
    `handed_off` how she was handed to a colleague.
    """

    id: ProfileId
    name: str
    profiles: tuple[ProfileId, ...]
    identities: tuple[KnownIdentity, ...]
    links: tuple[Link, ...]
    orders: tuple[KnownOrder, ...]
    order_count: int
    last_heard: datetime | None
    admin_urls: tuple[str, ...] = ()
    gone_at: datetime | None = None
    consents: tuple[Consent, ...] = ()
    returned: tuple[CameBack, ...] = ()
    parts: tuple[Part, ...] = ()
    households: tuple[Housemate, ...] = ()
    verified: Verification | None = None
    handed_off: HandOff | None = None

    def order_of(self, wanted: str) -> str | None:
        """Return the number of the order of this number, normalised, or of a parcel of it."""
        numbers = [one.order.number for one in self.orders]
        parcels = (
            (known.order.number, number)
            for known in self.orders
            for number in known.order.numbers()
        )
        named = ((number, number) for number in numbers)
        return next((one for one, by in chain(named, parcels) if reference(by) == wanted), None)

    def has_all_orders(self) -> bool:
        """Say whether every order was read, not the newest only."""
        return len(self.orders) == self.order_count
