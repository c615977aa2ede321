"""Facts put into the words of notes and mails: "{order}", "{weekday +3d}", "{number jacket}"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from agent_console.sandbox import dates
from agent_console.sandbox.plans.moments import day, moment
from agent_console.sandbox.shop import Order, Parcel

BLANK = re.compile(r"\{(\w+) ?([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text may speak of."""

    now: datetime
    language: str = "en"
    zone: tzinfo | None = None
    order: Order | None = None
    parcels: Mapping[str, Parcel] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """Put the facts into a text."""
        return BLANK.sub(lambda blank: BLANKS[blank[1]](self, blank[2]), text.strip())


def _receipt(facts: Facts, _: str) -> str:
    """Repeat what was bought, as the mail that confirms an order does."""
    order = facts.order
    if order is None:
        return ""
    address = order.address or order.person.address
    return "\n".join(
        (
            f"Hello {order.person.first},",
            f"thank you for your order {order.code}.",
            "",
            *(
                f"{line.quantity} x {line.title}  {_money(line.unit, order)}"
                for line in order.lines
            ),
            f"{order.shipping_name} shipping  {_money(order.shipping, order)}",
            f"Total  {_money(order.total, order)}",
            "",
            "We send it to",
            address.full_name,
            address.street,
            f"{address.postcode} {address.city}",
            address.country,
            "",
            "You hear from us again as soon as it leaves our hall.",
            "",
            "Ridgeline",
        )
    )


def _money(minor: int, order: Order) -> str:
    return f"{minor // 100}.{minor % 100:02d} {order.currency}"


BLANKS: Mapping[str, Callable[[Facts, str], str]] = {
    "order": lambda facts, _: facts.order.code if facts.order else "",
    "number": lambda facts, name: facts.parcels[name].number,
    "day": lambda facts, told: dates.in_words(day(told, facts.now), facts.language),
    "weekday": lambda facts, told: dates.weekday(day(told, facts.now), facts.language),
    "clock": lambda facts, told: f"{moment(told, facts.now).astimezone(facts.zone or UTC):%H:%M}",
    "receipt": _receipt,
}
