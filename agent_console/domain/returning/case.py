"""A return that was asked for: what goes back and why, frozen with the label for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from agent_console.domain.acting.intent import FREE, Intent, IntentKind
from agent_console.domain.acting.label import LabelFormat, LabelOrder, Rate
from agent_console.domain.returning.policy import Reason

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Item:
    """So much of an article on its way back, as its store calls it."""

    sku: str
    title: str
    quantity: Decimal

    def __str__(self) -> str:
        """Word it for people: how many times what."""
        return f"{self.quantity.normalize():f} \u00d7 {self.title}"


@dataclass(frozen=True, slots=True)
class ReturnOrder:
    """The request of a return: a label order, and the case it is for.

    What a seller reads are the fields of LabelOrder. `verdict` is the sentence it was judged by,
    `clause` the clause; `exception` why it is wanted all the same where the policy says no;
    `facts` are what the verdict rests on; just the same came back so many times `before`.
    """

    shipment: str
    rate: Rate
    order: str
    items: tuple[Item, ...]
    reason: Reason
    verdict: str
    clause: str
    facts: Mapping[str, str]
    format: LabelFormat = LabelFormat.PDF
    exception: str | None = None
    before: int = 0

    def label(self) -> LabelOrder:
        """Return what is to be bought."""
        return LabelOrder(self.shipment, self.rate, self.order, self.format)

    def guard(self) -> str:
        """Name the deed: of two that bring the same of an order back there is one at most."""
        lines = sorted(f"{one.sku}={one.quantity.normalize():f}" for one in self.items)
        another = [f"after {self.before}"] if self.before else []
        return "\x1f".join(("return", self.order, *lines, *another))

    def told(self) -> str:
        """Say what goes back, in a line."""
        return ", ".join(map(str, self.items))


def on_their_way(cases: Iterable[tuple[Intent, ReturnOrder]], order: str) -> Mapping[str, Decimal]:
    """Return how much of each article of an order is in a return that was not taken back."""
    found: dict[str, Decimal] = {}
    for intent, case in cases:
        is_alive = intent.wanted.kind is IntentKind.LABEL and intent.state not in FREE
        for item in case.items if is_alive and case.order == order else ():
            found[item.sku] = found.get(item.sku, NOTHING) + item.quantity
    return found
