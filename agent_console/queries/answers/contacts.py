"""What the customer said since, and what we did about it."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import takewhile

from agent_console.domain.acting.waiting import REPLY
from agent_console.domain.moment import Moment, instant, microseconds
from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import TimelineEntry
from agent_console.queries.answers.case import Case
from agent_console.queries.answers.clauses import Clause, Line, On, Piece, Quoted, Rank, Slot
from agent_console.queries.answers.history import is_after

RECENT = timedelta(days=14)
"""What was said before is not spoken of any more."""


def since_delivery(case: Case, delivered: Moment | None) -> tuple[Clause, bool] | None:
    """Say that the customer was in touch after all was delivered, and whether nothing came."""
    heard = [one for one in case.history.heard_of(case.number) if is_after(one, delivered)]
    is_about_money = bool(case.known.order.refunds)
    denial = None if is_about_money else _denial(case, heard)
    if denial is not None:
        name, slots = f"contact.{_way('denied', denial)}", _slots(denial)
        return Clause(name, case.facts(denial), slots, Rank.MUST, is_trouble=True), True
    if heard and _is_recent(case, heard[0]):
        is_call = heard[0].kind is EntryKind.CALL
        return _contact(case, "called_since" if is_call else "wrote_since", heard[0]), False
    return None


def _denial(case: Case, heard: Sequence[TimelineEntry]) -> TimelineEntry | None:
    """Return the newest saying that nothing came, unless she wrote later that it did."""
    since = takewhile(lambda one: not case.hearing.is_arrival(_words(one)), heard)
    return next((one for one in since if case.hearing.is_denial(_words(one))), None)


def ours(case: Case, *, is_told: bool) -> Iterator[Clause]:
    """Yield whose turn it is; with `is_told` it was said already that the customer wrote."""
    yield from _exceptions(case)
    if case.taken_up is not None:
        slots: dict[str, Slot] = {"on_day": On(instant(case.taken_up))}
        facts = (case.order_fact(),)
        yield Clause("contact.taken_up", facts, slots, Rank.CONTACT, Line.US)
    asked, answered = case.history.asked(case.number), case.history.answered(case.number)
    is_ours = asked is not None and (answered is None or answered.sort_at < asked.sort_at)
    last = asked if is_ours else answered
    if last is None or not _is_recent(case, last):
        return
    if is_ours and is_told:
        yield _contact(case, "still_open", last)
    else:
        yield _contact(case, _way("unanswered" if is_ours else "answered", last), last)


def _way(name: str, entry: TimelineEntry) -> str:
    """Return the phrase for a call or for what was written."""
    return f"{name}_call" if entry.kind is EntryKind.CALL else name


def _exceptions(case: Case) -> Iterator[Clause]:
    entry = case.event(EntryKind.ESCALATION)
    if entry is None or not _is_recent(case, entry):
        return
    if entry.status in {"asked", "approved", "denied"}:
        slots: dict[str, Slot] = {"on_day": On(entry.moment)}
        name = f"contact.exception_{entry.status}"
        yield Clause(name, case.facts(entry), slots, Rank.MONEY, Line.US)


def _contact(case: Case, name: str, entry: TimelineEntry) -> Clause:
    facts = case.facts(entry)
    return Clause(f"contact.{name}", facts, _slots(entry), Rank.CONTACT, Line.US)


def _slots(entry: TimelineEntry) -> dict[str, Slot]:
    subject = REPLY.sub("", entry.title, count=1).strip()
    words = Quoted(_without(entry.order, subject))
    return {
        "on_day": On(entry.moment),
        "words": words,
        "said": Piece("said.words", {"words": words}, "words"),
    }


def _without(order: str | None, subject: str) -> str:
    """Leave out of a subject the order we speak of: "Broken lantern, order 10443"."""
    if order is None:
        return subject
    named = rf"\s*(?:\([^()]*\b{re.escape(order)}\b[^()]*\)|,\s*[^,]*\b{re.escape(order)})\s*$"
    return re.sub(named, "", subject) or subject


def _words(entry: TimelineEntry) -> str:
    return f"{entry.title}\n{entry.text or ''}"


def _is_recent(case: Case, entry: TimelineEntry) -> bool:
    return case.now is None or microseconds(case.now - RECENT) < entry.sort_at
