"""The order in the context pane: lines, payments, parcels, refunds, each with its source."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import (
    SHIPPING_DISCOUNT,
    Order,
    OrderLine,
    Payment,
    PaymentStage,
)
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.domain.wording import spelled
from agent_console.queries.days import on_day
from agent_console.queries.namesakes import ambiguity
from agent_console.queries.parcels import short_number
from agent_console.queries.radar import TURNS
from agent_console.ui.screens.customer.people.rows import by_hand, number_of, unlinking
from agent_console.ui.screens.customer.viewmodel import (
    RETURN,
    STATUS_WORDS,
    CustomerPage,
    says,
    status_words,
    when,
)
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.facts import Fact, FactKind, fact, heading, text, title
from agent_console.ui.widgets.times import Times, short_day

MOST_CHOICES = 8
PAYMENT_WORDS: dict[str, str] = {
    PaymentStage.AUTHORIZED: "authorised, not taken yet",
    PaymentStage.SETTLED: "paid",
    PaymentStage.FAILED: "failed",
    PaymentStage.CANCELLED: "cancelled",
}
UNLINK_KEY = "U"
WAIT = "Wait for what happens next."


def card(page: CustomerPage) -> tuple[Fact, ...]:
    """Return the orders to choose from, then all that is known of the chosen one."""
    known = page.known_order()
    if page.customer is None or known is None:
        return ()
    return (
        *_next_step(page, known),
        *_suggested(page),
        *_linked(page),
        *_choices(page.customer, known, page.times),
        *_order(known, page.times),
    )


def _next_step(page: CustomerPage, known: KnownOrder) -> Iterator[Fact]:
    """Say what is to be done next about the order looked at, until when, and why."""
    one = next((one for one in page.steps if one.order == known.order.number), None)
    if one is None:
        return
    times = page.times
    until = "until" if one.acts_by > times.clock.now() else "since"
    day = short_day(one.acts_by.astimezone(times.zone).date())
    yield title("Next step", f"{until} {day}, {times.clock_time(one.acts_by)}")
    first, *others = one.remedies or (WAIT,)
    yield text(first, Ink.TEXT)
    yield from (text(f"Or: {other[0].lower()}{other[1:]}") for other in others)
    yield text(f"{one.cause} {one.why} It is {TURNS[one.turn]}.")


def _suggested(page: CustomerPage) -> Iterator[Fact]:
    """Name the household, and who may be the same person: looked at, never joined by itself."""
    for mate in page.customer.households if page.customer else ():
        yield Fact(FactKind.CHOICE, f"Household: {mate.other.name}", key=mate.other.id)
    for one in page.suggested:
        is_open = f"order {one.open_order} is open" if one.open_order else ""
        against = ", ".join(reason.words for reason in one.compared.against)
        quiet = " · ".join(filter(None, (against, one.email, is_open)))
        words = f"{one.why.capitalize()}: {one.name}"
        yield Fact(FactKind.CHOICE, words, quiet=quiet, key=one.id)


def _linked(page: CustomerPage) -> Iterator[Fact]:
    """Name what people linked, with who, when and why; choosing it takes it back."""
    told = page.customer
    links = by_hand(told.links) if told else ()
    if told is not None and links:
        numbers = all(number_of(told, link) for link in links)
        yield title("Kept numbers" if numbers else "Linked as one person")
        for number, link in enumerate(links):
            yield unlinking(told, link, page.times, "" if number else UNLINK_KEY)


def _choices(customer: Customer, chosen: KnownOrder, times: Times) -> Iterator[Fact]:
    orders = sorted(customer.orders, key=lambda o: o.order.placed.sort_key(o.first_heard))[::-1]
    if len(orders) < 2:  # noqa: PLR2004 - one order is no choice
        return
    at = orders.index(chosen)
    start = max(0, min(at - MOST_CHOICES // 2, len(orders) - MOST_CHOICES))
    shown = orders[start : start + MOST_CHOICES]
    count = f"{len(shown)} of {customer.order_count}" if len(shown) < customer.order_count else ""
    yield title("Orders", count or "Alt ↑ ↓")
    is_several = len({known.through.identity.value for known in customer.orders}) > 1
    for known in shown:
        order = known.order
        through = f"through {known.through.identity.value}" if is_several else ""
        told = (on_day(order.placed, times.zone), spelled(order.state), through)
        yield Fact(
            FactKind.CHOICE,
            order.number,
            str(order.total),
            " · ".join(filter(None, told)),
            is_chosen=known is chosen,
            key=order.number,
        )


def _order(known: KnownOrder, times: Times) -> Iterator[Fact]:
    order, said = known.order, _said(known, times)
    yield title(f"Order {order.number}", said)
    if known.gone_at is not None:
        yield text(f"No longer in the store, seen {times.ago(known.gone_at)}.")
    placed = on_day(order.placed, times.zone)
    yield fact(f"placed {placed}" if placed else "placed, day not told", spelled(order.state))
    yield heading("Lines", said)
    for line in order.lines:
        yield _line(line)
        if line.how_to:
            yield text(f"How to use it: {line.how_to}")
    beside = (one for one in order.charges if one.kind != SHIPPING_DISCOUNT)
    yield from (fact(one.title, _amount(one.amount)) for one in beside)
    if order.shipping is not None:
        yield fact("Shipping", _amount(order.shipping), _off_shipping(order))
    yield fact("Total", str(order.total), strong=True)
    yield heading("Payments", said)
    if not order.payments:
        yield text("None known.")
    yield from (_payment(payment, times) for payment in order.payments)
    yield from _parcels(known, said, times)
    yield from _refunds(order, said, times)
    if order.ship_to:
        yield heading("Goes to", said)
        yield text(order.ship_to)


def _off_shipping(order: Order) -> str:
    """Say what was taken off the shipping, which its amount is without."""
    off = (one for one in order.charges if one.kind == SHIPPING_DISCOUNT)
    told = (f"{_amount(replace(one.amount, minor=-one.amount.minor))}, {one.title}" for one in off)
    less = "; ".join(told)
    return f"less {less}" if less else ""


def _parcels(known: KnownOrder, said: str, times: Times) -> Iterator[Fact]:
    if not known.order.fulfilments and not known.order.returns:
        return
    yield heading("Parcels", said)
    told = (*known.parcels(), *known.returns())
    yield from (_parcel(known, parcel, times) for parcel in told)
    for gone in known.order.fulfilments:
        if gone.status is ParcelStatus.CANCELLED:
            state = STATUS_WORDS[gone.status].words
            yield fact(_named(gone.carrier, gone.number), state, f"“{gone.state}”")


def _parcel(known: KnownOrder, parcel: KnownParcel, times: Times) -> Fact:
    told = parcel.shipment
    parts = (
        _source_word(told),
        when(parcel, times),
        f"{says(known, parcel)} {times.age(parcel.last_heard)}" if parcel.is_tracked else "",
        ambiguity(known, parcel, times.zone),
    )
    quiet = " · ".join(part for part in parts if part)
    named = _named(parcel.carrier(), told.number)
    called = f"{RETURN} {named}" if parcel.is_return else named
    return fact(called, status_words(parcel).words, quiet)


def _source_word(told: Shipment) -> str:
    """Word what the source says of the state where that tells more than our word."""
    said = told.remark() or told.status_text
    return f"“{said}”" if said not in {None, "", told.status} else ""


def _named(carrier: str | None, number: str | None) -> str:
    parts = (carrier, short_number(number or ""))
    return " ".join(part for part in parts if part) or "No number told"


def _payment(payment: Payment, times: Times) -> Fact:
    state = PAYMENT_WORDS.get(payment.stage, f"“{payment.state}”")
    ink = Ink.BAD if payment.stage == PaymentStage.FAILED else Ink.TEXT
    quiet = f"{state}{_when(payment.created, times)}"
    method = payment.method or "Method not told"
    return Fact(FactKind.FACT, method, str(payment.amount), quiet, ink=ink)


def _refunds(order: Order, said: str, times: Times) -> Iterator[Fact]:
    if not order.refunds:
        return
    yield heading("Refunds", said)
    for refund in order.refunds:
        when = _when(refund.created, times)
        yield fact(
            refund.reason or "No reason told", str(refund.amount), f"{spelled(refund.state)}{when}"
        )
    yield fact("Paid back so far", str(order.refunded()), strong=True)


def _line(line: OrderLine) -> Fact:
    """State what is left of the line costs, as in the total; one of several is said on hover."""
    quiet = _taken_back(line)
    unit = line.unit_price
    minor = (line.quantity - line.cancelled) * unit.minor
    is_exact = line.stated is not None or minor == int(minor)
    costs = line.stated or Money(int(minor), unit.currency)
    each = f"{unit} each"
    return Fact(
        FactKind.FACT,
        f"{_plain(line.quantity)} \N{MULTIPLICATION SIGN} {line.title}",
        _amount(costs) if is_exact else each,
        quiet,
        spoken_more=each if is_exact and line.quantity != 1 else "",
    )


def _taken_back(line: OrderLine) -> str:
    """Say how many were cancelled and refunded; mostly both are the same."""
    cancelled, refunded = line.cancelled, line.refunded
    if cancelled and cancelled == refunded:
        return f"{_plain(cancelled)} cancelled and refunded"
    if cancelled and refunded:
        return f"{_plain(cancelled)} cancelled; {_plain(refunded)} refunded in all"
    parts = ((cancelled, "cancelled"), (refunded, "refunded"))
    return "".join(f"{_plain(count)} {word}" for count, word in parts if count)


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def _amount(amount: Money) -> str:
    return str(amount).rpartition(" ")[0]


def _said(known: KnownOrder, times: Times) -> str:
    return f"{known.connection}  ·  {times.age(known.last_heard)}"


def _when(moment: Moment | None, times: Times) -> str:
    day = on_day(moment, times.zone)
    return f" · {day}" if day else ""
