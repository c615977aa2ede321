"""Who waits for an answer: listed, taken, given back, put off, done with."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime, timedelta

from agent_console.actions.waiting.deciding import Tray
from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.domain.acting.waiting import DecisionKind, WaitingContact, WaitingState
from agent_console.domain.moment import iso_z
from agent_console.ports.acting.waiting import EVERY, NotWaitingError, WaitingWish, Wanted
from agent_console.queries.who import customer_id, own_row

MARK = "e"
"""An id is that of the entry on the timeline: `e17`."""
STATES = {
    "open": frozenset({WaitingState.OPEN}),
    "customer": frozenset({WaitingState.CUSTOMER}),
    "done": frozenset({WaitingState.DONE}),
    "all": EVERY,
}
VERBS = {kind.value: kind for kind in DecisionKind}
A_PAGE, MOST, MOST_HOURS = 100, 10_000, 24 * 366


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", choices=["list", *VERBS], default="list")
    parser.add_argument("id", nargs="?", metavar="ID", help="of the contact, as the list shows it")
    parser.add_argument("--state", choices=list(STATES), default="open", help="open by default")
    parser.add_argument("--mine", action="store_true", help="only what you have")
    parser.add_argument("--limit", metavar="N", type=_number, default=A_PAGE)
    later = parser.add_mutually_exclusive_group()
    later.add_argument("--until", metavar="TIME", type=_time, help="with snooze: 2026-11-24T09:00")
    later.add_argument("--hours", metavar="H", type=_hours, help="with snooze: for so long")
    parser.add_argument("--anyway", action="store_true", help="although a colleague has it")


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= number <= MOST:
        raise ArgumentTypeError(f"{text!r} is no number of contacts from 1 to {MOST}")
    return number


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise ArgumentTypeError(f"{text!r} is no time such as 2026-11-24T09:00") from error


def _hours(text: str) -> timedelta:
    try:
        hours = float(text)
    except ValueError:
        hours = 0
    if not 0 < hours <= MOST_HOURS:
        raise ArgumentTypeError(f"{text!r} is no number of hours from 0 to {MOST_HOURS}")
    return timedelta(hours=hours)


def _run(console: Console, arguments: Namespace) -> Result:
    if arguments.verb in VERBS:
        return _decided(console, arguments)
    now = console.clock.now()
    wish = WaitingWish(
        STATES[arguments.state], arguments.limit, owner=console.actor if arguments.mine else None
    )
    found = console.desk().waiting.contacts(wish)
    lines = [_line(one) for one in found] or ["Nobody waits."]
    return Result({"contacts": [document(one, now) for one in found]}, lines)


def _decided(console: Console, arguments: Namespace) -> Result:
    if arguments.id is None:
        raise UsageError(
            f"waiting {arguments.verb} needs the ID of a contact; `waiting` lists them"
        )
    text, kind, now = arguments.id, VERBS[arguments.verb], console.clock.now()
    contact = own_row(text, MARK) or own_row(f"{MARK}{text}", MARK)
    if contact is None:
        raise NotWaitingError(
            f"{text!r} is no id of a contact; `agent-console waiting` lists them."
        )
    until = now + arguments.hours if arguments.hours else arguments.until
    if kind is DecisionKind.SNOOZE and until is None:
        raise UsageError("waiting snooze needs --until TIME or --hours H")
    tray = Tray(console.acting.waiting_book(), console.clock, console.actor)
    tray.decide(Wanted(contact, kind, until, arguments.anyway))
    found = console.desk().waiting.contact(contact)
    if found is None:
        raise NotWaitingError(f"Nothing is asked by {text} any more.")
    return Result({"contact": document(found, now)}, [_line(found)])


def document(one: WaitingContact, now: datetime) -> dict[str, object]:
    """Write a contact."""
    return {
        "id": f"{MARK}{one.id}",
        "customer": {"id": customer_id(one.customer), "name": one.name},
        "channel": one.channel.value if one.channel else None,
        "subject": one.subject,
        "received_at": iso_z(one.received_at),
        "state": one.state().value,
        "owner": one.care.owner,
        "owner_since": iso_z(one.care.since),
        "snoozed_until": iso_z(one.snoozed_until(now)),
        "why": one.why(),
    }


def _line(one: WaitingContact) -> str:
    owner = f"  ({one.care.owner} has it)" if one.care.owner else ""
    return f"{MARK}{one.id}  {iso_z(one.received_at)}  {one.name}: {one.why()}{owner}"


WAITING = Command("waiting", "show who waits for an answer, take or put off one", _arguments, _run)
