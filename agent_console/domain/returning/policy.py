"""The policy for returns, as the house wrote it down: clauses by reason, and what is excluded."""

from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.acting.label import ParcelSize
from agent_console.domain.address import Address
from agent_console.domain.money import Money

USUAL = ParcelSize(2000)


class Reason(StrEnum):
    """Why something is to go back."""

    CHANGED_MIND = "changed_mind"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    DEFECTIVE = "defective"
    WRONG_ITEM = "wrong_item"
    NOT_AS_DESCRIBED = "not_as_described"
    ARRIVED_LATE = "arrived_late"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Clause:
    """What holds for some reasons: so many days from delivery on, and who pays the way back.

    `label_fee` is what the customer pays for the label; None where the house does.
    """

    name: str
    reasons: frozenset[Reason]
    days: int
    label_fee: Money | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Articles that do not come back, by how their SKU begins; but for some reasons they do."""

    name: str
    sku_starts: tuple[str, ...]
    because: str
    unless: frozenset[Reason] = frozenset()


@dataclass(frozen=True, slots=True)
class Goodwill:
    """How far the house goes without having to: days after the last, and goods worth so much."""

    days: int
    most: Money


@dataclass(frozen=True, slots=True)
class Policy:
    """All clauses; every reason is in exactly one of them.

    `house` is where returns go, None where the house has not written that down; `parcel` what a
    return is taken to measure and weigh.
    """

    clauses: tuple[Clause, ...]
    exclusions: tuple[Exclusion, ...] = ()
    house: Address | None = None
    parcel: ParcelSize = USUAL
    goodwill: Goodwill | None = None

    def clause(self, reason: Reason) -> Clause:
        """Return what holds for a reason."""
        return next(one for one in self.clauses if reason in one.reasons)

    def exclusion(self, sku: str | None, reason: Reason) -> Exclusion | None:
        """Return what keeps an article from coming back."""
        return next(
            (
                one
                for one in self.exclusions
                if reason not in one.unless and (sku or "").upper().startswith(one.sku_starts)
            ),
            None,
        )
