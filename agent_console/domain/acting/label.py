"""A label for a parcel that comes back: what it is quoted at, bought as, and taken back by."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.domain.money import Money


@dataclass(frozen=True, slots=True)
class ParcelSize:
    """How heavy a parcel is, in grams, and where told how large, in millimetres."""

    grams: int
    length: int | None = None
    width: int | None = None
    height: int | None = None


class LabelFormat(StrEnum):
    """The kinds of files a label comes in; the value is the ending of the file's name."""

    PDF = "pdf"
    PNG = "png"
    ZPL = "zpl"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a service of a carrier would cost; `days` is how long it takes where that is told."""

    external_id: str
    carrier: str
    service: str
    price: Money
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A parcel as the seller knows it, not paid for yet; the cheapest of its rates first.

    `shipment` is the seller's id of it: nothing can be bought twice under it. `warnings` are why
    some rates are missing, in the seller's words.
    """

    shipment: str
    rates: tuple[Rate, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """A label to be bought, frozen: just this rate of just this quote, at just this price."""

    shipment: str
    rate: Rate
    order: str
    format: LabelFormat = LabelFormat.PDF


@dataclass(frozen=True, slots=True)
class VoidOrder:
    """A bought label to be taken back, frozen; `label` is the key of the intent that bought it.

    `price` is what it cost, None where that was not written down with it.
    """

    label: str
    shipment: str
    tracking_number: str
    order: str
    price: Money | None = None


class RefundState(StrEnum):
    """How far the money of a label that was taken back has come; asked for is not given back."""

    SUBMITTED = "submitted"
    REFUNDED = "refunded"
    REJECTED = "rejected"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was bought; `url` is where the seller keeps its file in `format`.

    `void_until` is the carrier's last day to take it back, None where nobody tells one.
    """

    shipment: str
    carrier: str
    service: str
    tracking_number: str
    price: Money
    format: LabelFormat
    url: str
    bought_at: datetime
    void_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LabelFile:
    """The file of a label, as its bytes say what it is; `picture` is a PNG of it."""

    format: LabelFormat
    content: bytes
    picture: bytes | None = None
