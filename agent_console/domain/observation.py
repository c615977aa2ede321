"""What a source said, once and for all; events are groups of such sayings."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from operator import attrgetter

from msgspec.json import Encoder

from agent_console.domain.moment import Moment, Precision
from agent_console.domain.money import Money
from agent_console.domain.parcel import Fault, Place

NOWHERE = Place()
MINUTE = len("2026-11-23T10:15")
MINUTES = frozenset({Precision.INSTANT, Precision.WALL_CLOCK})


class EntryKind(StrEnum):
    """The kinds of entries a timeline has."""

    ORDER = "order"
    PAYMENT = "payment"
    FULFILMENT = "fulfilment"
    SCAN = "scan"
    MESSAGE = "message"
    CALL = "call"
    VISIT = "visit"
    RETURN = "return"
    REFUND = "refund"
    NOTE = "note"
    PROMISE = "promise"
    ESCALATION = "escalation"
    SYSTEM = "system"


class Channel(StrEnum):
    """By what way words came or went."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    PHONE = "phone"
    STORE = "store"
    CHAT = "chat"


class Direction(StrEnum):
    """Who spoke to whom."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"


class SubjectKind(StrEnum):
    """What a saying can be about."""

    ORDER = "order"
    PARCEL = "parcel"
    PERSON = "person"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing a saying is about; `key` is unique within its kind over all sources."""

    kind: SubjectKind
    key: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing a source said about a subject.

    `status` is one of our words where we have one, else the source's verbatim; `code` is the raw
    code, `text` what people wrote or the source's wording, `detail` a short fact for the title
    (a method, a carrier, a reason), `what` the articles it is about.
    """

    subject: Subject
    kind: EntryKind
    status: str
    moment: Moment
    external_id: str | None = None
    code: str | None = None
    text: str | None = None
    detail: str | None = None
    what: str | None = None
    place: Place | None = None
    amount: Money | None = None
    order: str | None = None
    shipment: str | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    author: str | None = None
    fault: Fault | None = None

    def fingerprint(self) -> int:
        """Return 63 bits that are equal when, and only when, a source said the same of a subject.

        Only what was said counts, so that a field added later leaves old sayings as they are; the
        number of a parcel is no part of a scan but what it is about, and may be put right. By whose
        fault it was is our reading of what was said.
        """
        said = {name: one for name, one in zip(SAID, _all_said(self), strict=True) if one}
        if self.kind is EntryKind.SCAN:
            said.pop("shipment", None)
        if self.place is not None and self.place != NOWHERE:
            said["place"] = (self.place.city, self.place.region, self.place.country)
        if self.amount is not None:
            said["amount"] = (self.amount.minor, self.amount.currency)
        return _hash63(_encoded(said))

    def group(self, connection: str) -> int:
        """Return 63 bits naming the event it belongs to.

        A scan joins what other sources tell of the same status in the same minute; where one of
        them tells several, `event.join` keeps these apart. All else, and a scan of which no minute
        is known, is one event for each record of its source, so that a correction supersedes.
        """
        if self.may_join():
            return self.minute_group()
        told = self.external_id or self.fingerprint()
        return _hash63(_encoded((connection, self.kind, told)))

    def minute_group(self) -> int:
        """Return 63 bits naming the event of a scan whose minute is known."""
        return _hash63(_encoded((self.status, *self._minute())))

    def may_join(self) -> bool:
        """Say that it is a scan of a known minute, which other sources may tell as well."""
        return self.kind is EntryKind.SCAN and self.moment.precision() in MINUTES

    def _minute(self) -> tuple[str, ...]:
        if self.moment.utc is not None:
            return ("utc", self.moment.utc.isoformat()[:MINUTE])
        city = (self.place.city or "").casefold() if self.place else ""
        return ("local", (self.moment.local or "")[:MINUTE], city)


SAID = (
    *("kind", "status", "moment.utc", "moment.local", "moment.offset", "external_id", "code"),
    *("text", "detail", "what", "order", "shipment", "channel", "direction", "author"),
)
_all_said = attrgetter(*SAID)
_encoded = Encoder().encode


def _hash63(said: bytes) -> int:
    return int.from_bytes(blake2b(said, digest_size=8).digest()) >> 1
