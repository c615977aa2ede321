"""What can be read from the store, without knowing how it lies there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from agent_console.domain.answering.phrases import Hearing, Phrases
from agent_console.domain.contact import Contact
from agent_console.domain.customer import Customer, CustomerName
from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Position, TimelineEntry


@dataclass(frozen=True, slots=True)
class TimelineWish:
    """Which entries to read: older than `before` or newer than `after`, some kinds, some words."""

    limit: int = 50
    before: Position | None = None
    after: Position | None = None
    kinds: frozenset[EntryKind] = frozenset()
    text: str = ""


class TimelineReader(Protocol):
    """Reads timelines, newest first."""

    def page(self, profiles: Sequence[ProfileId], wish: TimelineWish) -> Sequence[TimelineEntry]:
        """Return the entries of some profiles as one timeline."""


class CustomerReader(Protocol):
    """Reads who somebody is."""

    def customer_of(self, profile: ProfileId) -> ProfileId | None:
        """Return the customer a profile belongs to."""

    def customer(
        self, customer: ProfileId, newest: int | None = None, *, scans: bool = False
    ) -> Customer | None:
        """Return everything known of a customer but the timeline.

        With `newest`, only so many of the newest orders, and of the newest open ones; with `scans`
        those of the parcels too, which otherwise stand on the timeline only.
        """

    def profiles(self, customer: ProfileId) -> Sequence[ProfileId]:
        """Return the profiles that make up a customer."""

    def kept_apart(self, profiles: Sequence[ProfileId]) -> Sequence[ProfileId]:
        """Return the customers whom a person said not to be the one of these profiles."""


class KeyKind(StrEnum):
    """By what a customer can be looked up."""

    ORDER = "order"
    TRACKING = "tracking"
    EMAIL = "email"
    PHONE = "phone"
    PHONE_REVERSED = "phone_reversed"
    ORDER_REVERSED = "order_reversed"
    TRACKING_REVERSED = "tracking_reversed"
    POSTCODE = "postcode"
    NAME = "name"
    HAND_OFF = "hand_off"


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer found, and by which key."""

    customer: ProfileId
    kind: KeyKind
    value: str


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A search result with what tells it from its namesakes."""

    id: ProfileId
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    orders: tuple[str, ...]
    is_gone: bool = False
    """No store has it any more that once had it."""


class LookupReader(Protocol):
    """Finds customers by keys."""

    def exact(self, kind: KeyKind, value: str) -> Sequence[Hit]:
        """Return who has exactly this key."""

    def prefix(self, kind: KeyKind, start: str, limit: int) -> Sequence[Hit]:
        """Return who has a key that begins so."""

    def names(
        self, tokens: Sequence[str], limit: int, postcode: str = "", *, is_whole: bool = False
    ) -> Sequence[Hit]:
        """Return whose name has a word beginning with each of the tokens, or equal to each.

        With a postcode, normalised, only those to whom something went there.
        """

    def vocabulary(self) -> Sequence[str]:
        """Return the words of all names, each once; those of the last minutes may not be there."""

    def trackers(self, reference: str) -> Sequence[str]:
        """Name the connections that track a parcel by this number, whoever's it is."""

    def labels(self, customers: Sequence[ProfileId]) -> Sequence[CustomerName]:
        """Return the names of customers."""

    def cards(self, customers: Sequence[ProfileId]) -> Mapping[ProfileId, FoundCustomer]:
        """Return what a result list shows of customers."""


@dataclass(frozen=True, slots=True)
class ConnectionHealth:
    """How a connection does: when it last answered, since when it fails, and why.

    After `fresh_until` what it told is old, also if nothing failed; so many records are set aside
    because they could not be read.
    """

    name: str
    kind: str
    last_ok: datetime | None
    failing_since: datetime | None
    failure_kind: str | None
    failure_message: str | None
    is_running: bool = False
    fresh_until: datetime | None = None
    quarantined: int = 0


class HealthReader(Protocol):
    """Reads how the connections do."""

    def health(self) -> Sequence[ConnectionHealth]:
        """Return every connection that was ever tried."""

    def version(self) -> int:
        """Return a number that changes whenever anybody wrote to the store."""


@dataclass(frozen=True, slots=True)
class RecentCustomer:
    """A customer to whom something happened lately, with the title of the newest entry."""

    customer: ProfileId
    name: str
    title: str
    kind: EntryKind
    at: datetime
    is_gone: bool = False


class RecentReader(Protocol):
    """Reads where something happened last."""

    def recent(self, limit: int) -> Sequence[RecentCustomer]:
        """Return the customers with the newest entries but scans, each once, newest first."""

    def newest(self, customers: Sequence[ProfileId]) -> Mapping[ProfileId, datetime]:
        """Return when something last happened to customers; without those where no time is told."""


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as it was kept, and the events of its whole conversation, oldest first.

    `left_out` says to how many more people it went than are named; without `is_whole` it was too
    large to be kept, or read, as a whole.
    """

    contact: Contact
    folder: str
    heard_at: datetime
    thread: tuple[int, ...]
    left_out: int = 0
    is_whole: bool = True


class MessageReader(Protocol):
    """Reads the messages behind the lines of a timeline."""

    def message(self, event_id: int) -> StoredMessage | None:
        """Return the message of an event, None where the event is none."""


class PhraseReader(Protocol):
    """Holds the phrases of answers by language, and what is understood of others' words."""

    def languages(self) -> Sequence[str]:
        """Return the languages there are, by their codes."""

    def phrases(self, language: str | None = None) -> Phrases:
        """Return the phrases of a language, else of the house, else the English ones."""

    def hearing(self) -> Hearing:
        """Return what is understood of the words of others."""
