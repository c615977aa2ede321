"""One message: shown as it will leave, or put into the outbox."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from agent_console.actions.messages.gate import warnings
from agent_console.actions.messages.received import Received
from agent_console.actions.messages.writing import (
    ANSWER,
    CannotWriteError,
    LabelTopic,
    Writing,
    letter,
)
from agent_console.actions.returns.cases import cases
from agent_console.cli.command import ATTENTION, Command, Console, Result, UsageError
from agent_console.cli.documents.intent import intent as intent_document
from agent_console.domain import identity
from agent_console.domain.acting.intent import IntentState
from agent_console.domain.acting.message import Letter
from agent_console.domain.customer import Customer
from agent_console.domain.profile import Statement
from agent_console.ports.acting.sending import Way
from agent_console.queries.customer import customer
from agent_console.queries.who import find_one

MAIL, LABEL = "email", "return_label"


class NoWayOutError(Exception):
    """No connection is there by which a message could leave."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="id, e-mail, order, tracking number or phone")
    parser.add_argument("--template", metavar="NAME", required=True, help="delay, reply …")
    parser.add_argument("--language", metavar="L", help="en, de; that of the house by default")
    parser.add_argument("--text", default="", help="your own words, for the template reply")
    parser.add_argument("--preview", action="store_true", help="show it and send nothing")


def _run(console: Console, arguments: Namespace) -> Result:
    if arguments.text and arguments.template != ANSWER:
        raise UsageError(f"--text goes with --template {ANSWER}; {arguments.template} has its own")
    desk = console.desk()
    found = customer(desk, find_one(desk, arguments.who))
    wish = Writing(
        template=arguments.template,
        language=arguments.language or console.acting.language,
        signer=console.signer,
        order=_order(arguments.who, found.order_of),
        words=arguments.text,
        answers=Received(desk.timelines, desk.messages).last(found.profiles),
        address=_address(arguments.who),
        label=_label(console, found, arguments) if arguments.template == LABEL else None,
    )
    now = console.clock.now()
    written = letter(console.acting.writing_desk, found, wish, now)
    known = warnings(written, found)
    if arguments.preview:
        reasons = console.acting.post().against(written, found)
        shown = {"preview": document(written), "refused": reasons, "warnings": known}
        return Result(shown, [*_lines(written), *reasons, *known], ATTENTION if reasons else 0)
    put = console.acting.post().hand_in(
        written, found, way_of_mail(console), Statement(console.actor, now, "")
    )
    told = intent_document(put)
    line = f"{put.key}: leaves at {put.wanted.due_at:%H:%M:%S} UTC"
    whole = {**told, "intent": told, "message": document(written), "warnings": known}
    return Result(whole, [line, *known, *_lines(written)])


def _label(console: Console, found: Customer, arguments: Namespace) -> LabelTopic:
    """Return the newest label that was bought for them, of the order that is named if one is.

    Raises:
        CannotWriteError: there is none.
    """
    order = _order(arguments.who, found.order_of)
    bought = (
        case
        for case in cases(console.acting.outbox(), found.profiles)
        if case.intent.state is IntentState.DONE and order in {None, case.order.order}
    )
    case = next(bought, None)
    if case is None:
        raise CannotWriteError("There is no return label to send; `return` buys one.")
    items = tuple((one.title, f"{one.quantity.normalize():f}") for one in case.order.items)
    return LabelTopic(case.intent.key, case.order.rate.carrier, items)


def _order(who: str, order_of: Callable[[str], str | None]) -> str | None:
    reference = identity.reference(who)
    return order_of(reference) if reference else None


def _address(who: str) -> str | None:
    told = identity.email(who)
    return told.value if told else None


def way_of_mail(console: Console) -> Way:
    """Return the mailbox that letters leave by.

    Raises:
        NoWayOutError: none can send.
    """
    ways = [one for one in console.setup().ways_out() if one.kind == MAIL and one.is_ready]
    if not ways:
        raise NoWayOutError(
            "No mailbox is connected that can send. Give an e-mail connection its smtp_host."
        )
    return Way(ways[0].name, ways[0].settle)


def document(written: Letter) -> dict[str, object]:
    """Write a letter as it will leave."""
    return {
        "template": written.template,
        "language": written.language,
        "to": {"name": written.to.name, "address": written.to.address},
        "subject": written.subject,
        "text": written.text,
        "html": written.html,
        "order": written.order,
        "shipment": written.shipment,
        "in_reply_to": written.in_reply_to,
        "facts": dict(written.facts),
    }


def _lines(written: Letter) -> list[str]:
    return [f"To: {written.to.address}", f"Subject: {written.subject}", "", written.text]


MESSAGE = Command("message", "write to a customer from a template", _arguments, _run)
