"""Returns from one place: judged and priced while somebody looks, ordered, decided, voided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from agent_console.actions.returns.asking import Asked, Choice, Returns, allowed
from agent_console.actions.returns.cases import Case, is_escalated
from agent_console.actions.returns.deciding import (
    CannotDecideError,
    Escalation,
    Escalations,
    NoSuchEscalationError,
)
from agent_console.actions.returns.judging import CannotReturnError, Judged
from agent_console.actions.returns.offering import (
    completed,
    in_the_way,
    order_of,
    rate_of,
    returnable,
    wanted,
)
from agent_console.actions.returns.sayings import REASONS
from agent_console.actions.returns.voiding import CannotVoidError, NoSuchReturnError, Voiding
from agent_console.domain.acting.intent import FETCH, FREE, IntentState, new_key
from agent_console.domain.acting.intent import Wanted as WantedIntent
from agent_console.domain.acting.label import LabelFile, Rate
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.returning.exceptions import Decision
from agent_console.domain.returning.verdict import Verdict
from agent_console.ports.acting.labels import Quotes, Shelf, Told
from agent_console.ports.acting.outbox import Handed, Outbox
from agent_console.ports.acting.returning import (
    Escalated,
    Offer,
    Returned,
    ReturnWish,
)
from agent_console.ports.acting.sending import Way
from agent_console.ports.clock import Clock

NOBODY = "This customer is not known any more."
NO_SELLER = "No connection sells labels. Settings: connect a carrier that does, as EasyPost."
NOTHING_LEFT = "Nothing of this order can go back any more."
GIVEN_UP = frozenset({IntentState.FAILED, IntentState.CANCELLED})
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
    outbox: Outbox
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
        known = order_of(customer, wish.order) if customer else None
        if customer is None or known is None:
            return Offer(wish, cannot=(NOBODY if customer is None else "There is no order yet.",))
        returns = self.returns()
        lines = tuple(returnable(known, wish, returns.cases(customer)))
        whole = completed(wish, known, lines)
        offer = Offer(
            whole,
            lines,
            mail_to=self.trade.mail_to(customer, known),
            way=(known.order.address, returns.policy.house),
            labels=tuple(self._labels(customer, known.order.number)),
        )
        if not lines:
            return replace(offer, cannot=(NOTHING_LEFT,))
        try:
            judged = returns.judge(customer, wanted(whole), self.clock.now())
            told = self._priced(returns, judged, whole)
        except CannotReturnError as error:
            return replace(offer, cannot=error.reasons)
        offer = replace(
            offer,
            verdict=judged.verdict,
            quote=told.quote if told else None,
            is_same=judged.same is not None or wish.is_another,
        )
        offer = replace(offer, rate=rate_of(offer))
        return replace(offer, cannot=in_the_way(offer, judged, told))

    def judge(self, wish: ReturnWish) -> Verdict | None:
        """Judge all that can go back of an order and ask nobody for a price; None for nothing."""
        customer = self._customer(wish.profile)
        known = order_of(customer, wish.order) if customer else None
        if customer is None or known is None:
            return None
        returns = self.returns()
        lines = tuple(returnable(known, wish, returns.cases(customer)))
        if not lines:
            return None
        everything = replace(wish, lines={one.sku: one.left for one in lines})
        whole = completed(everything, known, lines)
        try:
            return returns.judge(customer, wanted(whole), self.clock.now()).verdict
        except CannotReturnError:
            return None

    def order(self, offer: Offer) -> Handed:
        """Put a return into the outbox."""
        wish, way = offer.wish, self.trade.seller()
        customer = self._customer(wish.profile)
        if customer is None or way is None or offer.quote is None or offer.rate is None:
            return Handed(cannot=offer.cannot or (NOBODY if way else NO_SELLER,))
        said = Statement(self.trade.actor, self.clock.now(), "")
        try:
            judged = self.returns().judge(customer, wanted(wish), said.when)
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
        return list(self._labels(customer)) if customer else []

    def label(self, key: str) -> LabelFile | None:
        """Return the file of a label that may be used."""
        intent = self.outbox.intent(key)
        is_good = intent is not None and intent.state is IntentState.DONE
        is_voiding = self._voiding().under_way(key) is not None
        return self.shelf.file(key) if is_good and not is_voiding else None

    def is_escalated(self, key: str) -> bool:
        """Say whether a return waits for somebody to decide."""
        intent = self.outbox.intent(key)
        return intent is not None and is_escalated(intent)

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

    def _labels(self, customer: Customer, order: str | None = None) -> Iterator[Returned]:
        for case in self.returns().cases(customer):
            if case.intent.state not in GIVEN_UP and order in {None, case.order.order}:
                yield self._returned(case)

    def _voiding(self) -> Voiding:
        return Voiding(self.outbox)

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
            outcome=intent.outcome or "",
            trouble=_no_file(case) or self.shelf.trouble(intent.key) or "",
        )


def _no_file(case: Case) -> str:
    """Say that a label has no file of which somebody found out that it was bought."""
    is_bought = case.intent.state is IntentState.DONE
    return FETCH if is_bought and case.label is None else ""


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
