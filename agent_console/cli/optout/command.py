"""An address opted out of mail, or in again."""

from argparse import ArgumentParser, Namespace

from agent_console.actions.consents.opting import opt
from agent_console.cli.command import Command, Console, Result
from agent_console.cli.documents.consents import consent as document
from agent_console.domain.acting.mailing import Consent, Wish
from agent_console.domain.moment import iso_z
from agent_console.domain.profile import Statement


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS")
    parser.add_argument("--remove", action="store_true", help="its owner wants mail again")
    parser.add_argument("--reason", metavar="R", required=True, help="who asked for it, and how")


def _run(console: Console, arguments: Namespace) -> Result:
    ledger = console.acting.consents()
    wish = Wish.MAIL if arguments.remove else Wish.NO_MAIL
    said = Statement(console.actor, console.clock.now(), arguments.reason)
    told = opt(ledger, arguments.address, wish, said)
    history = ledger.history(told.address)
    shown = {"consent": document(told), "history": [document(one) for one in history]}
    return Result(shown, [_line(one) for one in history])


def _line(one: Consent) -> str:
    words = "must not be written to" if one.forbids() else "may be written to"
    return f"{iso_z(one.when)}  {one.address} {words}: {one.why} ({one.who})"


OPTOUT = Command("optout", "write to an address no more", _arguments, _run)
