"""Exceptions that were asked for: shown with all that a decision needs, and decided once."""

from dataclasses import dataclass
from datetime import datetime

from agent_console.actions.returns.asking import Returns
from agent_console.actions.returns.cases import Case, case_of
from agent_console.actions.returns.judging import CannotReturnError, Judged, ReturnWish
from agent_console.actions.returns.sayings import decided
from agent_console.domain.acting.intent import Intent, IntentState
from agent_console.domain.customer import Customer
from agent_console.domain.profile import Statement
from agent_console.domain.returning.exceptions import Decision, Suggestion, suggestion

STATUS = {Decision.APPROVE: "approved", Decision.DENY: "denied"}


class CannotDecideError(Exception):
    """Nothing was decided; `reasons` say why, each a whole sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NoSuchEscalationError(Exception):
    """No exception was asked for under this key."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """An exception that waits for a decision, with all the evidence.

    `judged` is what the policy says today, None where the order is not known any more; `changed`
    what is different since it was asked for; `earlier` the other returns of the customer.
    """

    case: Case
    customer: Customer
    judged: Judged | None
    suggestion: Suggestion
    changed: tuple[str, ...]
    earlier: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Escalations:
    """Where exceptions are decided."""

    returns: Returns

    def waiting(self, now: datetime) -> list[Escalation]:
        """Return what waits for a decision, oldest first."""
        told = map(case_of, self.returns.outbox.intents(is_open=True))
        found = [one for one in told if one is not None and one.is_escalated()]
        shown = (self._escalation(one, now) for one in reversed(found))
        return [one for one in shown if one is not None]

    def decide(
        self, key: str, decision: Decision, said: Statement, *, anyway: bool = False
    ) -> Intent:
        """Approve or deny; an approval lets the frozen order go, if facts are as they were.

        Raises:
            NoSuchEscalationError: there is none of the key.
            CannotDecideError: somebody has decided, no reason is given, or facts have changed and
                it is not to go `anyway`; nothing was decided.
        """
        case = self._open(key)
        if not said.why.strip():
            raise CannotDecideError("Say why in a few words; it stands beside the decision.")
        if decision is Decision.APPROVE and not anyway:
            self._unchanged(case, said.when)
        told = decided(key, case.order, STATUS[decision], said)
        outbox = self.returns.outbox
        is_done = (
            outbox.release(key, said, told)
            if decision is Decision.APPROVE
            else outbox.cancel(key, said, told, only_held=True)
        )
        if not is_done:
            self._open(key)
        return outbox.intent(key) or case.intent

    def _open(self, key: str) -> Case:
        intent = self.returns.outbox.intent(key)
        case = case_of(intent)
        if intent is None or case is None or not case.order.exception:
            raise NoSuchEscalationError(
                f"No exception was asked for under {key!r}; `escalations` lists those that were."
            )
        if not case.is_escalated():
            by = f" by {intent.released_by}" if intent.released_by else ""
            was = "denied or taken back" if intent.state is IntentState.CANCELLED else "approved"
            raise CannotDecideError(f"It was {was}{by} already: {intent.outcome or intent.state}.")
        return case

    def _unchanged(self, case: Case, now: datetime) -> None:
        customer = self.returns.people.customer(case.intent.customer)
        if customer is None:
            raise CannotDecideError("The customer is not known any more.")
        if changed := self.returns.changed(case, customer, now):
            raise CannotDecideError(*changed)

    def _escalation(self, case: Case, now: datetime) -> Escalation | None:
        customer = self.returns.people.customer(case.intent.customer)
        if customer is None:
            return None
        order = case.order
        wish = ReturnWish(order.order, {one.sku: one.quantity for one in order.items}, order.reason)
        key = case.intent.key
        try:
            judged = self.returns.judge(customer, wish, now, before=key)
        except CannotReturnError as error:
            denial = Suggestion(Decision.DENY, str(error))
            return Escalation(case, customer, None, denial, error.reasons, ())
        goodwill = self.returns.policy.goodwill
        return Escalation(
            case,
            customer,
            judged,
            suggestion(goodwill, judged.verdict, judged.worth),
            tuple(self.returns.changed(case, customer, now)),
            tuple(one for one in self.returns.cases(customer) if one.intent.key != key),
        )
