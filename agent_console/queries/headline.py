"""What to tell the customer about an order, in a sentence that says only what the facts hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from agent_console.domain import money
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Fulfilment, Order, PaymentStage, RefundStage
from agent_console.domain.parcel import ParcelStatus

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CANCELLED_WORDS = frozenset({"cancelled", "canceled"})
BOTH = 2
NO_LONGER = ("The store no longer has it; what we know of it is from before.", True)


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a parcel's status is said: of one, of one with its day, of several; is it trouble?"""

    status: ParcelStatus
    one: str
    one_dated: str
    many: str
    is_trouble: bool = False


PHRASES: dict[ParcelStatus, Phrase] = {
    phrase.status: phrase
    for phrase in (
        Phrase(ParcelStatus.DELIVERED, "is delivered", "was delivered on {day}", "are delivered"),
        Phrase(
            ParcelStatus.OUT_FOR_DELIVERY,
            "is out for delivery",
            "is out for delivery",
            "are out for delivery",
        ),
        Phrase(
            ParcelStatus.AVAILABLE_FOR_PICKUP,
            "waits to be picked up",
            "waits to be picked up",
            "wait to be picked up",
        ),
        Phrase(ParcelStatus.IN_TRANSIT, "is shipped", "was shipped on {day}", "are shipped"),
        Phrase(
            ParcelStatus.PRE_TRANSIT,
            "is prepared and not shipped yet",
            "was prepared on {day} and is not shipped yet",
            "are prepared and not shipped yet",
        ),
        Phrase(
            ParcelStatus.ATTEMPT_FAILED,
            "could not be handed over",
            "could not be handed over",
            "could not be handed over",
            is_trouble=True,
        ),
        Phrase(ParcelStatus.EXCEPTION, "is held up", "is held up", "are held up", is_trouble=True),
        Phrase(
            ParcelStatus.RETURN_TO_SENDER,
            "is on its way back to us",
            "is on its way back to us",
            "are on their way back to us",
            is_trouble=True,
        ),
        Phrase(
            ParcelStatus.UNKNOWN,
            "has a state we do not know",
            "has a state we do not know",
            "have a state we do not know",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence, who said it and when we heard it, and whether somebody has to act."""

    text: str
    facts: tuple[str, ...] = ()
    source: str | None = None
    heard_at: datetime | None = None
    is_trouble: bool = False


def headline(customer: Customer, number: str | None = None, zone: tzinfo | None = None) -> Headline:
    """Say how the order stands; without a number the one that most likely matters now.

    Days are those of `zone` (None: this computer's) unless the source told a wall clock.
    """
    known = relevant_order(customer, number)
    if known is None:
        return Headline(f"No orders are known for {customer.name}.")
    order = known.order
    sentences = [*_sentences(order, zone)] if known.gone_at is None else [NO_LONGER]
    text = " ".join(sentence for sentence, _ in sentences)
    if len(customer.orders) > 1:
        text = f"Order {order.number}: {text[0].lower()}{text[1:]}"
    ordered = on_day(order.placed, zone)
    return Headline(
        text=text,
        facts=(f"ordered {ordered}",) if ordered else (),
        source=known.connection,
        heard_at=known.last_heard,
        is_trouble=any(trouble for _, trouble in sentences),
    )


def relevant_order(customer: Customer, number: str | None = None) -> KnownOrder | None:
    """Return the order of that number, else the newest open one, else the newest."""
    orders = customer.orders
    named = [known for known in orders if known.order.number == number]
    still_open = [known for known in orders if known.is_open()]
    return max(named or still_open or orders, key=_newest_last, default=None)


def is_in_trouble(order: Order) -> bool:
    """Say whether somebody has to act on an order."""
    return any(trouble for _, trouble in _sentences(order, None))


def on_day(moment: Moment | None, zone: tzinfo | None) -> str | None:
    """Word a day: "Sun 22 Nov"; None when no time was told."""
    day = day_of(moment, zone)
    return None if day is None else f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_of(moment: Moment | None, zone: tzinfo | None) -> date | None:
    """Return the day as told, else the day in the zone."""
    if moment is None:
        return None
    if moment.local is not None:
        return date.fromisoformat(moment.local[:10])
    return None if moment.utc is None else moment.utc.astimezone(zone).date()


def dated(parcel: Fulfilment) -> Moment | None:
    """Return when a parcel came to the status it has, or last moved as far as that was told."""
    if parcel.status is ParcelStatus.DELIVERED:
        return parcel.delivered
    return parcel.created if parcel.status is ParcelStatus.PRE_TRANSIT else parcel.shipped


def _newest_last(known: KnownOrder) -> int:
    return known.order.placed.sort_key(known.first_heard)


def _sentences(order: Order, zone: tzinfo | None) -> Iterator[tuple[str, bool]]:
    if order.state.casefold() in CANCELLED_WORDS:
        yield _cancelled(order)
        return
    parcels = [f for f in order.fulfilments if f.status is not ParcelStatus.CANCELLED]
    if parcels:
        yield _parcels(parcels, zone)
        if order.is_open and (missing := _unsent(order, parcels)):
            is_one = missing == 1
            yield f"{missing:f} item{' is' if is_one else 's are'} not sent yet.", False
    else:
        yield _nothing_sent(order, zone)
    yield from _refunds(order)


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


def _parcels(parcels: Sequence[Fulfilment], zone: tzinfo | None) -> tuple[str, bool]:
    groups: dict[ParcelStatus, list[Fulfilment]] = {}
    for parcel in sorted(parcels, key=lambda parcel: list(PHRASES).index(parcel.status)):
        groups.setdefault(parcel.status, []).append(parcel)
    trouble = any(PHRASES[status].is_trouble for status in groups)
    if len(groups) == 1:
        return _all_alike(parcels, zone), trouble
    said = [_some(group, zone) for group in groups.values()]
    if len(parcels) == BOTH:
        return f"1 of 2 parcels {said[0]}, the other {said[1]}.", trouble
    counted = [f"{len(group)} {words}" for group, words in zip(groups.values(), said, strict=True)]
    first = f"{len(next(iter(groups.values())))} of {len(parcels)} parcels {said[0]}"
    return f"{', '.join([first, *counted[1:]])}.", trouble


def _all_alike(parcels: Sequence[Fulfilment], zone: tzinfo | None) -> str:
    words = _some(parcels, zone)
    if len(parcels) == 1:
        return f"The parcel {words}."
    return f"{'Both' if len(parcels) == BOTH else f'All {len(parcels)}'} parcels {words}."


def _some(parcels: Sequence[Fulfilment], zone: tzinfo | None) -> str:
    phrase = PHRASES[parcels[0].status]
    if len(parcels) > 1:
        return phrase.many
    day = on_day(dated(parcels[0]), zone)
    return phrase.one_dated.format(day=day) if day else phrase.one


def _unsent(order: Order, parcels: Sequence[Fulfilment]) -> Decimal:
    wanted = sum((line.quantity - line.cancelled for line in order.lines), Decimal(0))
    sent = sum((quantity for parcel in parcels for _, quantity in parcel.lines), Decimal(0))
    return wanted - sent if sent else Decimal(0)


def _nothing_sent(order: Order, zone: tzinfo | None) -> tuple[str, bool]:
    if not order.is_open:
        return f"No parcel is known; the store's word for the order is “{order.state}”.", False
    if (paid := _amount(order, PaymentStage.SETTLED)).minor:
        return f"{paid} is paid; nothing is sent yet.", False
    if (held := _amount(order, PaymentStage.AUTHORIZED)).minor:
        return f"{held} is authorised and not taken yet; nothing is sent.", False
    if failed := [one for one in order.payments if one.stage == PaymentStage.FAILED]:
        return f"A payment of {failed[-1].amount} failed; nothing is paid or sent.", True
    placed = on_day(order.placed, zone)
    ordered = f"Ordered on {placed}" if placed else "Ordered"
    return f"{ordered}; not paid yet as far as we know, and nothing is sent.", False


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
