"""EasyPost's shipments in our words: what one would cost, and the label bought under it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from agent_console.connectors.carriers.easypost.labels.voids import void_until
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.domain.acting.label import Label, LabelFormat, LabelOrder, Quote, Rate
from agent_console.domain.money import EXPONENTS, Money
from agent_console.ports.failures import MOST_WORDS

CURRENCY = re.compile(r"[A-Z]{3}")
CENTS = 2
DAYS = ("delivery_days", "est_delivery_days")
FILES: Mapping[LabelFormat, str] = {
    LabelFormat.PDF: "label_pdf_url",
    LabelFormat.ZPL: "label_zpl_url",
}
"""Where a label lies that was made in another format at first."""
TYPES: Mapping[str, LabelFormat] = {
    "application/pdf": LabelFormat.PDF,
    "image/png": LabelFormat.PNG,
    "application/zpl": LabelFormat.ZPL,
}


@dataclass(frozen=True, slots=True)
class Bought:
    """A label that was bought, and in what it is not as it was ordered."""

    label: Label
    otherwise: tuple[str, ...] = ()

    def words(self) -> str:
        """Say for people what was bought."""
        one = self.label
        told = f"bought {one.carrier} {one.service} for {one.price}: {one.tracking_number}"
        return "; ".join((told, *self.otherwise))


def quote_of(node: Node) -> Quote:
    """Read the rates of a shipment, the cheapest of each currency first.

    Raises:
        UnreadableError: it has no id, or no list of rates.
    """
    missed, rates = Lapses(), list[Rate]()
    for one in node["rates"].required_items():
        rate = missed.leaving_out(partial(rate_of, one))
        if rate is not None:
            rates.append(rate)
    rates.sort(key=lambda one: (one.price.currency, one.price.minor, one.carrier, one.service))
    messages = missed.leaving_out(lambda: list(node["messages"].items())) or ()
    said = [_message(one) for one in messages]
    left_out = [f"a price that nobody can read was left out: {one}" for one in missed.reasons]
    return Quote(node["id"].text(), tuple(rates), (*filter(None, said), *left_out))


def rate_of(node: Node) -> Rate:
    """Read a rate.

    Raises:
        UnreadableError: its id, carrier, service, or exact price is unreadable.
    """
    days = [Lapses().leaving_out(partial(_days, node[name])) for name in DAYS]
    return Rate(
        node["id"].text(),
        node["carrier"].text(),
        node["service"].text(),
        price_of(node),
        next((one for one in days if one is not None), None),
    )


def price_of(node: Node) -> Money:
    """Read a price, exact to its last digit.

    Raises:
        UnreadableError: it has parts of a cent, or no currency.
    """
    currency = node["currency"].text().upper()
    if not CURRENCY.fullmatch(currency):
        raise node["currency"].unreadable("a currency of three letters")
    amount = node["rate"].decimal()
    minor = amount.scaleb(EXPONENTS.get(currency, CENTS))
    if amount < 0 or minor != minor.to_integral_value():
        raise node["rate"].unreadable("a price in whole cents")
    return Money(int(minor), currency)


def is_bought(node: Node) -> bool:
    """Say whether there is a label: it was paid for, whatever else can be read of it."""
    return isinstance(node["postage_label"].value, dict) and bool(node["tracking_code"].value)


def bought_of(node: Node, ordered: LabelOrder, now: datetime) -> Bought:
    """Read a bought label; what cannot be read of it is taken from the order, and told."""
    missed = Lapses()
    chosen, made = node["selected_rate"], node["postage_label"]
    price = missed.leaving_out(lambda: price_of(chosen)) or ordered.rate.price
    carrier = missed.leaving_out(chosen["carrier"].text_or_none) or ordered.rate.carrier
    service = missed.leaving_out(chosen["service"].text_or_none) or ordered.rate.service
    told_at = missed.leaving_out(made["created_at"].instant_or_none) or now
    bought_at = told_at.astimezone(UTC)
    url, format_ = _file(made, ordered.format, missed)
    label = Label(
        shipment=ordered.shipment,
        carrier=carrier,
        service=service,
        tracking_number=node["tracking_code"].text(),
        price=price,
        format=format_,
        url=url,
        bought_at=bought_at,
        void_until=void_until(carrier, bought_at),
    )
    return Bought(label, (*_otherwise(chosen, label, ordered), *missed.reasons))


def file_of(node: Node, wanted: LabelFormat) -> str:
    """Return where the file of a bought label lies, an empty text where that is not told."""
    return _file(node["postage_label"], wanted, Lapses())[0]


def _otherwise(chosen: Node, label: Label, ordered: LabelOrder) -> list[str]:
    wanted, found = ordered.rate, list[str]()
    if (label.carrier, label.service) != (wanted.carrier, wanted.service):
        found.append(f"ordered was {wanted.carrier} {wanted.service}")
    elif chosen["id"].value not in (None, wanted.external_id):
        found.append("it was bought at another rate than was ordered")
    if label.price != wanted.price:
        found.append(f"the price that was ordered is {wanted.price}")
    return found


def _file(made: Node, wanted: LabelFormat, missed: Lapses) -> tuple[str, LabelFormat]:
    """Return where the file lies and in what format: the wanted one if it is there."""
    other = FILES.get(wanted)
    if other and (url := missed.leaving_out(made[other].text_or_none)):
        return url, wanted
    url = missed.leaving_out(made["label_url"].text_or_none) or ""
    said = missed.leaving_out(made["label_file_type"].text_or_none) or ""
    return url, TYPES.get(said.lower(), wanted)


def _days(node: Node) -> int | None:
    return None if node.is_missing() else node.whole()


def _message(node: Node) -> str | None:
    """Return why a carrier named no price; its words may be a text or anything else."""
    try:
        parts = (node["carrier"].text_or_none(), node["message"].text_or_none())
    except UnreadableError:
        return f"a carrier named no price: {str(node.value)[:200]}"
    return ": ".join(filter(None, parts))[:MOST_WORDS] or None
