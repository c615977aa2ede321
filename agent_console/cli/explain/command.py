"""How a connector reads a raw answer of its API; nothing is stored."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.cli.documents import contact as contacts
from agent_console.cli.documents import order as orders
from agent_console.domain.contact import Contact
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange, ExplainedOrder

STATUSES = range(100, 600)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="kind of connector")
    parser.add_argument("file", metavar="FILE", type=Path, help="the raw answer")
    parser.add_argument("--index", metavar="N", type=int, help="only this element")
    parser.add_argument("--http-status", metavar="S", type=int, default=200)


def _run(console: Console, arguments: Namespace) -> Result:
    explainer = console.explainer()
    if arguments.kind not in explainer.kinds():
        raise UsageError(
            f"unknown kind {arguments.kind!r}; known are {', '.join(explainer.kinds())}"
        )
    if arguments.http_status not in STATUSES:
        raise UsageError(f"{arguments.http_status} is no HTTP status; they run from 100 to 599")
    try:
        raw = arguments.file.read_bytes()
    except OSError as error:
        raise UsageError(f"{arguments.file} cannot be read: {error.strerror}") from error
    exchange = Exchange(
        raw.decode("utf-8", errors="replace"),
        arguments.http_status,
        arguments.index,
        raw,
        arguments.file.suffix.lower(),
    )
    read = explainer.explain(arguments.kind, exchange)
    document = {
        "orders": [orders.explained_order(one, arguments.kind) for one in read.orders],
        "shipments": [orders.shipment(one) for one in read.shipments],
        "contacts": [contacts.contact(one) for one in read.contacts],
        "errors": [{"kind": one.kind, "message": one.message} for one in read.errors],
    }
    lines = list(map(_order_words, read.orders))
    lines += map(_parcel_words, read.shipments)
    lines += map(_words, read.contacts)
    lines += [f"error {one.kind}: {one.message}" for one in read.errors]
    return Result(document, lines or ["Nothing in it."])


def _order_words(read: ExplainedOrder) -> str:
    one = read.order
    whose = f"  {read.through.value}" if read.through else ""
    if read.is_part:
        return f"order {one.number}  in part, {one.refunded()} refunded{whose}"
    return f"order {one.number}  {one.state}  {one.total}{whose}"


def _parcel_words(read: Shipment) -> str:
    told = (read.number, read.carrier, read.status)
    return f"parcel {'  '.join(' '.join(str(one).split()) for one in told)}"


def _words(read: Contact) -> str:
    sender = read.sender and read.sender.named()
    about = read.subject or "(no subject)"
    return f"{read.channel} of {sender or 'nobody'}: {about}\n{read.text}"


EXPLAIN = Command("explain", "show how a raw answer is read", _arguments, _run)
