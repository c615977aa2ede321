"""Sending goods back as the window asks for it: judged, priced, ordered, decided, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from agent_console.domain.acting.intent import IntentState
from agent_console.domain.acting.label import LabelFile, Quote, Rate
from agent_console.domain.address import Address
from agent_console.domain.money import Money
from agent_console.domain.profile import ProfileId
from agent_console.domain.returning.exceptions import Decision, Suggestion
from agent_console.domain.returning.policy import Reason
from agent_console.domain.returning.verdict import Verdict
from agent_console.ports.acting.outbox import Handed


@dataclass(frozen=True, slots=True)
class ReturnWish:
    """What is to go back; what is None is chosen by what fits.

    `key` names the return from the first look at it; `rate` is the seller's id of the chosen one;
    `is_another` says that just the same is on its way already and this is one more.
    """

    profile: ProfileId
    order: str | None = None
    lines: Mapping[str, Decimal] | None = None
    reason: Reason | None = None
    exception: str = ""
    rate: str | None = None
    is_mailed: bool = True
    key: str = ""
    is_another: bool = False


@dataclass(frozen=True, slots=True)
class Returnable:
    """An article of the order, how much of it can go back and is to, and what one cost."""

    sku: str
    title: str
    left: Decimal
    wanted: Decimal
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A return as it would be ordered now.

    `wish` is whole; `cannot` is in the way for good, each a whole sentence; without `quote` the
    price is still being asked for, unless `cannot` says why there is none. `mail_to` is where the
    label would go, `way` from where to where the parcel would go.
    `is_same` says that just this is on its way already, and could only be another of it;
    `labels` are the returns of the order that there are, newest first.
    """

    wish: ReturnWish
    lines: tuple[Returnable, ...] = ()
    verdict: Verdict | None = None
    quote: Quote | None = None
    rate: Rate | None = None
    mail_to: str | None = None
    cannot: tuple[str, ...] = ()
    is_same: bool = False
    way: tuple[Address | None, Address | None] = (None, None)
    labels: tuple["Returned", ...] = ()

    def needs_exception(self) -> bool:
        """Say whether only an exception makes it possible."""
        told = self.verdict
        return told is not None and not told.is_eligible and not told.is_final


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that was ordered, and how its label stands.

    `trouble` is why its file is not here, in words, `outcome` how it ended.
    """

    key: str
    customer: ProfileId
    state: IntentState
    order: str
    items: str
    carrier: str
    price: Money
    tracking_number: str | None = None
    void_until: datetime | None = None
    is_voiding: bool = False
    has_file: bool = False
    trouble: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Escalated:
    """An exception that waits for a decision, with all the evidence in words."""

    key: str
    customer: ProfileId
    name: str
    order: str
    items: str
    reason: str
    exception: str
    verdict: str
    asked_by: str
    asked_at: datetime
    label_price: Money
    worth: Money | None
    suggestion: Suggestion
    changed: tuple[str, ...] = ()
    history: tuple[str, ...] = field(default=())


class Returning(Protocol):
    """Brings goods back and follows that to its end."""

    def why_not(self) -> str:
        """Say in a few words why no label can be ordered; empty when it can be."""

    def offer(self, wish: ReturnWish) -> Offer:
        """Judge what is wished for and ask for its price; nothing is ordered."""

    def judge(self, wish: ReturnWish) -> Verdict | None:
        """Judge all that can go back of an order and ask nobody for a price; None for nothing."""

    def order(self, offer: Offer) -> Handed:
        """Put a return into the outbox exactly as it was offered."""

    def returned(self, profiles: Sequence[ProfileId]) -> Sequence[Returned]:
        """Return the returns of a customer that were not given up, newest first."""

    def label(self, key: str) -> LabelFile | None:
        """Return the file of a label, None where it is not here or must not be used any more."""

    def is_escalated(self, key: str) -> bool:
        """Say whether a return waits for somebody to decide."""

    def void(self, key: str) -> Handed:
        """Take a label back."""

    def escalations(self) -> Sequence[Escalated]:
        """Return what waits for a decision, oldest first."""

    def decide(self, key: str, decision: Decision, why: str, *, anyway: bool = False) -> Handed:
        """Approve or deny; `differs` of the answer says what has changed since."""
