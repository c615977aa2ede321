"""An exception from the policy: what to say to it, by the goodwill of the house."""

from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.money import Money
from agent_console.domain.returning.policy import Goodwill
from agent_console.domain.returning.verdict import Verdict


class Decision(StrEnum):
    """What a supervisor says to what was asked for."""

    APPROVE = "approve"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A decision that fits the policy, and why in a sentence."""

    decision: Decision
    why: str


def suggestion(goodwill: Goodwill | None, verdict: Verdict, worth: Money) -> Suggestion:
    """Suggest what to decide; a person decides."""
    if verdict.is_eligible:
        return Suggestion(Decision.APPROVE, "The policy allows it now.")
    if verdict.is_final:
        return Suggestion(Decision.DENY, verdict.sentence)
    if goodwill is None or verdict.days_left is None:
        return Suggestion(Decision.DENY, "No goodwill of the house covers it.")
    late, most = -verdict.days_left, goodwill.most
    told = (
        f"It is {late} days late, goodwill goes to {goodwill.days}; the goods are worth {worth}, "
    )
    is_comparable = worth.currency == most.currency
    told += (
        f"goodwill goes to {most}."
        if is_comparable
        else f"goodwill is told in {most.currency}: whether it covers them you decide."
    )
    fits = is_comparable and worth.minor <= most.minor
    decision = Decision.APPROVE if late <= goodwill.days and fits else Decision.DENY
    return Suggestion(decision, told)
