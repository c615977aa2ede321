"""A shop's worth of rows, made from a seed: the same size gives the same rows everywhere."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from agent_console.storage.hashing import content
from tests.bench.people import SEED, Someone, record, someone

Values = tuple[object, ...]
MICRO = 1_000_000
DAY = 86_400 * MICRO
END = 1_795_000_000 * MICRO
SPAN = 2 * 365 * DAY
SHOP, CONNECTION = "web-shop", 1
SPREAD = 0x9E3779B97F4A7C15
"""Times this, numbers that follow each other lie far apart."""
AT_ONCE = 250

FEW_ORDERS, MANY_ORDERS, FIFTY = 1, 2, 3
"""Customers everybody measures: 10,000 events on 3 orders, 10,000 on 400, and 50 on 5."""
HEAVY_EVENTS, FIFTY_EVENTS = 10_000, 50
EVENTS_AN_ORDER, HEAVY_EVENTS_AN_ORDER = 9, 25
TWO_PROFILES_EVERY = 40

COLUMNS = {
    "profile": "id customer_id connection_id kind external_id name is_guest content first_heard"
    " last_heard",
    "identity": "profile_id connection_id kind raw value order_ref first_seen last_seen",
    "link": "a_id b_id who at why",
    "lookup_key": "kind value profile_id",
    "customer_order": "id connection_id profile_id external_id number state is_open is_draft"
    " placed_utc total_minor total_currency ship_to content first_heard last_heard",
    "order_line": "order_id position external_id sku title quantity cancelled refunded price_minor"
    " price_currency",
    "payment": "order_id position external_id amount_minor amount_currency state stage method"
    " created_utc",
    "fulfilment": "order_id position external_id state status carrier number created_utc",
    "fulfilment_line": "order_id position external_id line_ref quantity",
    "shipment": "profile_id order_id carrier number reference status first_heard last_heard",
    "subject": "id profile_id kind key",
    "event": "id subject_id grouping kind status sort_at precision",
    "observation": "subject_id connection_id fingerprint event_id kind status external_id text"
    " told_utc city order_number shipment_number channel direction heard_at",
    "timeline_entry": "profile_id sort_at event_id kind status title text words told_utc"
    " order_number shipment_number channel direction",
}
SCANS = (
    ("pre_transit", "Label created"),
    ("in_transit", "Arrived at facility"),
    ("in_transit", "Departed facility"),
    ("in_transit", "Customs cleared"),
    ("exception", "Weather delay"),
    ("out_for_delivery", "Out for delivery"),
    ("attempt_failed", "Delivery attempted"),
    ("delivered", "Delivered, front door"),
)
CITIES = ("Graz", "Linz", "Wien", "Salzburg", "München", "Praha", "Brno", "Győr")
WORDS = (
    *("refund", "return", "exchange", "damaged", "broken", "box", "missing", "late", "parcel"),
    *("courier", "driver", "neighbour", "porch", "signature", "address", "wrong", "size"),
    *("colour", "invoice", "charge", "promise", "replacement", "voucher"),
)
DRAFT = False


@dataclass(frozen=True, slots=True)
class Size:
    """How many customers there are, and how many events in all."""

    customers: int = 5_000
    events: int = 100_000

    def heavy(self) -> int:
        """Return how many customers have 5,000 to 10,000 events."""
        return 2 if self.events < 1_000_000 else 20

    def tenth(self) -> "Size":
        """Return a tenth of it."""
        return Size(self.customers // 10, self.events // 10)


@dataclass(slots=True)
class Population:
    """Rows of a size, customer by customer, in the sequence in which they may be inserted."""

    size: Size
    _orders: Iterator[int] = field(default_factory=lambda: count(1))
    _subjects: Iterator[int] = field(default_factory=lambda: count(1))
    _events: Iterator[int] = field(default_factory=lambda: count(1))
    _dice: random.Random = field(default_factory=lambda: random.Random(SEED))
    _rows: dict[str, list[Values]] = field(init=False)

    def rows(self) -> Iterator[dict[str, list[Values]]]:
        """Yield the rows of some customers at a time, by table."""
        seconds = count(self.size.customers + 1)
        shares = list(self._shares())
        for start in range(0, len(shares), AT_ONCE):
            self._rows = {name: [] for name in COLUMNS}
            for number, events in enumerate(shares[start : start + AT_ONCE], start + 1):
                self._customer(someone(number), events)
                if number % TWO_PROFILES_EVERY == 0:
                    self._second_profile(someone(number), next(seconds))
            yield self._rows

    def _shares(self) -> Iterator[int]:
        """Yield how many events each customer has."""
        size, given = self.size, 0
        heavy = [1 if size.events < HEAVY_EVENTS * 5 else HEAVY_EVENTS] * 2
        heavy += [self._dice.randint(5_000, HEAVY_EVENTS) for _ in range(size.heavy() - 2)]
        for events in (*heavy[:2], FIFTY_EVENTS, *heavy[2:]):
            given += events
            yield events
        left = size.customers - len(heavy) - 1
        for at in range(left):
            mean = (size.events - given) // (left - at)
            events = mean if at == left - 1 else self._dice.randint(1, max(1, 2 * mean - 1))
            given += events
            yield max(events, 1)

    def _customer(self, who: Someone, events: int) -> None:
        self._profile(who, who.number, "customer")
        self._put("identity", who.number, 1, "email", who.email, who.email, "", END, END)
        self._put("identity", who.number, 1, "phone", who.phone, who.phone, "", END, END)
        for kind, value in self._names(who):
            self._put("lookup_key", kind, value, who.number)
        per_order = HEAVY_EVENTS_AN_ORDER if events > 1_000 else EVENTS_AN_ORDER
        orders = min(3, events) if who.number == FEW_ORDERS else max(1, events // per_order)
        for at in range(orders):
            share = events // orders + (1 if at < events % orders else 0)
            self._order(who, share, END - self._dice.randrange(SPAN))

    def _second_profile(self, who: Someone, profile: int) -> None:
        self._profile(who, profile, "guest")
        self._put("identity", profile, 1, "email", who.email, who.email, "", END, END)
        self._put("lookup_key", "email", who.email, profile)
        self._put("link", who.number, profile, "system", END, f"same e-mail {who.email}")

    def _profile(self, who: Someone, profile: int, kind: str) -> None:
        said = content(record(who)) if kind == "customer" else 0
        row = (profile, who.number, 1, kind, str(profile), who.name, kind == "guest", said)
        self._rows["profile"].append((*row, END, END))

    def _names(self, who: Someone) -> Iterator[tuple[str, str]]:
        first, last = who.email.split("@")[0].rstrip("0123456789").split(".")
        yield from (("name", word) for word in {first, last})
        yield "email", who.email
        yield "phone", who.phone
        yield "phone_reversed", who.phone[:0:-1]

    def _order(self, who: Someone, events: int, placed: int) -> None:
        owner, order = who.number, next(self._orders)
        number, parcel = f"W{order:08}", f"1Z{order:010}"
        put, total = self._put, self._dice.randrange(900, 90_000)
        ship_to = f"{owner} Ring\n8010 Graz\nAT"
        put(
            "customer_order",
            order,
            1,
            owner,
            str(order),
            number,
            "Shipped",
            order % 5 == 0,
            DRAFT,
            placed,
            total,
            "EUR",
            ship_to,
            0,
            END,
            END,
        )
        for at in range(1 + order % 3):
            put(
                "order_line",
                order,
                at,
                f"l{at}",
                f"SKU-{at}",
                WORDS[order % len(WORDS)],
                "1",
                "0",
                "0",
                total,
                "EUR",
            )
            put("fulfilment_line", order, at, "f1", f"l{at}", "1")
        put("payment", order, 0, "p1", total, "EUR", "Settled", "settled", "visa", placed)
        put("fulfilment", order, 0, "f1", "Shipped", "in_transit", "DHL", parcel, placed)
        put("shipment", owner, order, "DHL", parcel, parcel, "in_transit", END, END)
        put("identity", owner, 1, "email", who.email, who.email, str(order), END, END)
        put("lookup_key", "order", number, owner)
        put("lookup_key", "tracking", parcel, owner)
        self._happenings(owner, (number, parcel), events, placed)

    def _happenings(self, owner: int, names: tuple[str, str], events: int, placed: int) -> None:
        about_order, about_parcel = next(self._subjects), next(self._subjects)
        self._put("subject", about_order, owner, "order", f"{SHOP}:{names[0]}")
        self._put("subject", about_parcel, owner, "parcel", names[1])
        step = max(1, min(6 * DAY // 24, (END - placed) // events))
        for at in range(events):
            when = placed + at * step
            if at < 2 or at % 8 == 0:
                self._happening(owner, about_order, names, self._told_by_shop(at, names[0]), when)
            else:
                status, text = SCANS[at % len(SCANS)]
                scan = ("scan", status, text, None, None)
                self._happening(owner, about_parcel, names, scan, when)

    def _told_by_shop(self, at: int, number: str) -> Values:
        """Return kind, status, title, text and direction of the next thing the shop tells."""
        if at == 0:
            return "order", "placed", f"Order {number} placed", None, None
        if at == 1:
            return "payment", "settled", "Paid with visa", None, None
        words = " ".join(self._dice.choices(WORDS, k=12))
        return "note", "order", f"Note on order {number}", words, "internal"

    def _happening(
        self, owner: int, subject: int, names: tuple[str, str], told: Values, when: int
    ) -> None:
        kind, status, title, text, direction = told
        event = next(self._events)
        number, parcel = names[0], names[1] if kind == "scan" else None
        scattered, rows = event * SPREAD % (1 << 63), self._rows
        city = CITIES[event % len(CITIES)] if kind == "scan" else None
        rows["event"].append((event, subject, scattered, kind, status, when, "instant"))
        rows["observation"].append(
            (
                subject,
                1,
                scattered,
                event,
                kind,
                status,
                str(event),
                text or title,
                when,
                city,
                number,
                parcel,
                None,
                direction,
                END,
            )
        )
        rows["timeline_entry"].append(
            (
                owner,
                when,
                event,
                kind,
                status,
                title,
                text,
                None,
                when,
                number,
                parcel,
                None,
                direction,
            )
        )

    def _put(self, table: str, *values: object) -> None:
        self._rows[table].append(values)
