"""Returns as the outbox keeps them: the case of an intent, and the label that came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from agent_console.domain.acting.intent import Intent, IntentKind, IntentState
from agent_console.domain.acting.label import Label
from agent_console.domain.profile import ProfileId
from agent_console.domain.returning.case import ReturnOrder
from agent_console.ports.acting.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Case:
    """A return, as far as it has come; without `label` none was bought."""

    intent: Intent
    order: ReturnOrder
    label: Label | None = None

    def is_escalated(self) -> bool:
        """Say whether it waits for somebody to decide on an exception."""
        is_draft = self.intent.state is IntentState.DRAFT
        return is_draft and bool(self.order.exception) and self.intent.released_by is None


def is_escalated(intent: Intent) -> bool:
    """Say whether an intent waits for somebody to decide on an exception."""
    case = case_of(intent)
    return case is not None and case.is_escalated()


def case_of(intent: Intent | None) -> Case | None:
    """Read an intent as a return, None where it is none."""
    if intent is None or intent.wanted.kind is not IntentKind.LABEL:
        return None
    try:
        order = msgspec.json.decode(intent.wanted.request, type=ReturnOrder)
    except msgspec.DecodeError:
        return None
    return Case(intent, order, label_of(intent))


def label_of(intent: Intent) -> Label | None:
    """Read what was bought by an intent, None where nothing was yet."""
    bought = {IntentState.DONE, IntentState.VOID}
    if intent.wanted.kind is not IntentKind.LABEL or intent.state not in bought:
        return None
    try:
        return msgspec.json.decode(intent.result or "", type=Label)
    except msgspec.DecodeError:
        return None


def cases(outbox: Outbox, profiles: Sequence[ProfileId]) -> list[Case]:
    """Return the returns of a customer, newest first."""
    told = map(case_of, outbox.intents(profiles))
    return [one for one in told if one is not None]
