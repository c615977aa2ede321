"""What happened, newest first, page by page."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.cli.documents.timeline import document, position
from agent_console.domain.moment import iso_z
from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import Position, TimelineEntry
from agent_console.ports.reading import TimelineWish
from agent_console.queries.timeline import timeline
from agent_console.queries.who import find_one

A_PAGE, MOST = 50, 100_000


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="id, e-mail, order, tracking number or phone")
    parser.add_argument("--kind", metavar="K", choices=[kind.value for kind in EntryKind])
    parser.add_argument("--limit", metavar="N", type=_limit, default=A_PAGE)
    parser.add_argument("--before", metavar="CURSOR", help="the `next` of the page before")


def _limit(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= number <= MOST:
        raise ArgumentTypeError(f"{text!r} is no number of entries from 1 to {MOST}")
    return number


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    found = find_one(desk, arguments.who)
    kinds = frozenset({EntryKind(arguments.kind)} if arguments.kind else ())
    wish = TimelineWish(arguments.limit, before=_before(arguments.before), kinds=kinds)
    page = timeline(desk, found, wish)
    name = desk.lookup.labels([found])[0].name
    return Result(document(desk, found, page), [name, *(_line(one) for one in page.entries)])


def _before(text: str | None) -> Position | None:
    if text is None:
        return None
    try:
        return position(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no cursor; pass on the `next` of the page before") from error


def _line(one: TimelineEntry) -> str:
    when = iso_z(one.moment.utc) or one.moment.local or "no time told"
    names = ", ".join(dict.fromkeys(source.connection for source in one.sources))
    remark = f", {one.remark}" if one.remark else ""
    return f"  {when}  {one.named()}{remark}  ({names})"


TIMELINE = Command("timeline", "show what happened to a customer", _arguments, _run)
