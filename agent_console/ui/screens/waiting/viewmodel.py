"""What the worklist shows: who waits for us, who waits for others, and why there is nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.domain.acting.waiting import WaitingContact, WaitingState
from agent_console.ports.reading import ConnectionHealth
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.listing import Heading, Line, Listing, ResultRow
from agent_console.ui.widgets.state_panel import Situation
from agent_console.ui.widgets.times import Times, short_day

MAILBOX = "email"
TITLE, NEWEST_FIRST = "Waiting", "newest first"
LATELY, MOST = timedelta(days=7), 60
"""How long, and how many of each kind, stay in sight whose turn it is not ours."""
MORNING = 9
"""The hour of the next day until which something is put off."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found: who waits, what of late needs nobody now, how the mailboxes do."""

    open: Sequence[WaitingContact]
    rest: Sequence[WaitingContact]
    mailboxes: Sequence[ConnectionHealth]

    def find(self, key: str) -> WaitingContact | None:
        """Return the contact of a row."""
        return next((one for one in (*self.open, *self.rest) if str(one.id) == key), None)


def loading() -> Listing:
    """Say that it is being looked."""
    return Listing(TITLE, "", situation=Situation(Glyph.WAIT, "Looking who waits …"))


def failed(message: str) -> Listing:
    """Say that the store cannot be read."""
    told = Situation(
        Glyph.DATABASE,
        "Who waits cannot be read",
        detail=message,
        warning="Nothing was changed.",
        note="Press F5 to try again.",
    )
    return Listing(TITLE, "", situation=told)


def is_due(one: WaitingContact, now: datetime) -> bool:
    """Say whether it is our turn, now."""
    return one.state() is WaitingState.OPEN and one.snoozed_until(now) is None


def listing(seen: Seen, times: Times, actor: str) -> Listing:
    """List who waits for us, then who waits for others."""
    now = times.clock.now()
    due = [one for one in seen.open if is_due(one, now)]
    off = [one for one in seen.open if not is_due(one, now)]
    others = [*off, *_lately(seen.rest, WaitingState.CUSTOMER, now)]
    done = _lately(seen.rest, WaitingState.DONE, now)
    sections = ("", due), ("Waiting for others", others), ("Done", done)
    rows = tuple(line for one in sections for line in _section(*one, times, actor))
    if not rows:
        return Listing(TITLE, "", situation=_nobody(seen.mailboxes, times))
    aside = _silent(seen.mailboxes, times) or NEWEST_FIRST
    return Listing(TITLE, aside, rows, count=len(due))


def _section(
    title: str, contacts: Sequence[WaitingContact], times: Times, actor: str
) -> Iterator[Line]:
    if title and contacts:
        yield Heading(title, len(contacts))
    yield from (_row(one, times, actor) for one in contacts)


def _lately(
    contacts: Sequence[WaitingContact], state: WaitingState, now: datetime
) -> list[WaitingContact]:
    """Return those of a state who asked, or were done with, in the last days."""
    told = [(one, one.care.done_when or one.received_at) for one in contacts]
    return [one for one, at in told if one.state() is state and at and now - at <= LATELY][:MOST]


def next_morning(times: Times) -> datetime:
    """Return until when something is put off: tomorrow morning, here."""
    here = times.clock.now().astimezone(times.zone) + timedelta(days=1)
    return here.replace(hour=MORNING, minute=0, second=0, microsecond=0)


def has_it(owner: str, since: datetime | None, times: Times) -> str:
    """Say who has it, and since when."""
    return f"{owner} has it since {times.since(since)}." if since else f"{owner} has it."


def until(at: datetime, times: Times) -> str:
    """Say until when: "09:00" today, else "Mon 23 Nov, 09:00"."""
    here = at.astimezone(times.zone)
    clock = times.clock_time(at)
    return clock if here.date() == times.today() else f"{short_day(here.date())}, {clock}"


def _row(one: WaitingContact, times: Times, actor: str) -> ResultRow:
    return ResultRow(
        one.customer,
        one.name,
        one.why(),
        one.received_at,
        key=str(one.id),
        aside=_aside(one, times, actor),
    )


def _aside(one: WaitingContact, times: Times, actor: str) -> str:
    off = one.snoozed_until(times.clock.now())
    if off is not None:
        here = off.astimezone(times.zone)
        is_today = here.date() == times.today()
        return f"until {times.clock_time(off) if is_today else short_day(here.date())}"
    if one.state() is WaitingState.DONE:
        return "done"
    if one.state() is WaitingState.CUSTOMER:
        return "answered"
    owner = one.care.owner
    return "you" if owner == actor else owner or ""


def _silent(mailboxes: Sequence[ConnectionHealth], times: Times) -> str:
    """Say that newer mails may be missing, where a mailbox cannot be read."""
    since = [one.failing_since for one in mailboxes if one.failing_since is not None]
    return f"mail as of {times.since(min(since))}" if since else ""


def _nobody(mailboxes: Sequence[ConnectionHealth], times: Times) -> Situation:
    if not mailboxes:
        return Situation(
            Glyph.MAIL,
            "No mailbox is connected",
            detail="Who writes to you is listed here once your mailbox is connected: press Ctrl , "
            "and add it.",
        )
    silent = _silent(mailboxes, times)
    return Situation(
        Glyph.CHECK,
        "Nobody waits",
        detail="Everybody who wrote has an answer. A new mail is listed here by itself.",
        warning=f"The mailbox does not answer, so this is the {silent}." if silent else "",
    )
