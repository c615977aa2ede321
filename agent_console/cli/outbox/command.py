"""The outbox: listed, carried out once, and an intent of it taken back."""

import asyncio
from argparse import ArgumentParser, Namespace

from agent_console.actions.returns.cases import is_escalated
from agent_console.cli.command import ATTENTION, OK, Command, Console, Result, UsageError
from agent_console.cli.documents.intent import intent as document
from agent_console.domain.acting.intent import Intent, IntentState
from agent_console.domain.profile import Statement
from agent_console.ports.acting.outbox import NoSuchIntentError, Outbox
from agent_console.sync.stranded import Stranded

VERBS = ("list", "run", "cancel", "release", "settle")
ENDS = {"done": True, "failed": False}
NEEDS_SOMEBODY = frozenset({IntentState.NEEDS_HUMAN})


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", choices=VERBS, default="list", help="list by default")
    parser.add_argument("key", nargs="?", metavar="KEY", help="of the intent to change")
    parser.add_argument("end", nargs="?", choices=list(ENDS), help="with settle: what was found")
    parser.add_argument("--reason", metavar="R", help="with settle: how you know")
    parser.add_argument("--once", action="store_true", help="with run: do what is due, then end")


def _run(console: Console, arguments: Namespace) -> Result:
    if arguments.verb in {"cancel", "release", "settle"}:
        return _changed(console, arguments)
    if arguments.verb == "run":
        if not arguments.once:
            raise UsageError("outbox run needs --once; `agent-console worker` goes on by itself")
        return _listed(console, has_stranded=asyncio.run(_turns(console)) > 0)
    return _listed(console)


def _listed(console: Console, *, has_stranded: bool | None = None) -> Result:
    """List all intents; after a run (`has_stranded` or not) the exit code says if one needs us."""
    found = console.acting.outbox().intents()
    is_needy = has_stranded or any(one.state in NEEDS_SOMEBODY for one in found)
    exit_code = ATTENTION if has_stranded is not None and is_needy else OK
    lines = [_line(one) for one in found] or ["The outbox is empty."]
    return Result({"intents": [document(one) for one in found]}, lines, exit_code)


async def _turns(console: Console) -> int:
    """Let every connection do what it can; what takes a label along leaves after its label came.

    Return how many intents are on their way by a connection that is not switched on.
    """
    dispatcher, ways = console.acting.dispatcher(), console.setup().ways_out()
    fetcher = console.acting.fetcher()
    await asyncio.gather(*(dispatcher.turn(way) for way in ways))
    sellers = [(way.name, way.sell) for way in ways if way.sell is not None]
    if sum([await fetcher.turn(name, sell) for name, sell in sellers]):
        await asyncio.gather(*(dispatcher.turn(way) for way in ways if way.sell is None))
    stranded = Stranded(dispatcher.outbox, dispatcher.clock)
    return stranded.turn([way.name for way in ways])


def _changed(console: Console, arguments: Namespace) -> Result:
    if arguments.key is None:
        raise UsageError(f"outbox {arguments.verb} needs the KEY of an intent; `outbox` lists them")
    outbox = console.acting.outbox()
    found = outbox.intent(arguments.key)
    if found is None:
        raise NoSuchIntentError(f"There is no intent {arguments.key!r}; `outbox` lists them.")
    if arguments.verb == "release" and is_escalated(found):
        told = {"intent": document(found), "release_done": False}
        return Result(told, [f"It waits for a decision: decide {found.key} …"], ATTENTION)
    is_done = _act(console, outbox, arguments)
    found = outbox.intent(arguments.key) or found
    lines = [_line(found)]
    if not is_done and arguments.verb == "settle":
        lines = [f"Only what needs somebody can be settled: {_line(found)}"]
    elif not is_done:
        lines = [f"Too late to {arguments.verb} it: {_line(found)}"]
    told = {"intent": document(found), f"{arguments.verb}_done": is_done}
    return Result(told, lines, OK if is_done else ATTENTION)


def _act(console: Console, outbox: Outbox, arguments: Namespace) -> bool:
    verb, now = arguments.verb, console.clock.now()
    if arguments.end is not None and verb != "settle":
        raise UsageError(f"{arguments.end!r} belongs to `outbox settle`")
    said = Statement(console.actor, now, f"{verb} by hand")
    if verb == "settle":
        if arguments.end is None or not (arguments.reason or "").strip():
            raise UsageError("outbox settle needs KEY done or KEY failed, and --reason R")
        said = Statement(console.actor, now, arguments.reason.strip())
        return outbox.settle(arguments.key, said, is_done=ENDS[arguments.end])
    act = outbox.cancel if verb == "cancel" else outbox.release
    return act(arguments.key, said)


def _line(one: Intent) -> str:
    said = f"{one.key}  {one.wanted.kind}  {one.state}"
    return f"{said}  {one.outcome}" if one.outcome else said


OUTBOX = Command("outbox", "show, carry out or cancel what is to leave", _arguments, _run)
