"""An order as its store states it; nothing in it is ever recomputed."""

from dataclasses import dataclass
from decimal import Decimal

from agent_console.domain import money
from agent_console.domain.address import Address
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.parcel import ParcelStatus, Shipment


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One article of an order; `quantity` is what was ordered, before any cancellation.

    `stated` is what the store says that what is left of it costs, before discounts; `how_to` where
    the store explains how the article is used.
    """

    external_id: str
    sku: str | None
    title: str
    quantity: Decimal
    cancelled: Decimal
    refunded: Decimal
    unit_price: Money
    stated: Money | None = None
    how_to: str | None = None


class PaymentStage:
    """How far a payment got; every other state of a store stays its own word."""

    AUTHORIZED = "authorized"
    SETTLED = "settled"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money the customer paid, or tried to pay; `stage` is ours, `state` the store's word."""

    external_id: str
    amount: Money
    state: str
    stage: str
    method: str | None
    created: Moment


class RefundStage:
    """Whether money went back; every other state of a store is neither."""

    PENDING = "pending"
    SETTLED = "settled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back; `stage` is ours, `state` the store's word."""

    external_id: str
    amount: Money
    state: str
    stage: str
    reason: str | None
    created: Moment


SHIPPING_DISCOUNT = "shipping_discount"
"""The kind of a charge that is taken off the shipping already, and told besides."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What a total holds beside lines and shipping: a surcharge, or a discount below nothing."""

    kind: str
    title: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What left (or will leave) the house together, with the parcel it left in."""

    external_id: str
    state: str
    status: ParcelStatus
    carrier: str | None
    number: str | None
    created: Moment
    shipped: Moment | None
    delivered: Moment | None
    lines: tuple[tuple[str, Decimal], ...]
    """(line's external id, quantity)"""

    def shipment(self) -> Shipment:
        """Return the parcel as the store tells it."""
        return Shipment(
            carrier=self.carrier,
            number=self.number,
            status=self.status,
            status_text=self.state,
            delivered=self.delivered,
        )


@dataclass(frozen=True, slots=True)
class ReturnParcel:
    """A parcel that comes back, of which people wrote no more than its number."""

    carrier: str
    number: str

    def fulfilment(self) -> Fulfilment:
        """Return it as a parcel of which nobody has told anything yet."""
        return Fulfilment(
            external_id="",
            state="",
            status=ParcelStatus.UNKNOWN,
            carrier=self.carrier,
            number=self.number,
            created=Moment(),
            shipped=None,
            delivered=None,
            lines=(),
        )

    def shipment(self) -> Shipment:
        """Return the parcel as the store tells it."""
        return Shipment(self.carrier, self.number, ParcelStatus.UNKNOWN, None, is_return=True)


@dataclass(frozen=True, slots=True)
class Order:
    """One order with everything that hangs on it, in the store's own words and numbers.

    `ship_to` is where it goes as lines to read, `address` the same in parts.
    """

    external_id: str
    number: str
    state: str
    is_open: bool
    is_draft: bool
    placed: Moment
    total: Money
    shipping: Money | None
    lines: tuple[OrderLine, ...]
    payments: tuple[Payment, ...]
    refunds: tuple[Refund, ...]
    fulfilments: tuple[Fulfilment, ...]
    channel: str | None = None
    ship_to: str | None = None
    address: Address | None = None
    charges: tuple[Charge, ...] = ()
    returns: tuple[ReturnParcel, ...] = ()

    def refunded(self) -> Money:
        """Return what has really gone back, in one currency: settled refunds only."""
        return self._refunds(RefundStage.SETTLED)

    def refund_pending(self) -> Money:
        """Return what was promised back and has not gone yet."""
        return self._refunds(RefundStage.PENDING)

    def _refunds(self, stage: str) -> Money:
        amounts = [refund.amount for refund in self.refunds if refund.stage == stage]
        return money.told_in(amounts, self.total.currency)

    def sent(self) -> tuple[Fulfilment, ...]:
        """Return what left or will leave the house; a cancelled fulfilment does not."""
        return tuple(one for one in self.fulfilments if one.status is not ParcelStatus.CANCELLED)

    def numbers(self) -> tuple[str, ...]:
        """Return the tracking numbers of what went out or will, and of what comes back."""
        told = [one.number for one in self.sent() if one.number]
        return (*told, *(one.number for one in self.returns))

    def shipments(self) -> tuple[Shipment, ...]:
        """Return the parcels as the store tells them."""
        return tuple(one.shipment() for one in self.sent())
