"""Exceptions that were asked for: shown, approved, denied."""

from argparse import ArgumentParser, Namespace

from agent_console.actions.returns.deciding import Escalation, Escalations
from agent_console.cli.command import Command, Console, Result
from agent_console.cli.documents.intent import intent as intent_document
from agent_console.cli.documents.returns import escalation as document
from agent_console.domain.profile import Statement
from agent_console.domain.returning.exceptions import Decision


def _no_arguments(_: ArgumentParser) -> None:
    """Nothing is asked but which there are."""


def _list(console: Console, _: Namespace) -> Result:
    found = Escalations(console.acting.returns()).waiting(console.clock.now())
    lines = [line for one in found for line in _lines(one)] or ["Nothing waits for a decision."]
    return Result({"escalations": [document(one) for one in found]}, lines)


def _lines(one: Escalation) -> list[str]:
    order = one.case.order
    return [
        f"{one.case.intent.key}  {one.customer.name}, order {order.order}: {order.told()}",
        f"    asked by {one.case.intent.actor}: {order.exception}",
        f"    {order.verdict}",
        f"    suggested: {one.suggestion.decision}. {one.suggestion.why}",
        *(f"    {changed}" for changed in one.changed),
    ]


def _decide_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="of the escalation")
    parser.add_argument("decision", choices=[one.value for one in Decision])
    parser.add_argument("--reason", metavar="R", required=True)
    parser.add_argument("--anyway", action="store_true", help="although facts have changed")


def _decide(console: Console, arguments: Namespace) -> Result:
    said = Statement(console.actor, console.clock.now(), arguments.reason)
    escalations = Escalations(console.acting.returns())
    decision = Decision(arguments.decision)
    intent = escalations.decide(arguments.key, decision, said, anyway=arguments.anyway)
    told = intent_document(intent)
    line = f"{intent.key}: {decision}, {intent.state}"
    return Result({**told, "intent": told, "decision": decision.value}, [line])


ESCALATIONS = Command("escalations", "show what waits for a decision", _no_arguments, _list)
DECIDE = Command("decide", "approve or deny an exception", _decide_arguments, _decide)
