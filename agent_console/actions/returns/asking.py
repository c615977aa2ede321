"""A return asked for: judged, quoted, and put into the outbox with its mail and its exception."""

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from agent_console.actions.returns.cases import Case, case_of, cases
from agent_console.actions.returns.judging import CannotReturnError, Judged, ReturnWish, judge
from agent_console.actions.returns.sayings import requested
from agent_console.domain.acting.intent import FREE, Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import LabelFormat, Quote, Rate
from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.returning.case import ReturnOrder
from agent_console.domain.returning.policy import Policy
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.acting.outbox import Along, Outbox
from agent_console.ports.acting.sending import Way
from agent_console.ports.reading import CustomerReader

CALLED = {"delivered": "the day of delivery"}
LONGEST_EXCEPTION = 2000


@dataclass(frozen=True, slots=True)
class Choice:
    """What is bought: a rate of a quote, as a file of a kind.

    `exception` is why somebody asks for more than is due. `mail` is the letter that takes the
    label along, wanted in the same breath.
    """

    quote: Quote
    rate: Rate
    format: LabelFormat = LabelFormat.PDF
    exception: str | None = None
    mail: tuple[str, Wanted] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, for whom, and how it was judged."""

    customer: ProfileId
    judged: Judged
    choice: Choice


@dataclass(frozen=True, slots=True)
class Returns:
    """Where returns are asked for."""

    policy: Policy
    outbox: Outbox
    people: CustomerReader

    def judge(
        self, customer: Customer, wish: ReturnWish, now: datetime, before: str | None = None
    ) -> Judged:
        """Judge a wish beside the returns of the customer, or beside those before one of a key.

        Raises:
            CannotReturnError: the customer has no such order.
        """
        others = _before(self.cases(customer), before)
        judged = judge(self.policy, customer, wish, others=others, now=now)
        same = [one for one in others if _is_same(one, judged)]
        if wish.is_another:
            return replace(judged, before=len(same))
        return replace(judged, same=next(iter(same), None))

    def cases(self, customer: Customer) -> list[Case]:
        """Return the returns of a customer, newest first."""
        return cases(self.outbox, customer.profiles)

    def parcel(self, judged: Judged, reference: str) -> Parcel:
        """Return the parcel to ask a price for.

        Raises:
            CannotReturnError: where it comes from, or goes to, is not known in parts.
        """
        house, address = self.policy.house, judged.known.order.address
        if house is None:
            raise CannotReturnError("policies/returns.toml names no [house] that returns go to.")
        missing = ("the address",) if address is None else address.missing()
        if address is None or missing:
            raise CannotReturnError(
                f"No label can be made for order {judged.known.order.number}: its store told "
                f"{', '.join(missing)} of the customer not. Mend the order in the store and "
                "refresh (F5)."
            )
        return Parcel(address, house, self.policy.parcel, reference)

    def ask(self, key: str, asked: Asked, said: Statement, way: Way) -> Intent:
        """Put a return into the outbox: its label is bought, or waits for a decision.

        Raises:
            CannotReturnError: the policy says no and no exception can be asked for, or somebody
                is bringing the same back already; nothing was written.
        """
        choice = asked.choice
        is_exception = allowed(asked.judged, choice.exception)
        case = _case(asked.judged, choice)
        wanted = Wanted(
            IntentKind.LABEL,
            way.connection,
            asked.customer,
            msgspec.json.encode(case).decode(),
            due_at=said.when,
            settle=way.settle,
            guard=case.guard(),
            order=case.order,
            is_draft=is_exception,
        )
        followers = (choice.mail,) if choice.mail else ()
        put = self.outbox.put(key, wanted, said, Along(requested(key, case, said), followers))
        if not put.is_new:
            raise CannotReturnError(twice(put.intent))
        return put.intent

    def changed(self, case: Case, customer: Customer, now: datetime) -> list[str]:
        """Say in whole sentences what has changed since a return was asked for."""
        order = case.order
        wish = ReturnWish(order.order, {one.sku: one.quantity for one in order.items}, order.reason)
        try:
            judged = self.judge(customer, wish, now, before=case.intent.key)
        except CannotReturnError as error:
            return list(error.reasons)
        told = [
            f"Since this was asked for {CALLED.get(name, f'what is left of {name}')} has changed: "
            f"{judged.facts.get(name) or 'unknown'}, not {before or 'unknown'}."
            for name, before in order.facts.items()
            if judged.facts.get(name, "") != before
        ]
        verdict = judged.verdict
        stands = verdict.is_eligible or bool(order.exception and not verdict.is_final)
        return told if stands or told else [verdict.sentence]

    def recheck(self, intent: Intent, now: datetime) -> str | None:
        """Say what has changed since a label was ordered; None lets it be bought."""
        case = case_of(intent)
        customer = self.people.customer(intent.customer)
        if case is None or customer is None:
            return "The customer is not known any more."
        return " ".join(self.changed(case, customer, now)) or None


def allowed(judged: Judged, exception: str | None) -> bool:
    """Say whether it takes an exception.

    Raises:
        CannotReturnError: it takes one, and none is asked for or none can be.
    """
    verdict = judged.verdict
    if judged.same is not None:
        raise CannotReturnError(twice(judged.same.intent), verdict=verdict)
    if verdict.is_eligible:
        return False
    reason = (exception or "").strip()
    if verdict.is_final or not reason:
        raise CannotReturnError(verdict.sentence, *verdict.would_help, verdict=verdict)
    if len(reason) > LONGEST_EXCEPTION:
        raise CannotReturnError(f"Say in up to {LONGEST_EXCEPTION} characters why it is wanted.")
    return True


def twice(other: Intent) -> str:
    """Say that the same is, or was, brought back by somebody already."""
    when = f"{other.created_at:%Y-%m-%d %H:%M} UTC"
    if other.state is IntentState.DONE:
        return f"{other.actor} has bought a label for this already ({when}, return {other.key})."
    doing = "has asked for" if other.state is IntentState.DRAFT else "is buying"
    return f"{other.actor} {doing} a label for this ({when}, return {other.key}, {other.state})."


def _before(newest_first: list[Case], key: str | None) -> list[Case]:
    """Return what was asked for before the return of a key: what came later has counted it."""
    keys = [one.intent.key for one in newest_first]
    return newest_first[keys.index(key) + 1 :] if key in keys else newest_first


def _is_same(case: Case, judged: Judged) -> bool:
    is_alive = case.intent.state not in FREE
    is_of_it = case.order.order == judged.known.order.number
    return (
        is_alive
        and is_of_it
        and sorted(map(str, case.order.items)) == sorted(map(str, judged.items))
    )


def _case(judged: Judged, choice: Choice) -> ReturnOrder:
    is_allowed = judged.verdict.is_eligible
    return ReturnOrder(
        choice.quote.shipment,
        choice.rate,
        judged.known.order.number,
        judged.items,
        judged.reason,
        judged.verdict.sentence,
        judged.verdict.clause,
        dict(judged.facts),
        choice.format,
        None if is_allowed else (choice.exception or "").strip() or None,
        judged.before,
    )
