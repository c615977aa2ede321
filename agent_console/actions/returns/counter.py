"""Returns from one place: judged and priced while somebody looks, ordered, decided, voided."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from agent_console.actions.returns.asking import Asked, Choice, Returns, allowed
from agent_console.actions.returns.cases import Case
from agent_console.actions.returns.deciding import (
    CannotDecideError,
    Escalation,
    Escalations,
    NoSuchEscalationError,
)
from agent_console.actions.returns.judging import CannotReturnError, Judged
from agent_console.actions.returns.judging import ReturnWish as Wanted
from agent_console.actions.returns.sayings import REASONS
from agent_console.actions.returns.voiding import CannotVoidError, NoSuchReturnError, Voiding
from agent_console.domain.acting.intent import FREE, IntentState, new_key
from agent_console.domain.acting.intent import Wanted as WantedIntent
from agent_console.domain.acting.label import LabelFile, Rate
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.returning.case import on_their_way
from agent_console.domain.returning.exceptions import Decision
from agent_console.domain.returning.lines import NOTHING, left_of
from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.labels import Quotes, Shelf, Told
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import (
    Escalated,
    Offer,
    Returnable,
    Returned,
    ReturnWish,
)
from agent_console.ports.acting.sending import Way
from agent_console.ports.clock import Clock

NOBODY = "This customer is not known any more."
NO_SELLER = "No connection sells labels. Settings: connect a carrier that does, as EasyPost."
NOTHING_LEFT = "Nothing of this order can go back any more."
Mail = Callable[[Customer, Judged, str, Rate], WantedIntent]
"""Writes the letter that takes a label along; raises an error with `reasons`."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Who acts, and by which connection labels are bought now; `mail_to` is None without a mailbox.

    `mail` writes the letter for a label.
    """

    actor: str
    seller: Callable[[], Way | None]
    mail_to: Callable[[Customer, KnownOrder], str | None]
    mail: Mail


@dataclass(frozen=True, slots=True)
class StoreReturning:
    """Brings goods back by the policy of the house (port Returning)."""

    returns: Callable[[], Returns]
    quotes: Quotes
    shelf: Shelf
    clock: Clock
    trade: Trade

    def why_not(self) -> str:
        """Say why no label can be ordered."""
        return "" if self.trade.seller() else "nobody sells labels"

    def offer(self, wish: ReturnWish) -> Offer:
        """Judge what is wished for and ask for its price."""
        customer = self._customer(wish.profile)
        known = _order(customer, wish.order) if customer else None
        if customer is None or known is None:
            return Offer(wish, cannot=(NOBODY if customer is None else "There is no order yet.",))
        returns = self.returns()
        lines = tuple(_returnable(known, wish, returns.cases(customer)))
        whole = _whole(wish, known, lines)
        offer = Offer(whole, lines, mail_to=self.trade.mail_to(customer, known))
        if not lines:
            return replace(offer, cannot=(NOTHING_LEFT,))
        try:
            judged = returns.judge(customer, _wanted(whole), self.clock.now())
            told = self._priced(returns, judged, whole)
        except CannotReturnError as error:
            return replace(offer, cannot=error.reasons)
        offer = replace(offer, verdict=judged.verdict, quote=told.quote if told else None)
        offer = replace(offer, rate=_rate(offer))
        return replace(offer, cannot=_in_the_way(offer, judged, told))

    def order(self, offer: Offer) -> Handed:
        """Put a return into the outbox."""
        wish, way = offer.wish, self.trade.seller()
        customer = self._customer(wish.profile)
        if customer is None or way is None or offer.quote is None or offer.rate is None:
            return Handed(cannot=offer.cannot or (NOBODY if way else NO_SELLER,))
        said = Statement(self.trade.actor, self.clock.now(), "")
        try:
            judged = self.returns().judge(customer, _wanted(wish), said.when)
            allowed(judged, wish.exception)
            choice = Choice(offer.quote, offer.rate, exception=wish.exception)
            if wish.is_mailed and offer.mail_to:
                letter = self.trade.mail(customer, judged, wish.key, offer.rate)
                choice = replace(choice, mail=(new_key(), letter))
            asked = Asked(customer.id, judged, choice)
            return Handed(self.returns().ask(wish.key, asked, said, way).key)
        except CannotReturnError as error:
            return Handed(cannot=error.reasons)

    def returned(self, profiles: Sequence[ProfileId]) -> Sequence[Returned]:
        """Return the returns of a customer."""
        customer = self._customer(profiles[0]) if profiles else None
        cases = self.returns().cases(customer) if customer else ()
        given_up = {IntentState.FAILED, IntentState.CANCELLED}
        return [self._returned(one) for one in cases if one.intent.state not in given_up]

    def label(self, key: str) -> LabelFile | None:
        """Return the file of a label that may be used."""
        intent = self.returns().outbox.intent(key)
        is_good = intent is not None and intent.state is IntentState.DONE
        is_voiding = self._voiding().under_way(key) is not None
        return self.shelf.file(key) if is_good and not is_voiding else None

    def void(self, key: str) -> Handed:
        """Take a label back."""
        said = Statement(self.trade.actor, self.clock.now(), "taken back")
        try:
            return Handed(self._voiding().void(key, said).key)
        except (CannotVoidError, NoSuchReturnError) as error:
            return Handed(cannot=(str(error),))

    def escalations(self) -> Sequence[Escalated]:
        """Return what waits for a decision."""
        return list(map(_escalated, Escalations(self.returns()).waiting(self.clock.now())))

    def decide(self, key: str, decision: Decision, why: str, *, anyway: bool = False) -> Handed:
        """Approve or deny."""
        said = Statement(self.trade.actor, self.clock.now(), why)
        try:
            return Handed(
                Escalations(self.returns()).decide(key, decision, said, anyway=anyway).key
            )
        except CannotDecideError as error:
            return Handed(differs=error.reasons)
        except NoSuchEscalationError as error:
            return Handed(cannot=(str(error),))

    def _voiding(self) -> Voiding:
        return Voiding(self.returns().outbox)

    def _customer(self, profile: ProfileId) -> Customer | None:
        people = self.returns().people
        current = people.customer_of(profile)
        return None if current is None else people.customer(current)

    def _priced(self, returns: Returns, judged: Judged, wish: ReturnWish) -> Told | None:
        """Ask for the price, once; None as long as there is none."""
        way = self.trade.seller()
        if way is None:
            return Told(trouble=NO_SELLER)
        told = self.quotes.told(wish.key)
        if told is None:
            parcel = returns.parcel(judged, wish.key)
            self.quotes.ask(wish.key, way.connection, parcel, self.clock.now())
        return told

    def _returned(self, case: Case) -> Returned:
        intent, order, label = case.intent, case.order, case.label
        return Returned(
            intent.key,
            intent.customer,
            intent.state,
            order.order,
            order.told(),
            label.carrier if label else order.rate.carrier,
            label.price if label else order.rate.price,
            label.tracking_number if label else None,
            label.void_until if label else None,
            is_voiding=self._voiding().under_way(intent.key) is not None,
            has_file=self.label(intent.key) is not None,
        )


def _order(customer: Customer, number: str | None) -> KnownOrder | None:
    fitting = (one for one in customer.orders if number in {None, one.order.number})
    return next(fitting, None)


def _returnable(known: KnownOrder, wish: ReturnWish, cases: Iterable[Case]) -> Iterator[Returnable]:
    """Yield each article once, with what of it can go back."""
    gone = on_their_way([(one.intent, one.order) for one in cases], known.order.number)
    skus = dict.fromkeys(one.sku for one in known.order.lines if one.sku)
    for sku in skus:
        lines = [one for one in known.order.lines if one.sku == sku]
        left = left_of(lines, gone.get(sku, NOTHING))
        if left > NOTHING:
            wanted = (wish.lines or {}).get(sku, NOTHING)
            yield Returnable(sku, lines[0].title, left, wanted)


def _whole(wish: ReturnWish, known: KnownOrder, lines: Sequence[Returnable]) -> ReturnWish:
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


def _wanted(wish: ReturnWish) -> Wanted:
    return Wanted(wish.order or "", wish.lines or {}, wish.reason or Reason.OTHER)


def _rate(offer: Offer) -> Rate | None:
    rates = offer.quote.rates if offer.quote else ()
    chosen = [one for one in rates if one.external_id == offer.wish.rate]
    return next(iter((*chosen, *rates)), None)


def _in_the_way(offer: Offer, judged: Judged, told: Told | None) -> tuple[str, ...]:
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


def _escalated(one: Escalation) -> Escalated:
    intent, order = one.case.intent, one.case.order
    return Escalated(
        intent.key,
        one.customer.id,
        one.customer.name,
        order.order,
        order.told(),
        REASONS[order.reason],
        order.exception or "",
        one.judged.verdict.sentence if one.judged else order.verdict,
        intent.actor,
        intent.created_at,
        order.rate.price,
        one.judged.worth if one.judged else None,
        one.suggestion,
        one.changed,
        tuple(_earlier(each) for each in one.earlier),
    )


def _earlier(case: Case) -> str:
    how = "given up" if case.intent.state in FREE else str(case.intent.state)
    told = f"{case.intent.created_at:%Y-%m-%d}: {case.order.told()}, {how}"
    return f"{told}, by exception" if case.order.exception else told
