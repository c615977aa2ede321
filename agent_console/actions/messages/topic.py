"""What a message is about: the parcel or order that fits its template, as facts in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from babel.dates import format_date

from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.acting.messages import Plain

SETTLED = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED, ParcelStatus.RETURN_TO_SENDER})
IN_TROUBLE = frozenset({ParcelStatus.EXCEPTION, ParcelStatus.ATTEMPT_FAILED})
Rank = Callable[[KnownParcel], int | None]
"""How urgent it is to speak of a parcel, the lowest first; None where it does not fit."""
DAY = len("2026-11-26")
DAY_IN_WORDS = {"en": "EEEE, d MMMM", "de": "EEEE, d. MMMM"}


@dataclass(frozen=True, slots=True)
class Topic:
    """An order, and the parcel of it, that a message speaks of; either may be missing."""

    order: KnownOrder | None = None
    parcel: KnownParcel | None = None

    def facts(self) -> dict[str, str]:
        """Return what the message rests on, by what it is called; nothing that is not known."""
        if self.parcel is None:
            return {}
        told = self.parcel.shipment
        found = {
            "status": str(told.status),
            "expected": day_of(told.estimated),
            "delivered": day_of(told.delivered),
        }
        return {name: one for name, one in found.items() if one}

    def values(self, language: str) -> dict[str, Plain]:
        """Return the facts as a template is given them."""
        values: dict[str, Plain] = {}
        if self.order is not None:
            values["order"] = {"number": self.order.order.number}
            if self.parcel is not None:
                values["parcel"] = _parcel(self.order, self.parcel, language)
        return values


def topic_for(template: str, customer: Customer, wanted: str | None = None) -> Topic:
    """Choose what a template speaks of, the more urgent first; with an order's number, of that."""
    orders = [one for one in customer.orders if wanted in {None, one.order.number}]
    return _most_urgent(orders, RANKS.get(template)) or Topic(orders[0] if orders else None)


def _most_urgent(orders: Sequence[KnownOrder], rank: Rank | None) -> Topic | None:
    """Return the parcel of the lowest rank, None where none has any."""
    if rank is None:
        return None
    parcels = [Topic(order, parcel) for order in orders for parcel in order.parcels()]
    ranked = [(rank(one.parcel), one) for one in parcels if one.parcel is not None]
    fitting = [(place, one) for place, one in ranked if place is not None]
    return min(fitting, key=itemgetter(0))[1] if fitting else None


def same_topic(customer: Customer, order: str | None, shipment: str | None) -> Topic:
    """Return the order and parcel of these numbers as they are known now."""
    known = next((one for one in customer.orders if one.order.number == order), None)
    if known is None:
        return Topic()
    parcels = known.parcels()
    return Topic(known, next((one for one in parcels if one.shipment.number == shipment), None))


def day_of(moment: Moment | None) -> str:
    """Return the day of a time as told, `YYYY-MM-DD`; empty where none was."""
    if moment is None:
        return ""
    told = moment.local or (moment.utc.isoformat() if moment.utc else "")
    return told[:DAY]


def in_words(moment: Moment | None, language: str) -> str | None:
    """Write the day of a time as people say it: "Thursday, 26 November"."""
    told = day_of(moment)
    if not told:
        return None
    pattern = DAY_IN_WORDS.get(language, DAY_IN_WORDS["en"])
    return format_date(date.fromisoformat(told), pattern, locale=language)


def fitting(customer: Customer, order: str | None = None, *, is_waiting: bool = False) -> str:
    """Name the template that fits best: late or held up, then a mail unanswered, then delivered."""
    told = topic_for("delay", customer, order).parcel
    if told is not None and told.status not in SETTLED and _urgency(told):
        return "delay"
    parcel = topic_for("delivered_check", customer, order).parcel
    is_delivered = parcel is not None and parcel.status is ParcelStatus.DELIVERED
    return "delivered_check" if is_delivered and not is_waiting else "reply"


def _is_late(parcel: KnownParcel) -> bool:
    expected, promised = day_of(parcel.shipment.estimated), day_of(parcel.shipment.promised)
    return bool(expected and promised and expected > promised)


def _late_rank(parcel: KnownParcel) -> int | None:
    if parcel.status in SETTLED:
        return None
    return 10 - 2 * _urgency(parcel) - bool(parcel.shipment.estimated)


def _urgency(parcel: KnownParcel) -> int:
    return 2 * _is_late(parcel) + (parcel.status in IN_TROUBLE)


def _delivered_rank(parcel: KnownParcel) -> int | None:
    return 0 if parcel.status is ParcelStatus.DELIVERED else None


RANKS: Mapping[str, Rank] = {
    "delay": _late_rank,
    "delivered_check": _delivered_rank,
}


def _parcel(order: KnownOrder, parcel: KnownParcel, language: str) -> dict[str, Plain]:
    told = parcel.shipment
    return {
        "carrier": parcel.carrier(),
        "number": told.number,
        "contents": _contents(order, parcel),
        "promised": in_words(told.promised, language),
        "estimated": in_words(told.estimated, language),
        "delivered": in_words(told.delivered, language),
        "reason": told.said if parcel.status in IN_TROUBLE else None,
    }


def _contents(order: KnownOrder, parcel: KnownParcel) -> str | None:
    titles = {line.external_id: line.title for line in order.order.lines}
    told = [
        f"{quantity.normalize():f} \u00d7 {titles[line]}"
        for line, quantity in parcel.fulfilment.lines
        if line in titles
    ]
    return ", ".join(told) or None
