"""Taking a label back: before it is bought for nothing, afterwards by asking for the money."""

from dataclasses import dataclass

import msgspec

from agent_console.actions.returns.cases import Case, case_of
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted, new_key
from agent_console.domain.acting.label import VoidOrder
from agent_console.domain.profile import Statement
from agent_console.ports.acting.outbox import Outbox

UNSENT = frozenset({IntentState.DRAFT, IntentState.PENDING})
NOT_KNOWN = frozenset({IntentState.SENDING, IntentState.UNKNOWN, IntentState.NEEDS_HUMAN})


class NoSuchReturnError(Exception):
    """There is no return of this key."""


class CannotVoidError(Exception):
    """A label cannot be taken back; the message says why."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why, as whole sentences."""
        return (str(self),)


@dataclass(frozen=True, slots=True)
class Voiding:
    """Takes labels back."""

    outbox: Outbox

    def void(self, key: str, said: Statement) -> Intent:
        """Take a return's label back; return the intent that was cancelled, or that asks for it.

        Raises:
            NoSuchReturnError: there is none of the key.
            CannotVoidError: it is too late, done already, or not known whether it was bought.
        """
        case = case_of(self.outbox.intent(key))
        if case is None:
            raise NoSuchReturnError(f"There is no return {key!r}; `outbox` lists them.")
        if case.intent.state in UNSENT and self.outbox.cancel(key, said):
            return self.outbox.intent(key) or case.intent
        return self._take_back(self._bought(key, case), said)

    def under_way(self, key: str) -> Intent | None:
        """Return the intent that takes a label back, None where nobody wants that."""
        return self.outbox.guarding(_guard(key))

    def _bought(self, key: str, case: Case) -> Case:
        now = case_of(self.outbox.intent(key)) or case
        state = now.intent.state
        if state in NOT_KNOWN:
            raise CannotVoidError(
                "It is not known yet whether the label was bought; it is being looked for."
            )
        if now.label is None or state is IntentState.VOID:
            raise CannotVoidError(f"There is nothing to take back: {now.intent.outcome or state}.")
        return now

    def _take_back(self, case: Case, said: Statement) -> Intent:
        label, wanted = case.label, case.intent.wanted
        if label is None:
            raise CannotVoidError("There is nothing to take back.")
        if label.void_until is not None and said.when > label.void_until:
            raise CannotVoidError(
                f"{label.carrier} takes labels back until {label.void_until:%Y-%m-%d %H:%M} UTC."
            )
        order = VoidOrder(
            case.intent.key, label.shipment, label.tracking_number, case.order.order, label.price
        )
        put = self.outbox.put(
            new_key(),
            Wanted(
                IntentKind.VOID,
                wanted.connection,
                wanted.profile,
                msgspec.json.encode(order).decode(),
                due_at=said.when,
                settle=wanted.settle,
                guard=_guard(case.intent.key),
                order=wanted.order,
            ),
            said,
        )
        return put.intent


def _guard(key: str) -> str:
    return f"void\x1f{key}"
