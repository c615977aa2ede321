"""A customer as read: one person over all profiles that links join."""

from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.identity import Identity
from agent_console.domain.order import Order
from agent_console.domain.profile import Link, ProfileId


@dataclass(frozen=True, slots=True)
class KnownIdentity:
    """A name of the person, and the connection that told it."""

    identity: Identity
    source: str


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order, who told it, how fresh it is, and through which identity it belongs here.

    `gone_at` is when its store was found to have it no longer; what is told is older.
    """

    order: Order
    connection: str
    first_heard: datetime
    last_heard: datetime
    through: KnownIdentity
    admin_url: str | None = None
    gone_at: datetime | None = None

    def is_open(self) -> bool:
        """Say whether there is still something to come of it."""
        return self.order.is_open and self.gone_at is None


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything that is known of one person, apart from the timeline.

    `id` is the oldest profile's; `last_heard` is up to when all connections have told of it;
    `order_count` says how many orders there are where only the newest were read.
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

    def has_all_orders(self) -> bool:
        """Say whether every order was read, not the newest only."""
        return len(self.orders) == self.order_count


@dataclass(frozen=True, slots=True)
class CustomerName:
    """Just enough to tell customers apart."""

    id: ProfileId
    name: str
