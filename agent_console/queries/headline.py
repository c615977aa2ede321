"""What to tell the customer about an order, in a sentence that says only what the facts hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from agent_console.domain import money
from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.money import Money
from agent_console.domain.order import Order, PaymentStage, RefundStage
from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.days import on_day
from agent_console.queries.parcels import how_they_stand, parcels_stand, returns_stand

CANCELLED_WORDS = frozenset({"cancelled", "canceled"})
OVER = frozenset({ParcelStatus.CANCELLED, ParcelStatus.PRE_TRANSIT, ParcelStatus.UNKNOWN})
"""States of a parcel that say nothing against a cancelled order."""
NO_LONGER = ("The store no longer has it; what we know of it is from before.", True)


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence, who said it and since when all of them are heard, and whether to act."""

    text: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    heard_at: datetime | None = None
    is_trouble: bool = False


def headline(customer: Customer, number: str | None = None, zone: tzinfo | None = None) -> Headline:
    """Say how the order stands; without a number the one that most likely matters now.

    Days are those of `zone` (None: this computer's) unless the source told a wall clock.
    """
    known = relevant_order(customer, number)
    if known is None:
        return Headline(f"No orders are known for {customer.name}.")
    sentences = [*_sentences(known, zone)]
    text = " ".join(sentence for sentence, _ in sentences)
    if len(customer.orders) > 1:
        text = f"Order {known.order.number}: {text[0].lower()}{text[1:]}"
    told: list[KnownOrder | KnownParcel] = [
        known,
        *(one for one in (*known.parcels(), *known.returns()) if one.is_tracked),
    ]
    return Headline(
        text=text,
        facts=tuple(_facts(known, zone)),
        sources=tuple(dict.fromkeys(one.connection for one in told)),
        heard_at=min(one.last_heard for one in told),
        is_trouble=any(trouble for _, trouble in sentences) or _is_disputed(known),
    )


def relevant_order(customer: Customer, number: str | None = None) -> KnownOrder | None:
    """Return the order of that number, else the newest open one, else the newest."""
    orders = customer.orders
    named = [known for known in orders if known.order.number == number]
    still_open = [known for known in orders if known.is_open()]
    return max(named or still_open or orders, key=_newest_last, default=None)


def is_in_trouble(known: KnownOrder) -> bool:
    """Say whether somebody has to act on an order."""
    return any(trouble for _, trouble in _sentences(known, None))


def _is_disputed(known: KnownOrder) -> bool:
    return any(parcel.is_disputed() for parcel in known.parcels())


def _newest_last(known: KnownOrder) -> int:
    return known.order.placed.sort_key(known.first_heard)


def _facts(known: KnownOrder, zone: tzinfo | None) -> Iterator[str]:
    if ordered := on_day(known.order.placed, zone):
        yield f"ordered {ordered}"
    if _is_disputed(known):
        yield f"{known.connection} says delivered"


def _sentences(known: KnownOrder, zone: tzinfo | None) -> Iterator[tuple[str, bool]]:
    order, parcels = known.order, known.parcels()
    if known.gone_at is not None or order.state.casefold() in CANCELLED_WORDS:
        yield _cancelled(order) if known.gone_at is None else NO_LONGER
        yield from _still_moving(parcels, zone)
        return
    if parcels:
        yield from parcels_stand(parcels, zone)
        if order.is_open and (missing := _unsent(order, parcels)):
            is_one = missing == 1
            yield f"{missing:f} item{' is' if is_one else 's are'} not sent yet.", False
    else:
        yield _nothing_sent(order, zone)
    yield from returns_stand(known.returns(), zone)
    yield from _refunds(order)


def _still_moving(
    parcels: Sequence[KnownParcel], zone: tzinfo | None
) -> Iterator[tuple[str, bool]]:
    """Yield what carriers say of parcels that should not be under way at all."""
    tracked = [parcel for parcel in parcels if parcel.is_tracked]
    if any(parcel.status not in OVER for parcel in tracked):
        yield how_they_stand(tracked, zone)[0], True


def _cancelled(order: Order) -> tuple[str, bool]:
    paid = _amount(order, PaymentStage.SETTLED)
    if not paid.minor:
        return "Cancelled; no payment was taken that we know of.", False
    back, pending = order.refunded(), order.refund_pending()
    if back.minor >= paid.minor:
        return f"Cancelled; {back} was refunded.", False
    if pending.minor:
        return f"Cancelled; a refund of {pending} is asked for and not paid out yet.", True
    if back.minor:
        return f"Cancelled; {paid} was paid and only {back} refunded.", True
    return f"Cancelled; {paid} was paid and not refunded.", True


def _unsent(order: Order, parcels: Sequence[KnownParcel]) -> Decimal:
    wanted = sum((line.quantity - line.cancelled for line in order.lines), Decimal(0))
    sent = sum(
        (quantity for parcel in parcels for _, quantity in parcel.fulfilment.lines), Decimal(0)
    )
    return wanted - sent if sent else Decimal(0)


def _nothing_sent(order: Order, zone: tzinfo | None) -> tuple[str, bool]:
    if not order.is_open:
        return f"No parcel is known; the store's word for the order is “{order.state}”.", False
    if (paid := _amount(order, PaymentStage.SETTLED)).minor:
        return f"{paid} is paid; {_called_off(order) or 'nothing is sent yet'}.", False
    if (held := _amount(order, PaymentStage.AUTHORIZED)).minor:
        return f"{held} is authorised and not taken yet; nothing is sent.", False
    if failed := [one for one in order.payments if one.stage == PaymentStage.FAILED]:
        return f"A payment of {failed[-1].amount} failed; nothing is paid or sent.", True
    placed = on_day(order.placed, zone)
    ordered = f"Ordered on {placed}" if placed else "Ordered"
    return f"{ordered}; not paid yet as far as we know, and nothing is sent.", False


def _called_off(order: Order) -> str:
    """Say that all that was sent was called off; the store may call the order shipped for ever."""
    if not order.fulfilments:
        return ""
    return f"its shipment was cancelled, and the store's word for the order is “{order.state}”"


def _refunds(order: Order) -> Iterator[tuple[str, bool]]:
    if (back := order.refunded()).minor:
        yield f"{back} was refunded.", False
    if (pending := order.refund_pending()).minor:
        yield f"A refund of {pending} is asked for and not paid out yet.", False
    failed = [refund for refund in order.refunds if refund.stage == RefundStage.FAILED]
    if failed:
        yield f"A refund of {failed[-1].amount} failed.", True


def _amount(order: Order, stage: str) -> Money:
    currency = order.total.currency
    return money.total(
        (
            payment.amount
            for payment in order.payments
            if payment.stage == stage and payment.amount.currency == currency
        ),
        currency,
    )
