"""What comes next for a parcel, what was promised, why it is late, and who says otherwise."""

from collections.abc import Iterator

from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.tracking.forecast import FEWEST, Forecast
from agent_console.queries.answers.case import WORDED, Whole
from agent_console.queries.answers.clauses import (
    Bare,
    By,
    Clause,
    Line,
    On,
    Piece,
    Quoted,
    Rank,
    Slot,
)
from agent_console.queries.answers.parcel import noticed
from agent_console.queries.answers.parcel.due import Due, estimate
from agent_console.queries.answers.parcel.lead import RETURNED, is_lost
from agent_console.queries.parcels import TO_COME

DISPUTE = "dispute.delivered"
"""The store takes a parcel for delivered, its carrier does not."""
MOVED = frozenset({"left", "arrived"})
TELLING = frozenset({Fault.CARRIER, Fault.WEATHER, Fault.CUSTOMS, Fault.RETAILER, Fault.CONSIGNEE})
"""Reasons that can be said in passing; the others are said by the state itself."""


def outlook(whole: Whole, lead: Clause, *, names_it: bool) -> Iterator[Clause]:
    """Yield what follows the lead; with `names_it` the parcel is named instead of called "it"."""
    yield from _disputes(whole)
    yield from noticed.quoted(whole)
    if whole.parcel.channel is None:
        yield from _why(whole, lead)
    due = Due.of(whole)
    slots = whole.named()
    if names_it:
        slots["it"] = slots["parcel"]
    yield from _next(whole, due, slots)


def _next(whole: Whole, due: Due, slots: dict[str, Slot]) -> Iterator[Clause]:
    if whole.parcel.status not in TO_COME or is_lost(whole):
        return
    slots = {
        **slots, "by": By(due.expects), "on_day": On(due.expects), "because": _because(whole),
        "promised": Bare(due.promises), "promised_by": By(due.promises),
    }  # fmt: skip
    facts, forecast = (whole.fact(),), whole.parcel.forecast
    if due.expects is not None:
        yield _expected(due, facts, slots)
    elif due.promises is not None:
        yield _clause(_promised(due), facts, slots)
    if forecast is not None:
        yield from _forecast(whole, due, forecast, slots)


def _expected(due: Due, facts: tuple[str, ...], slots: dict[str, Slot]) -> Clause:
    """Say when the carrier expects it, or expected it, and how that is to what was promised."""
    if due.is_past(due.estimated):
        return _clause(
            "next.passed_both" if due.is_past(due.promised) else "next.passed", facts, slots
        )
    if due.is_over(due.expects):
        return _clause("next.passed_today", facts, slots)
    late = due.late()
    if late > 0:
        return Clause("next.late", facts, slots, Rank.NEXT, Line.NEXT, count=late)
    if due.promised is not None:
        return _clause(_kept(due, late), facts, slots)
    return _clause("next.delayed" if slots["because"] else "next.expected", facts, slots)


def _kept(due: Due, late: int) -> str:
    """Return the phrase for an estimate of the day that was promised, or of one before it."""
    if late < 0:
        return "next.earlier"
    return "next.later_that_day" if due.is_later_that_day() else "next.as_promised"


def _promised(due: Due) -> str:
    """Return the phrase for a promise of which the carrier says nothing."""
    if due.is_past(due.promised):
        return "next.promise_passed"
    return "next.promise_passed_today" if due.is_over(due.promises) else "next.promised"


def _forecast(
    whole: Whole, due: Due, forecast: Forecast, slots: dict[str, Slot]
) -> Iterator[Clause]:
    """Yield what parcels like it did, where the carrier says nothing or they came later."""
    slots = {**slots, "like": forecast.like, "date": Bare(forecast.most)}
    facts, samples = (whole.fact(),), forecast.samples
    if due.estimated is not None:
        if forecast.most is not None and samples >= FEWEST and forecast.most > due.estimated:
            yield Clause("next.forecast_later", facts, slots, Rank.EXTRA, Line.NEXT)
    elif samples < FEWEST:
        yield Clause("next.too_few", facts, slots, Rank.EXTRA, Line.NEXT, count=samples)
    elif forecast.most is None:
        yield Clause("next.longest", facts, slots, Rank.EXTRA, Line.NEXT)
    else:
        yield _clause("next.forecast", facts, slots)


