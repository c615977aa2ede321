"""What the store tells of an order besides its parcels: cancelled, paid, not sent, refunded."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from agent_console.domain import money
from agent_console.domain.customer import KnownParcel
from agent_console.domain.money import Money
from agent_console.domain.observation import EntryKind
from agent_console.domain.order import Order, OrderLine, PaymentStage, RefundStage
from agent_console.queries.answers.case import Case, goods
from agent_console.queries.answers.clauses import Clause, Line, On, Quoted, Rank, Slot


def gone(case: Case) -> Clause:
    """Say that the store no longer has the order."""
    return Clause("order.gone", (case.order_fact(),), is_trouble=True)


def cancelled(case: Case) -> Clause:
    """Say that the order is cancelled and what became of the money."""
    order = case.known.order
    paid, back, pending = _paid(order), order.refunded(), order.refund_pending()
    if not paid.minor:
        name, amount = "unpaid", back
    elif back.minor >= paid.minor or (back.minor and back.currency != paid.currency):
        name, amount = "refunded", back
    elif pending.minor:
        name, amount = "pending", pending
    else:
        name, amount = "partly" if back.minor else "kept", back
    facts = case.facts(case.event(EntryKind.ORDER, "cancelled"))
    slots: dict[str, Slot] = {"paid": paid, "amount": amount}
    is_trouble = name in {"pending", "partly", "kept"}
    return Clause(f"cancelled.{name}", facts, slots, is_trouble=is_trouble)


def nothing_sent(case: Case) -> Clause:
    """Say how far an order is that has no parcel yet."""
    order = case.known.order
    failed = [one for one in order.payments if one.stage == PaymentStage.FAILED]
    paid, held = _paid(order), _amount(order, PaymentStage.AUTHORIZED)
    slots: dict[str, Slot] = {"state": Quoted(order.state), "on_day": On(order.placed)}
    if not order.is_open:
        name = "closed"
    elif paid.minor:
        name, slots["amount"] = "called_off" if order.fulfilments else "paid", paid
    elif held.minor:
        name, slots["amount"] = "held", held
    elif failed:
        name, slots["amount"] = "failed", failed[-1].amount
    else:
        name = "unpaid"
    facts = case.facts(case.event(EntryKind.PAYMENT), case.event(EntryKind.ORDER, "placed"))
    return Clause(f"nothing.{name}", facts, slots, is_trouble=name == "failed")


def unsent(case: Case, parcels: Sequence[KnownParcel]) -> Iterator[Clause]:
    """Yield what of an order is not sent yet; nothing where no store says what a parcel holds."""
    order, sent = case.known.order, _sent(parcels)
    missing = {
        one.external_id: _still_due(one, sent.get(one.external_id, Decimal(0)))
        for one in order.lines
    }
    total = sum(missing.values(), Decimal(0))
    named = goods(case.known, {line: many for line, many in missing.items() if many > 0})
    if not (order.is_open and sent) or total <= 0 or (total % 1 and not named.articles):
        return
    name = "order.unsent_named" if named.articles else "order.unsent"
    slots: dict[str, Slot] = {"articles": named}
    facts = (case.order_fact(),)
    yield Clause(name, facts, slots, Rank.NEXT, Line.US, count=int(total))


def _still_due(line: OrderLine, sent: Decimal) -> Decimal:
    """Return how many of an article are to be sent; money for more than was sent is for those."""
    given_up = max(line.refunded - sent, Decimal(0))
    return line.quantity - line.cancelled - sent - given_up


def _sent(parcels: Sequence[KnownParcel]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line, quantity in (one for parcel in parcels for one in parcel.fulfilment.lines):
        found[line] = found.get(line, Decimal(0)) + quantity
    return found


def refunds(case: Case) -> Iterator[Clause]:
    """Yield what went back, what is asked for, what failed."""
    order = case.known.order
    if (back := order.refunded()).minor > 0:
        entry = case.event(EntryKind.REFUND, RefundStage.SETTLED)
        slots: dict[str, Slot] = {"amount": back, "on_day": On(entry.moment) if entry else None}
        yield _refund("settled", case.facts(entry), slots)
    if (pending := order.refund_pending()).minor > 0:
        entry = case.event(EntryKind.REFUND, RefundStage.PENDING)
        on_day = On(entry.moment) if entry else None
        yield _refund("pending", case.facts(entry), {"amount": pending, "on_day": on_day})
    failed = [one for one in order.refunds if one.stage == RefundStage.FAILED]
    if failed and failed[-1].amount.minor > 0:
        entry = case.event(EntryKind.REFUND, RefundStage.FAILED)
        yield _refund("failed", case.facts(entry), {"amount": failed[-1].amount})


def _refund(name: str, facts: tuple[str, ...], slots: dict[str, Slot]) -> Clause:
    is_failed = name == "failed"
    rank = Rank.MUST if is_failed else Rank.MONEY
    return Clause(f"refund.{name}", facts, slots, rank, Line.US, is_trouble=is_failed)


def _paid(order: Order) -> Money:
    return _amount(order, PaymentStage.SETTLED)


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
