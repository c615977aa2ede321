"""What a customer's page says apart from the timeline: the answer, the header, the parcels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from agent_console.domain.acting.handing import HandOff, shown
from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.identity import IdentityKind
from agent_console.domain.moment import Moment
from agent_console.domain.order import Fulfilment
from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.answers.answer import (
    Answer,
    Asking,
    answer,
    is_in_trouble,
    relevant_order,
)
from agent_console.queries.answers.certainty import Certainty
from agent_console.queries.days import day_of, on_day
from agent_console.queries.identities.proof import holds
from agent_console.queries.namesakes import ambiguity
from agent_console.queries.parcels import dated, expected, short_number
from agent_console.queries.radar import NextStep
from agent_console.queries.suggestions import Suggestion
from agent_console.ui.screens.customer.actions import Situation
from agent_console.ui.screens.customer.parcels.row import ParcelRow
from agent_console.ui.screens.customer.parcels.way import Way, by_clock
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.times import Times

MOST_PARCELS = 3
TROUBLE = frozenset(
    {ParcelStatus.EXCEPTION, ParcelStatus.RETURN_TO_SENDER, ParcelStatus.ATTEMPT_FAILED}
)
"""Parcels that come first where not all can be shown."""
MOST_TROUBLED = 2
STALE_S = 86_400
RECENT_DAYS = 7
"""So long after its delivery a parcel of another order stays in the strip."""
SHOWN_IDENTITIES = frozenset({IdentityKind.EMAIL, IdentityKind.PHONE})


@dataclass(frozen=True, slots=True)
class StatusWords:
    """How a parcel's status is said in its row, and in which colour."""

    words: str
    ink: Ink = Ink.TEXT
    glyph: Glyph = Glyph.TRUCK
    dated: str = "shipped {day}"


STATUS_WORDS: dict[ParcelStatus, StatusWords] = {
    ParcelStatus.UNKNOWN: StatusWords("state unknown"),
    ParcelStatus.PRE_TRANSIT: StatusWords(
        "not shipped yet", glyph=Glyph.PARCEL, dated="prepared {day}"
    ),
    ParcelStatus.IN_TRANSIT: StatusWords("on its way"),
    ParcelStatus.OUT_FOR_DELIVERY: StatusWords("out for delivery"),
    ParcelStatus.AVAILABLE_FOR_PICKUP: StatusWords("to be picked up", glyph=Glyph.STORE),
    ParcelStatus.DELIVERED: StatusWords("delivered", glyph=Glyph.PARCEL, dated="on {day}"),
    ParcelStatus.ATTEMPT_FAILED: StatusWords("not handed over", Ink.WARN),
    ParcelStatus.EXCEPTION: StatusWords("held up", Ink.BAD),
    ParcelStatus.RETURN_TO_SENDER: StatusWords("comes back", Ink.BAD),
    ParcelStatus.CANCELLED: StatusWords("cancelled"),
}


UNSCANNED = StatusWords("not scanned yet", glyph=Glyph.PARCEL, dated="shipped {day}")
"""The store sent it, and its carrier knows no more than its data."""
RETURN_WORDS: dict[ParcelStatus, StatusWords] = STATUS_WORDS | {
    status: StatusWords(words, ink, Glyph.BACK, dated)
    for status, words, ink, dated in (
        (ParcelStatus.UNKNOWN, "not heard of yet", Ink.TEXT, ""),
        (ParcelStatus.PRE_TRANSIT, "not handed in yet", Ink.TEXT, ""),
        (ParcelStatus.IN_TRANSIT, "on its way to us", Ink.TEXT, ""),
        (ParcelStatus.OUT_FOR_DELIVERY, "on its way to us", Ink.TEXT, ""),
        (ParcelStatus.DELIVERED, "arrived at us", Ink.TEXT, "on {day}"),
        (ParcelStatus.RETURN_TO_SENDER, "goes back to the customer", Ink.BAD, ""),
    )
}
"""Of what comes back: the customer sends it, and we receive it."""
CERTAINTY = {
    Certainty.CERTAIN: "",
    Certainty.LIKELY: "",
    Certainty.ONE_SOURCE: "told by one source",
    Certainty.DISPUTED: "disputed",
    Certainty.STALE: "",
    Certainty.UNKNOWN: "not known for sure",
}
"""How sure an answer is, as far as the rest of the line does not say it."""
RETURN = "Return"
STILL_READING = "older orders are being read"


