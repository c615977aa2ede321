"""What may go back of an order: judged by the policy on what is known now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agent_console.actions.returns.cases import Case
from agent_console.domain import money
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Order, OrderLine
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.returning.case import Item, on_their_way
from agent_console.domain.returning.lines import NOTHING, Wish, left_of
from agent_console.domain.returning.policy import Policy, Reason
from agent_console.domain.returning.verdict import Verdict, verdict

DAY = len("2026-11-26")


class CannotReturnError(Exception):
    """Nothing can go back so; `reasons` say why, `verdict` where it is the policy that says no."""

    def __init__(self, *reasons: str, verdict: Verdict | None = None) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class ReturnWish:
    """What somebody wants to send back: quantities by SKU of one order, and why.

    `is_another` says that just the same is on its way already, and this is another of it.
    """

    order: str
    lines: Mapping[str, Decimal]
    reason: Reason
    is_another: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A wish with its verdict; `facts` are what that rests on, `worth` is what the goods cost.

    `same` is the return that brings just these goods back already, unless this is another after
    so many `before`.
    """

    known: KnownOrder
    items: tuple[Item, ...]
    reason: Reason
    verdict: Verdict
    facts: Mapping[str, str]
    worth: Money
    same: Case | None = None
    before: int = 0


def judge(
    policy: Policy, customer: Customer, wish: ReturnWish, *, others: Sequence[Case], now: datetime
) -> Judged:
    """Judge a wish; `others` are the returns of the customer that it comes beside.

    Raises:
        CannotReturnError: the customer has no such order.
    """
    known = next((one for one in customer.orders if one.order.number == wish.order), None)
    if known is None:
        raise CannotReturnError(f"{customer.name or 'This customer'} has no order {wish.order}.")
    returning = on_their_way([(one.intent, one.order) for one in others], wish.order)
    wanted = Wish(known.order, wish.lines, wish.reason, returning)
    delivered = _delivered(known, wish.lines)
    told = verdict(policy, wanted, delivered, now)
    facts = {"delivered": _day(delivered), **_left(wanted)}
    items = tuple(_items(wanted))
    return Judged(known, items, wish.reason, told, facts, _worth(wanted, items))


def _lines(order: Order, sku: str) -> list[OrderLine]:
    return [one for one in order.lines if one.sku == sku]


def _left(wanted: Wish) -> dict[str, str]:
    """Return how much of each article can still go back, in words that can be compared."""
    left = {
        sku: left_of(_lines(wanted.order, sku), wanted.returning.get(sku, NOTHING))
        for sku in wanted.lines
    }
    return {sku: f"{one.normalize():f}" for sku, one in left.items()}


def _items(wanted: Wish) -> Iterator[Item]:
    for sku, quantity in wanted.lines.items():
        for line in _lines(wanted.order, sku)[:1]:
            yield Item(sku, line.title, quantity)


def _worth(wanted: Wish, items: Sequence[Item]) -> Money:
    costs = (_times(_lines(wanted.order, one.sku)[0].unit_price, one.quantity) for one in items)
    return money.total(costs, wanted.order.total.currency)


def _times(price: Money, quantity: Decimal) -> Money:
    return Money(round(price.minor * quantity), price.currency)


def _delivered(known: KnownOrder, lines: Mapping[str, Decimal]) -> Moment | None:
    """Return when the last parcel came that any of the lines was in."""
    wanted = {one.external_id for one in known.order.lines if one.sku in lines}
    parcels = [
        one
        for one in known.parcels()
        if not one.fulfilment.lines or wanted & {line for line, _ in one.fulfilment.lines}
    ]
    came = [one.shipment.delivered for one in parcels if one.status is ParcelStatus.DELIVERED]
    told = [one for one in came if one is not None and one != Moment()]
    return max(told, key=Moment.told_key, default=None)


def _day(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return (moment.local or (moment.utc.isoformat() if moment.utc else ""))[:DAY]
