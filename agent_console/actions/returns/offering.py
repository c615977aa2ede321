"""What a return comes to: what can go back, what was left open, the rate, what is in the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from agent_console.actions.returns.asking import allowed
from agent_console.actions.returns.cases import Case
from agent_console.actions.returns.judging import CannotReturnError, Judged
from agent_console.actions.returns.judging import ReturnWish as Wanted
from agent_console.domain.acting.intent import new_key
from agent_console.domain.acting.label import Rate
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.returning.case import on_their_way
from agent_console.domain.returning.lines import NOTHING, left_of
from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.labels import Told
from agent_console.ports.acting.returning import Offer, Returnable, ReturnWish


def order_of(customer: Customer, number: str | None) -> KnownOrder | None:
    """Return the order of a number, without one the newest."""
    fitting = (one for one in customer.orders if number in {None, one.order.number})
    return next(fitting, None)


def returnable(known: KnownOrder, wish: ReturnWish, cases: Iterable[Case]) -> Iterator[Returnable]:
    """Yield each article once, with what of it can go back."""
    gone = on_their_way([(one.intent, one.order) for one in cases], known.order.number)
    skus = dict.fromkeys(one.sku for one in known.order.lines if one.sku)
    for sku in skus:
        lines = [one for one in known.order.lines if one.sku == sku]
        left = left_of(lines, gone.get(sku, NOTHING))
        if left > NOTHING:
            wanted = (wish.lines or {}).get(sku, NOTHING)
            yield Returnable(sku, lines[0].title, left, wanted, lines[0].unit_price)


def completed(wish: ReturnWish, known: KnownOrder, lines: Sequence[Returnable]) -> ReturnWish:
    """Choose what was left open: of a single article all of it, of several none."""
    chosen: Mapping[str, Decimal] | None = wish.lines
    if chosen is None:
        chosen = {one.sku: one.left for one in lines} if len(lines) == 1 else {}
    return replace(
        wish,
        order=known.order.number,
        lines=chosen,
        reason=wish.reason or Reason.CHANGED_MIND,
        key=wish.key or new_key(),
    )


def wanted(wish: ReturnWish) -> Wanted:
    """Return what is judged of a wish."""
    reason = wish.reason or Reason.OTHER
    return Wanted(wish.order or "", wish.lines or {}, reason, wish.is_another)


def rate_of(offer: Offer) -> Rate | None:
    """Return the rate that was chosen, else the cheapest."""
    rates = offer.quote.rates if offer.quote else ()
    chosen = [one for one in rates if one.external_id == offer.wish.rate]
    return next(iter((*chosen, *rates)), None)


def in_the_way(offer: Offer, judged: Judged, told: Told | None) -> tuple[str, ...]:
    """Say in whole sentences why it cannot be ordered."""
    verdict, reasons = judged.verdict, list[str]()
    if judged.same is not None or verdict.is_final:
        try:
            allowed(judged, offer.wish.exception)
        except CannotReturnError as error:
            reasons += error.reasons
    if told is not None and told.trouble:
        reasons.append(f"No price: {told.trouble}")
    elif offer.quote is not None and offer.rate is None:
        reasons += ["No carrier offers a label for this parcel.", *offer.quote.warnings]
    return tuple(reasons)