@dataclass(slots=True)
class CustomerPage:
    """A customer as shown, and which of the orders is looked at."""

    times: Times
    customer: Customer | None = None
    number: str | None = None
    silent: Mapping[str, datetime] = field(default_factory=dict)
    """Connections that do not answer or were not read in time, and since when."""
    suggested: tuple[Suggestion, ...] = ()
    """Other customers who may be the same person, or share her phone."""
    why_not_write: str = ""
    why_not_return: str = ""
    steps: tuple[NextStep, ...] = ()
    """What is to be done next about her parcels."""
    asking: Asking | None = None
    """What the answer rests on besides the customer, and in which words it is given."""
    _said: tuple[tuple[object, ...], tuple[object, ...], Answer] | None = None
    _judged: Customer | None = None
    _in_trouble: tuple[KnownOrder, ...] = ()

    def known_order(self) -> KnownOrder | None:
        """Return the order looked at: the chosen one, else the one that matters now."""
        return relevant_order(self.customer, self.number) if self.customer else None

    def situation(self) -> Situation | None:
        """Return of whom and of which order we speak."""
        if self.customer is None:
            return None
        return Situation(
            self.customer,
            self.known_order(),
            self.why_not_write,
            self.why_not_return,
            self.verified(),
            self.handed(),
        )

    def verified(self) -> str:
        """Say when and to whom the customer proved today who she is; empty where she did not."""
        proof = self.customer.verified if self.customer else None
        if proof is None or not holds(proof, self.times.clock.now(), self.times.zone):
            return ""
        return f"{self.times.clock_time(proof.when)}, {proof.who}"

    def handed(self) -> str:
        """Return the code by which she was handed off today with the order in sight."""
        said, known = self._handed_today(), self.known_order()
        number = known.order.number if known else None
        return shown(said.code) if said is not None and said.order == number else ""

    def _handed_today(self) -> HandOff | None:
        said = self.customer.handed_off if self.customer else None
        times = self.times
        is_today = said is not None and said.when.astimezone(times.zone).date() == times.today()
        return said if is_today else None

    def answer(self) -> Answer:
        """Return what to tell the customer."""
        if self.customer is None or self.asking is None:
            return Answer(None)
        now = self.times.clock.now().replace(second=0, microsecond=0)
        rests_on = (self.customer, self.asking)
        key = (self.number, now, frozenset(self.silent))
        if self._said is None or self._said[0] != key or not _are_same(self._said[1], rests_on):
            asked = replace(self.asking, now=now, zone=self.times.zone, stale=key[-1])
            self._said = (key, rests_on, answer(self.customer, asked, self.number))
        return self._said[2]

    def words(self) -> str:
        """Return the answer as it stands under the name, as long as the lines are."""
        return " ".join(self.answer().full.splitlines())

    def evidence(self) -> str:
        """Say on what the answer rests: who said it, how old it is, what is promised, how sure."""
        if self.customer is None:
            return ""
        told = self.answer()
        heard_at = told.heard_at or self.customer.last_heard
        sources = told.sources or _sources(self.customer)
        read = f"read {self.times.ago(heard_at)}" if heard_at else ""
        no_more = "nothing newer was heard" if self.silent.keys() & set(sources) else ""
        sure = CERTAINTY[told.certainty] if told.number else ""
        parts = (", ".join(sources), read, *self._days(told), sure, no_more)
        return "  ·  ".join(part for part in parts if part)

    def _days(self, told: Answer) -> Iterator[str]:
        """Yield the days the answer rests on, and who contradicts whom."""
        known, zone = self.known_order(), self.times.zone
        if known is None:
            return
        if told.promise is not None:
            yield f"promise {on_day(told.promise, zone)}"
        if told.estimate is not None:
            yield f"estimate {on_day(told.estimate, zone)}"
        if (like := told.forecast) is not None and like.most is not None:
            most = on_day(Moment(local=like.most.isoformat()), zone)
            yield f"9 of 10 like it by {most}, n = {like.samples}"
        if ordered := on_day(known.order.placed, zone):
            yield f"ordered {ordered}"
        if any(parcel.is_disputed() for parcel in known.parcels()):
            yield f"{known.connection} says delivered"

    def identities(self) -> str:
        """Word the names a person is known by."""
        if self.customer is None:
            return ""
        values = [
            known.identity.raw.strip()
            for known in self.customer.identities
            if known.identity.kind in SHOWN_IDENTITIES
        ]
        proof = self.customer.verified
        told = self.verified()
        said = [f"verified by {proof.means}, {told}"] if proof and told else []
        if (handed := self._handed_today()) is not None:
            said.append(f"handed off by {handed.who}, {self.times.clock_time(handed.when)}")
        return "  ·  ".join(dict.fromkeys((*said, *values)))

    def troubled(self) -> tuple[str, ...]:
        """Return the numbers of the orders in trouble, but for the one looked at."""
        if self.customer is None:
            return ()
        if self._judged is not self.customer:
            self._judged = self.customer
            found = (known for known in self.customer.orders if is_in_trouble(known))
            self._in_trouble = tuple(found)
        looked_at = self.known_order()
        return tuple(known.order.number for known in self._in_trouble if known is not looked_at)

    def attention(self) -> tuple[str, ...]:
        """Name what needs somebody: other orders in trouble, data that is old."""
        found = [f"Order {number} needs a look" for number in self.troubled()[:MOST_TROUBLED]]
        if self.customer and self.customer.gone_at:
            found.append(f"no longer in the store, seen {self.times.ago(self.customer.gone_at)}")
        heard = self.customer.last_heard if self.customer else None
        if heard and (self.times.clock.now() - heard).total_seconds() > STALE_S:
            found.append(f"data from {self.times.since(heard)}")
        return tuple(found)

    def parcels(self) -> tuple[ParcelRow, ...]:
        """Return the strip: the parcels that matter; of more than three the open ones, counted."""
        pairs = list(self._parcels())
        if len(pairs) <= MOST_PARCELS:
            return tuple(self._row(*pair) for pair in pairs)
        still = [pair for pair in pairs if pair[1].status is not ParcelStatus.DELIVERED]
        still.sort(key=lambda pair: pair[1].status not in TROUBLE)
        counts = (
            (len(still) - MOST_PARCELS, "more under way"),
            (len(pairs) - len(still), "delivered"),
        )
        rest = "  ·  ".join(f"{count} {words}" for count, words in counts if count > 0)
        if self.customer is not None and not self.customer.has_all_orders():
            rest = STILL_READING
        return (*(self._row(*pair) for pair in still[:MOST_PARCELS]), ParcelRow(None, rest))

    def _parcels(self) -> Iterator[tuple[KnownOrder, KnownParcel]]:
        if self.customer is None:
            return
        looked_at = self.known_order()
        for known in self.customer.orders:
            for parcel in (*known.parcels(), *known.returns()):
                if known is looked_at or not self._is_past(parcel):
                    yield known, parcel

    def _is_past(self, parcel: KnownParcel) -> bool:
        is_delivered = parcel.status is ParcelStatus.DELIVERED
        day = day_of(dated(parcel), self.times.zone) if is_delivered else None
        return day is not None and (self.times.today() - day).days > RECENT_DAYS

    def _row(self, known: KnownOrder, parcel: KnownParcel) -> ParcelRow:
        words = status_words(parcel)
        told, raw = parcel.shipment, parcel.shipment.status_text or ""
        unknown = f"“{raw}”" if raw and parcel.status is ParcelStatus.UNKNOWN else ""
        what = RETURN if parcel.is_return else content(known, parcel.fulfilment)
        way = Way.of(known, parcel, self.times)
        several = self.customer is not None and len(self.customer.orders) > 1
        return ParcelRow(
            key=known.order.number,
            promise=way.promise(),
            carrier=parcel.carrier() or "Carrier not told",
            number=short_number(told.number or ""),
            content=what,
            status=f"{words.words} {unknown}".strip(),
            when=" · ".join(
                filter(
                    None,
                    (
                        when(parcel, self.times),
                        way.late(),
                        ambiguity(known, parcel, self.times.zone),
                    ),
                )
            ),
            certainty=way.certainty(),
            track=way.track(),
            is_late=way.days_late() > 0,
            order=f"order {known.order.number}" if several else "",
            says=says(known, parcel),
            age=self.times.age(parcel.last_heard),
            ink=words.ink,
            glyph=words.glyph,
        )


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))


