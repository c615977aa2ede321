"""The courses an ordinary order can take, and how often each happens."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from agent_console.sandbox.deeds import buying, giving_back, sending, telling
from agent_console.sandbox.plans.plan import Clerk, Step
from agent_console.sandbox.shop import Line, Order, Parcel

WORK = (7, 15)
"""The hours in which the warehouse packs."""
METHODS = ("card", "card", "card", "paypal", "klarna", "bank-transfer")
FAILS = 0.05
"""So many refunds bounce."""
Course = Callable[[Clerk, Order, datetime], list[Step]]


def ordinary(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Placed, packed, shipped, delivered."""
    return [_placed(clerk, order, at), *_sent(clerk, order, at)]


def split(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """One order in two parcels, the second a few days later."""
    first, *rest = _apart(order)
    soon = _sent(clerk, order, at, clerk.parcel(order, [first]))
    late = at + timedelta(days=clerk.rng.randrange(1, 5))
    return [
        _placed(clerk, order, at),
        *soon,
        *_sent(clerk, order, late, clerk.parcel(order, rest)),
    ]


def refunded(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Delivered, then one line given back and paid out."""
    steps = refund_waits(clerk, order, at)
    settled = clerk.later(steps[-1].at, clerk.rng.randrange(1, 4), WORK)
    state = "Failed" if clerk.rng.random() < FAILS else "Settled"
    deed = partial(giving_back.settle_refund, order=order, by=clerk.agent(), state=state)
    return [*steps, Step(settled, deed)]


def refund_waits(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Delivered, then one line given back, not paid out yet."""
    steps = ordinary(clerk, order, at)
    line = clerk.rng.choice(order.lines)
    deed = partial(
        giving_back.refund,
        order=order,
        amount=order.price_of(line),
        reason=clerk.reason("refund"),
        lines=[(line, 1)],
    )
    days = clerk.rng.randrange(2, 12)
    return [*steps, Step(clerk.later(steps[-1].at, days, WORK), deed)]


def cancelled(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Cancelled before it was packed; the money is still with the shop."""
    deed = partial(giving_back.cancel, order=order, reason=clerk.reason("cancel"), by=clerk.agent())
    return [_placed(clerk, order, at), Step(_soon(clerk, at), deed)]


def cancelled_and_paid_back(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Cancelled, and the money given back."""
    refund = partial(
        giving_back.refund,
        order=order,
        amount=order.total,
        reason="Order cancelled",
        lines=_shares(order),
    )
    steps = cancelled(clerk, order, at)
    approved = steps[-1].at + timedelta(minutes=clerk.rng.randrange(2, 40))
    settle = partial(giving_back.settle_refund, order=order, by=clerk.agent())
    settled = clerk.later(approved, clerk.rng.randrange(1, 4), WORK)
    return [*steps, Step(approved, refund), Step(settled, settle)]


def cancelled_in_part(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """One piece cancelled, the rest sent."""
    deed = partial(
        giving_back.cancel_part,
        order=order,
        line=_several(order),
        reason=clerk.reason("cancel_part"),
        by=clerk.agent(),
    )
    return [
        _placed(clerk, order, at),
        Step(_soon(clerk, at), deed),
        *_sent(clerk, order, at + timedelta(hours=9)),
    ]


def reduced(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Changed to one piece less after it was placed, then sent."""
    deed = partial(
        giving_back.reduce,
        order=order,
        line=_several(order),
        note=clerk.reason("modify"),
        by=clerk.agent(),
    )
    return [
        _placed(clerk, order, at),
        Step(_soon(clerk, at), deed),
        *_sent(clerk, order, at + timedelta(hours=9)),
    ]


def redirected(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Sent to another house number than first said."""
    street = f"{order.person.address.street}/{clerk.rng.randrange(2, 20)}"
    deed = partial(
        giving_back.redirect,
        order=order,
        street=street,
        note=clerk.reason("redirect"),
        by=clerk.agent(),
    )
    return [
        _placed(clerk, order, at),
        Step(_soon(clerk, at), deed),
        *_sent(clerk, order, at + timedelta(hours=9)),
    ]


def authorised(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Paid by a method whose money is taken only when the goods are ready."""
    place = partial(buying.place, order=order, method="invoice", is_authorised_only=True)
    sent = _sent(clerk, order, at)
    settle = partial(buying.settle, order=order, by=clerk.agent())
    return [Step(at, place), Step(sent[0].at - timedelta(minutes=5), settle), *sent]


def declined(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """The first card is refused, the second pays."""
    later = at + timedelta(minutes=clerk.rng.randrange(1, 30))
    return [
        Step(at, partial(buying.fill, order=order)),
        Step(at + timedelta(seconds=40), partial(buying.decline, order=order, method="card")),
        Step(later, partial(buying.pay, order=order, method="paypal")),
        *_sent(clerk, order, later),
    ]


def packed_twice(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Packed, called off, packed anew."""
    packed = clerk.later(at, 1, WORK)
    wrong, by = clerk.parcel(order), clerk.packer()
    call_off = partial(sending.call_off, order=order, parcel=wrong, by=by)
    return [
        _placed(clerk, order, at),
        Step(packed, partial(sending.pack, order=order, parcel=wrong, by=by)),
        Step(packed + timedelta(minutes=35), call_off),
        *_sent(clerk, order, packed),
    ]


def lost(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Shipped, and never heard of again."""
    return ordinary(clerk, order, at)[:-1]


def out_of_stock(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """Paid, and waiting for goods; staff say so."""
    text = "Not on the shelf, next delivery in two weeks. Told the customer, who waits."
    deed = partial(telling.note, about=order, text=text, by=clerk.packer())
    return [_placed(clerk, order, at), Step(clerk.later(at, 1, WORK), deed)]


def abandoned(_clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """A cart left at the till."""
    return [Step(at, partial(buying.fill, order=order))]


def at_the_counter(clerk: Clerk, order: Order, at: datetime) -> list[Step]:
    """A draft made in the shop, not placed yet."""
    order.channel, order.shipping, order.coupon = clerk.ingredients.counter, 0, None
    return [Step(at, partial(buying.draft, order=order, by=clerk.agent()))]


COURSES: Sequence[tuple[Course, int]] = (
    (ordinary, 520),
    (split, 100),
    (refunded, 80),
    (refund_waits, 30),
    (cancelled, 35),
    (cancelled_and_paid_back, 40),
    (cancelled_in_part, 30),
    (reduced, 30),
    (redirected, 20),
    (authorised, 60),
    (declined, 15),
    (packed_twice, 15),
    (lost, 12),
    (out_of_stock, 10),
    (abandoned, 8),
    (at_the_counter, 8),
)


def _placed(clerk: Clerk, order: Order, at: datetime) -> Step:
    return Step(at, partial(buying.place, order=order, method=clerk.rng.choice(METHODS)))


def _sent(clerk: Clerk, order: Order, at: datetime, parcel: Parcel | None = None) -> list[Step]:
    parcel, by = parcel or clerk.parcel(order), clerk.packer()
    packed = clerk.later(at, 1, WORK)
    shipped = clerk.later(packed, 0, (14, 17))
    delivered = clerk.arrival(order, parcel, shipped)
    return [
        Step(packed, partial(sending.pack, order=order, parcel=parcel, by=by)),
        Step(shipped, partial(sending.ship, order=order, parcel=parcel, by=by)),
        Step(delivered, partial(sending.deliver, order=order, parcel=parcel)),
    ]


def _soon(clerk: Clerk, at: datetime) -> datetime:
    return at + timedelta(minutes=clerk.rng.randrange(12, 300))


def _shares(order: Order) -> list[tuple[Line, int]]:
    return [(line, line.quantity) for line in order.lines]


def _apart(order: Order) -> list[tuple[Line, int]]:
    """Share an order in two or more; the pieces of a single line part."""
    if len(order.lines) > 1:
        return _shares(order)
    line = _several(order)
    return [(line, 1), (line, line.quantity - 1)]


def _several(order: Order) -> Line:
    """Find a line of more than one piece, or make one before the order is placed."""
    found = max(order.lines, key=lambda line: line.quantity)
    found.quantity = max(found.quantity, 2)
    return found
