"""Records that could not be read: to look at, and to try again after an update."""

from argparse import ArgumentParser, Namespace

from agent_console.cli.command import ATTENTION, OK, Command, Console, Result
from agent_console.domain.moment import iso_z
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.intake import Quarantined


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "retry"))


def _run(console: Console, arguments: Namespace) -> Result:
    before = console.quarantine().waiting()
    if arguments.action == "retry":
        for one in before:
            _retry(console, one)
    waiting = console.quarantine().waiting()
    document: dict[str, object] = {"records": [_document(one) for one in waiting]}
    lines = [f"{one.connection} {one.stream} {one.external_id}: {one.reason}" for one in waiting]
    if arguments.action == "retry":
        document["released"] = len(before) - len(waiting)
        lines.append(f"{len(before) - len(waiting)} could be read at last")
    return Result(document, lines or ["Nothing is in quarantine."], ATTENTION if waiting else OK)


def _retry(console: Console, one: Quarantined) -> None:
    """Read a record again as of when it was told: what was heard later knows better."""
    try:
        source = console.setup().open(one.connection)
    except (RemoteFailure, KeyError):
        return
    page = source.read(one.stream, one.raw)
    console.bench().intake.keep(one.connection, page, one.last_seen)
    if not page.unreadable:
        console.quarantine().release(one.id)


def _document(one: Quarantined) -> dict[str, object]:
    return {
        "id": f"q{one.id}",
        "connection": one.connection,
        "stream": one.stream,
        "external_id": one.external_id,
        "reason": one.reason,
        "raw": one.raw,
        "first_seen": iso_z(one.first_seen),
        "times": one.times,
    }


QUARANTINE = Command("quarantine", "list or retry unreadable records", _arguments, _run)