def _sources(customer: Customer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known.source for known in customer.identities))


def when(parcel: KnownParcel, times: Times) -> str:
    """Word for when a parcel is expected, else when it came to its state."""
    estimate = expected(parcel)
    if (day := day_of(estimate, times.zone)) is not None:
        was = "was " if day < times.today() else ""
        return f"{was}expected {on_day(estimate, times.zone)}{by_clock(estimate)}"
    told = on_day(dated(parcel), times.zone)
    return status_words(parcel).dated.format(day=told) if told else ""


def status_words(parcel: KnownParcel) -> StatusWords:
    """Word in what state a parcel is."""
    if parcel.is_return:
        return RETURN_WORDS[parcel.status]
    return UNSCANNED if parcel.is_unscanned() else STATUS_WORDS[parcel.status]


def says(known: KnownOrder, parcel: KnownParcel) -> str:
    """Word who says so, and that the store says otherwise."""
    otherwise = f", {known.connection} says delivered" if parcel.is_disputed() else ""
    if (named := parcel.other_carrier()) is not None:
        otherwise += f", {known.connection} says {named}"
    if any(one.status != parcel.shipment.status for one in parcel.others):
        otherwise += ", another tracker says otherwise"
    return f"says {parcel.connection}{otherwise}"


def content(known: KnownOrder, parcel: Fulfilment) -> str:
    """Word what is in a parcel: its articles, and how many of each."""
    titles = {line.external_id: line.title for line in known.order.lines}
    parts = [
        f"{titles[line]} \N{MULTIPLICATION SIGN} {quantity:f}" if quantity != 1 else titles[line]
        for line, quantity in parcel.lines
        if line in titles
    ]
    return ", ".join(parts)
