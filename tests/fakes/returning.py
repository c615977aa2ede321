"""Returns in memory: an order of a few articles, a price after so many looks, what was ordered."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from agent_console.domain.acting.label import LabelFile, Quote, Rate
from agent_console.domain.money import Money
from agent_console.domain.profile import ProfileId
from agent_console.domain.returning.exceptions import Decision
from agent_console.domain.returning.policy import Reason
from agent_console.domain.returning.verdict import Verdict
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import (
    Escalated,
    Offer,
    Returnable,
    Returned,
    ReturnWish,
)

RATES = (
    Rate("r1", "AustrianPost", "RetourPaket", Money(690, "EUR"), 2),
    Rate("r2", "UPS", "UPSStandard", Money(1390, "EUR"), 1),
)
YES = Verdict(
    is_eligible=True,
    sentence="Yes, by “Thirty days”: 25 days left; the label is free.",
    clause="Thirty days",
)
NO = Verdict(
    is_eligible=False,
    sentence="No, by “Thirty days”: which was 3 days ago.",
    clause="Thirty days",
    days_left=-3,
)


@dataclass
class MemoryReturning:
    """All of the port over lists."""

    articles: Sequence[tuple[str, str, int]] = (("JACKET-M", "Trail jacket", 1),)
    verdict: Verdict = YES
    looks: int = 1
    """So many looks it takes until there is a price."""
    ordered: list[Offer] = field(default_factory=list)
    shown: list[Returned] = field(default_factory=list)
    files: dict[str, LabelFile] = field(default_factory=dict)
    voided: list[str] = field(default_factory=list)
    waiting: list[Escalated] = field(default_factory=list)
    decided: list[tuple[str, Decision, str]] = field(default_factory=list)
    changed: tuple[str, ...] = ()
    no_way: str = ""
    is_same: bool = False

    def why_not(self) -> str:
        return self.no_way

    def judge(self, wish: ReturnWish) -> Verdict | None:
        return self.verdict

    def offer(self, wish: ReturnWish) -> Offer:
        chosen = wish.lines
        if chosen is None:
            one = len(self.articles) == 1
            chosen = {sku: Decimal(many) for sku, _, many in self.articles} if one else {}
        whole = replace(wish, lines=chosen, reason=wish.reason or Reason.CHANGED_MIND, key="k1")
        lines = tuple(
            Returnable(sku, title, Decimal(many), chosen.get(sku, Decimal(0)))
            for sku, title, many in self.articles
        )
        self.looks -= 1
        offer = Offer(
            whole, lines, self.verdict, mail_to="helena@brandt.at", labels=tuple(self.shown)
        )
        if not lines:
            return replace(offer, cannot=("Nothing of this order can go back any more.",))
        offer = replace(offer, is_same=self.is_same)
        if self.is_same and not wish.is_another:
            return replace(offer, cannot=("mira has bought a label for this already.",))
        if not chosen:
            return replace(offer, cannot=("Nothing was chosen to go back.",))
        if self.looks > 0:
            return offer
        rate = next((one for one in RATES if one.external_id == wish.rate), RATES[0])
        return replace(offer, quote=Quote("shp_1", RATES), rate=rate)

    def order(self, offer: Offer) -> Handed:
        self.ordered.append(offer)
        return Handed(offer.wish.key)

    def returned(self, profiles: Sequence[ProfileId]) -> Sequence[Returned]:
        return self.shown

    def label(self, key: str) -> LabelFile | None:
        return self.files.get(key)

    def is_escalated(self, key: str) -> bool:
        return any(one.key == key for one in self.waiting)

    def void(self, key: str) -> Handed:
        self.voided.append(key)
        return Handed(f"void of {key}")

    def escalations(self) -> Sequence[Escalated]:
        return self.waiting

    def decide(self, key: str, decision: Decision, why: str, *, anyway: bool = False) -> Handed:
        if self.changed and not anyway:
            return Handed(differs=self.changed)
        self.decided.append((key, decision, why))
        self.waiting = [one for one in self.waiting if one.key != key]
        return Handed(key)
