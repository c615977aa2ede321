"""What this console says of a return on the timeline."""

from dataclasses import replace

from agent_console.domain.moment import instant
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.profile import Statement
from agent_console.domain.returning.case import ReturnOrder
from agent_console.domain.returning.policy import Reason

WHEREVER = Subject(SubjectKind.PERSON, "")
"""The outbox knows whose timeline the intent is on."""
REASONS = {
    Reason.CHANGED_MIND: "changed their mind",
    Reason.TOO_SMALL: "too small",
    Reason.TOO_LARGE: "too large",
    Reason.DAMAGED: "damaged",
    Reason.DEFECTIVE: "defective",
    Reason.WRONG_ITEM: "the wrong article",
    Reason.NOT_AS_DESCRIBED: "not as described",
    Reason.ARRIVED_LATE: "came too late",
    Reason.OTHER: "another reason",
}


def requested(key: str, case: ReturnOrder, said: Statement) -> tuple[Observation, ...]:
    """Say that a return was asked for, and where the policy says no that an exception was."""
    words = f"{REASONS[case.reason].capitalize()}. {case.verdict}"
    asked = _saying((EntryKind.RETURN, "requested"), key, case, said)
    if not case.exception:
        return (replace(asked, text=words),)
    escalated = _saying((EntryKind.ESCALATION, "asked"), f"{key}:exception", case, said)
    return (
        replace(asked, text=words),
        replace(escalated, text=f"{case.exception}\n{case.verdict}"),
    )


def decided(key: str, case: ReturnOrder, status: str, said: Statement) -> tuple[Observation, ...]:
    """Say what was decided on an exception, by whom and why."""
    told = _saying((EntryKind.ESCALATION, status), f"{key}:decision", case, said)
    return (replace(told, text=said.why),)


def _saying(
    what: tuple[EntryKind, str], external_id: str, case: ReturnOrder, said: Statement
) -> Observation:
    return Observation(
        WHEREVER,
        *what,
        instant(said.when),
        external_id=external_id,
        detail=said.who,
        what=case.told(),
        order=case.order,
        direction=Direction.INTERNAL,
        author=said.who,
    )
