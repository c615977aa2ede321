"""A note on a customer, or on the order it was asked for by."""

from argparse import ArgumentParser, Namespace

from agent_console.actions.notes.writing import Entry, write
from agent_console.cli.command import Command, Console, Result
from agent_console.domain import identity
from agent_console.domain.acting.intent import new_key
from agent_console.domain.acting.note import Disposition, Note
from agent_console.domain.moment import iso_z
from agent_console.domain.observation import Direction
from agent_console.domain.profile import Statement
from agent_console.queries.customer import customer
from agent_console.queries.who import customer_id, find_one

CALLS = {"inbound": Direction.INBOUND, "outbound": Direction.OUTBOUND}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="id, e-mail, order, tracking number or phone")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--call", choices=list(CALLS), help="it is the record of a call")
    parser.add_argument("--disposition", choices=[one.value for one in Disposition])
    parser.add_argument("--key", help="a key of your own: the same key is saved once")


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    found = customer(desk, find_one(desk, arguments.who))
    reference = identity.reference(arguments.who)
    note = Note(
        arguments.text,
        order=found.order_of(reference) if reference else None,
        call=CALLS.get(arguments.call or ""),
        disposition=Disposition(arguments.disposition) if arguments.disposition else None,
    )
    key, now = arguments.key or new_key(), console.clock.now()
    entry = Entry(found.id, note, Statement(console.actor, now, ""))
    is_new = write(console.acting.notebook(), key, entry)
    told = {
        "key": key,
        "customer": customer_id(found.id),
        "order": note.order,
        "text": note.text.strip(),
        "author": console.actor,
        "written_at": iso_z(now),
        "is_new": is_new,
    }
    return Result({"note": told}, [f"{key}: {'saved' if is_new else 'was saved before'}"])


NOTE = Command("note", "write down a note or a call", _arguments, _run)