def _because(whole: Whole) -> Slot:
    fault = whole.parcel.shipment.fault
    return Piece(f"because.{fault}") if fault in TELLING else None


def _why(whole: Whole, lead: Clause) -> Iterator[Clause]:
    """Yield what keeps a parcel from coming in the carrier's words, and what happened since."""
    parcel, told = whole.parcel, whole.parcel.shipment
    tried = told.had_attempt and parcel.status in TO_COME
    if tried and parcel.status is not ParcelStatus.ATTEMPT_FAILED:
        scan = whole.case.history.scan(whole.number, ParcelStatus.ATTEMPT_FAILED)
        slots: dict[str, Slot] = {"on_day": On(scan.moment if scan else None)}
        yield _why_clause("why.tried", whole.facts(scan), slots)
    if lead.name == RETURNED:
        return
    if parcel.status in WORDED:
        yield from _since(whole, lead)
    elif parcel.status in TO_COME and (tried or told.remark() or parcel.keeps_why):
        yield from _late(whole, lead)


def _late(whole: Whole, lead: Clause) -> Iterator[Clause]:
    """Yield why a parcel comes late that is under way all the same."""
    words, because = whole.parcel.shipment.said, _because(whole)
    if words and not _is_quoted(lead, words) and not (because and estimate(whole)):
        yield _said(whole, words)
    elif because and estimate(whole) is None:
        yield _why_clause("why.fault", whole.facts(), {"because": because})


def _said(whole: Whole, words: str) -> Clause:
    scans = whole.case.history.scans(whole.number)
    entry = next((one for one in scans if one.title == words), None)
    on_day = On(whole.parcel.shipment.said_at)
    slots: dict[str, Slot] = {
        "carrier": whole.carrier(), "words": Quoted(words), "on_day": on_day
    }  # fmt: skip
    return _why_clause("why.said", whole.facts(entry), slots)


def _since(whole: Whole, lead: Clause) -> Iterator[Clause]:
    """Yield what the carrier told after the reason that the lead has said."""
    told, scan = whole.last(), whole.parcel.since
    if told is not None:
        slots = whole.happened(told) | {"on_day": On(told.moment), "words": Quoted(told.title)}
    elif scan is not None and scan.text:
        slots = whole.scanned(scan) | {"on_day": On(scan.moment)}
    else:
        return
    if slots["words"] == lead.slots.get("words"):
        return
    movement = whole.movement(told.title) if told else None
    if movement in MOVED and slots["place"]:
        moved = slots | {"article": Piece("parcel.it"), "parcel": Piece("parcel.it")}
        yield _why_clause(f"lead.{movement}", whole.facts(told), moved)
    else:
        yield _why_clause("why.since", whole.facts(told), slots)


def _is_quoted(lead: Clause, words: str) -> bool:
    return lead.slots.get("words") == Quoted(words)


def _disputes(whole: Whole) -> Iterator[Clause]:
    """Yield where sources contradict each other."""
    parcel = whole.parcel
    slots: dict[str, Slot] = {"carrier": whole.carrier(), "other": parcel.other_carrier()}
    found = (
        (DISPUTE, Rank.MUST, parcel.is_disputed()),
        (
            "dispute.others",
            Rank.MUST,
            any(one.status != parcel.shipment.status for one in parcel.others),
        ),
        ("dispute.carrier", Rank.EXTRA, parcel.other_carrier() is not None),
    )
    facts = (whole.fact(), whole.case.order_fact())
    yield from (
        Clause(name, facts, slots, rank, Line.WHAT, is_trouble=name == DISPUTE)
        for name, rank, is_so in found
        if is_so
    )


def _clause(name: str, facts: tuple[str, ...], slots: dict[str, Slot]) -> Clause:
    return Clause(name, facts, slots, Rank.NEXT, Line.NEXT)


def _why_clause(name: str, facts: tuple[str, ...], slots: dict[str, Slot]) -> Clause:
    return Clause(name, facts, slots, Rank.WHY, Line.NEXT)
