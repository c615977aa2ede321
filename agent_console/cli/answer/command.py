"""What to tell a customer about each order: in a line, in three, aloud; and on what it rests."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from agent_console.cli.command import Command, Console, Document, Result, UsageError
from agent_console.cli.documents.values import date
from agent_console.domain.answering.phrases import Phrases
from agent_console.domain.profile import ProfileId
from agent_console.queries.answers.answer import Answer
from agent_console.queries.answers.reading import answers
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.who import customer_id, find_one


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="id, e-mail, order, tracking number or phone")
    parser.add_argument("--language", metavar="CODE", help="en or de; else that of the house")


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    phrases = _phrases(desk, arguments.language)
    found = customer(desk, find_one(desk, arguments.who))
    told = answers(desk, found, phrases.language)
    document = _document(found.id, found.name, [_order(one) for one in told])
    return Result(document, [found.name, *(line for one in told for line in _lines(one, phrases))])


def _phrases(desk: Desk, language: str | None) -> Phrases:
    known = desk.phrases.languages()
    if language is not None and language not in known:
        raise UsageError(f"{language!r} is no language of ours; there are {', '.join(known)}")
    return desk.phrases.phrases(language)


def _document(who: ProfileId, name: str, orders: list[Document]) -> Document:
    return {"customer": {"id": customer_id(who), "name": name}, "orders": orders}


def _order(told: Answer) -> Document:
    return {
        "number": told.number,
        "answers": {"short": told.short, "full": told.full, "spoken": told.spoken},
        "language": told.language,
        "certainty": told.certainty.value,
        "promise": date(told.promise),
        "estimate": date(told.estimate),
        "evidence": told.evidence,
        "facts": list(told.facts),
        "clauses": [{"text": one.text, "facts": list(one.facts)} for one in told.clauses],
    }


def _lines(told: Answer, phrases: Phrases) -> Iterator[str]:
    yield f"  {told.number}  {phrases.phrase(f'certainty.{told.certainty}')}"
    yield from (f"    {line}" for line in told.full.splitlines())
    yield f"    {told.evidence}"


ANSWER = Command("answer", "say how a customer's orders stand", _arguments, _run)
