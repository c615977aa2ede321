"""One return: judged and ordered, shown with its label, taken back."""

import asyncio
from argparse import ArgumentParser, Namespace

from agent_console.actions.returns.cases import Case, case_of
from agent_console.actions.returns.voiding import NoSuchReturnError, Voiding
from agent_console.cli.command import Command, Console, Document, Result, UsageError
from agent_console.cli.documents import returns as documents
from agent_console.cli.documents.intent import intent as intent_document
from agent_console.cli.documents.values import money
from agent_console.cli.returns.ordering import order
from agent_console.domain.acting.intent import IntentState
from agent_console.domain.acting.label import LabelFile, LabelFormat
from agent_console.domain.moment import iso_z
from agent_console.domain.profile import Statement
from agent_console.domain.returning.policy import Reason


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO|show|void", help="whose order, or what to do with KEY")
    parser.add_argument("key", nargs="?", metavar="KEY", help="of the return to show or void")
    parser.add_argument("--order", metavar="NUMBER")
    parser.add_argument("--line", action="append", metavar="SKU=QTY", help="as often as needed")
    parser.add_argument("--reason", choices=[one.value for one in Reason])
    parser.add_argument("--exception", metavar="WHY", help="ask for it although the policy says no")
    parser.add_argument(
        "--another", action="store_true", help="the same is on its way already; this is one more"
    )
    parser.add_argument("--service", metavar="NAME", help="another than the cheapest")
    parser.add_argument(
        "--format", choices=[one.value for one in LabelFormat], default=LabelFormat.PDF.value
    )
    parser.add_argument("--mail", action="store_true", help="mail the label to the customer")
    parser.add_argument("--quote", action="store_true", help="show verdict and prices, buy nothing")


def _run(console: Console, arguments: Namespace) -> Result:
    verbs = {"show": _show, "void": _void}
    act = verbs.get(arguments.who)
    if act is None:
        if arguments.key is not None:
            raise UsageError("return WHO --order … or return show|void KEY")
        return order(console, arguments)
    if arguments.key is None:
        raise UsageError(f"return {arguments.who} needs the KEY of a return; `outbox` lists them")
    return act(console, arguments.key)


def _show(console: Console, key: str) -> Result:
    case = case_of(console.acting.outbox().intent(key))
    if case is None:
        raise NoSuchReturnError(f"There is no return {key!r}; `outbox` lists them.")
    document = _document(console, case)
    return Result(document, [f"{name}: {one}" for name, one in document.items()])


def _void(console: Console, key: str) -> Result:
    said = Statement(console.actor, console.clock.now(), "taken back by hand")
    ended = Voiding(console.acting.outbox()).void(key, said)
    console.acting.label_folder().remove(key)
    told = intent_document(ended)
    document = {**told, "intent": told, "return": key}
    return Result(document, [f"{ended.key}: {ended.wanted.kind} {ended.state}"])


def _document(console: Console, case: Case) -> Document:
    label, intent = case.label, case.intent
    ending = Voiding(console.acting.outbox()).under_way(intent.key)
    is_blocked = ending is not None or intent.state is not IntentState.DONE
    file = None if is_blocked else _file(console, case)
    trouble = None if file or is_blocked else _trouble(console, case)
    return {
        "key": intent.key,
        "state": intent.state.value,
        "carrier": label.carrier if label else case.order.rate.carrier,
        "tracking_number": label.tracking_number if label else None,
        "label": file and {"path": str(_path(console, case, file)), "format": file.format.value},
        "cost": money(label.price if label else case.order.rate.price),
        "void_until": iso_z(label.void_until) if label else None,
        "void": ending and intent_document(ending),
        "label_trouble": trouble,
        "outcome": intent.outcome,
        "return": documents.case(case),
    }


def _trouble(console: Console, case: Case) -> str | None:
    """Say why the file is not here: nobody has it where a person found out about the label."""
    told = console.acting.shelf().trouble(case.intent.key)
    return case.intent.outcome if case.label is None else told


def _path(console: Console, case: Case, file: LabelFile) -> object:
    return console.acting.label_folder().put(case.intent.key, file)


def _file(console: Console, case: Case) -> LabelFile | None:
    """Return the label, fetched now where it is not here yet."""
    shelf, key = console.acting.shelf(), case.intent.key
    file = shelf.file(key)
    if file is not None:
        return file
    name = case.intent.wanted.connection
    way = next((one for one in console.setup().ways_out() if one.name == name), None)
    if way is None or way.sell is None:
        return None
    asyncio.run(console.acting.fetcher().turn(name, way.sell))
    return shelf.file(key)


RETURN = Command("return", "order, show or take back a return label", _arguments, _run)
