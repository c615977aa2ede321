"""Who may be one person and who is two: suggestions, what is said against them, households."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from agent_console.actions.identities import pairing
from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.cli.documents import people
from agent_console.domain.customer import CustomerName
from agent_console.domain.profile import DismissalId, ProfileId, Statement
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.identities.evidence import compare
from agent_console.queries.suggestions import Suggestion, all_suggestions, suggestions
from agent_console.queries.who import DISMISSAL_MARK, customer_id, find_one, own_row

MOST = 50
Told = Sequence[tuple[CustomerName, Suggestion]]


def _suggestions_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "who", metavar="WHO", nargs="?", help="a customer; without it, all who share a phone"
    )
    parser.add_argument(
        "--limit", type=int, default=MOST, help="so many shared phones are looked at"
    )


def _suggestions(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    if arguments.who is None:
        told = list(all_suggestions(desk, max(arguments.limit, 1)))
        return Result({"suggestions": [people.suggested(*one) for one in told]}, list(_said(told)))
    read = customer(desk, find_one(desk, arguments.who))
    name = CustomerName(read.id, read.name)
    told = [(name, one) for one in suggestions(desk, read)]
    dismissed = desk.pairs.dismissed(read.profiles)
    document = {
        "customer": people.name(name),
        "suggestions": [people.suggested(*one) for one in told],
        "dismissed": [people.dismissed(one) for one in dismissed],
    }
    lines = [*_said(told), *(_dismissed(one.other, one.said.who) for one in dismissed)]
    return Result(document, lines)


def _said(told: Told) -> Iterator[str]:
    for one, suggestion in told:
        compared = suggestion.compared
        reasons = [f"+ {reason.words}" for reason in compared.evidence]
        reasons += [f"- {reason.words}" for reason in compared.against]
        yield (
            f"{customer_id(one.id)} {one.name}: {customer_id(suggestion.id)} {suggestion.name} "
            f"is {compared.likelihood().value}  {'  '.join(reasons)}"
        )


def _dismissed(other: CustomerName, who: str) -> str:
    return f"{customer_id(other.id)} {other.name} is somebody else, said {who}"


def _pair_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("first", metavar="WHO")
    parser.add_argument("second", metavar="WHO")


def _dismiss_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("first", metavar="WHO", help="a customer, or with --undo a dismissal")
    parser.add_argument("second", metavar="WHO", nargs="?")
    parser.add_argument("--undo", action="store_true", help="take the dismissal of that id back")


def _dismiss(console: Console, arguments: Namespace) -> Result:
    if arguments.undo:
        return _reconsider(console, arguments.first)
    if arguments.second is None:
        raise UsageError("name two customers who are two people")
    desk = console.desk()
    first, second = find_one(desk, arguments.first), find_one(desk, arguments.second)
    said = Statement(console.actor, console.clock.now(), "")
    evidence = _evidence(desk, first, second)
    made = pairing.dismiss(console.people().pairs, first, second, said, evidence=evidence)
    line = f"{customer_id(first)} and {customer_id(second)} are two people"
    return Result({"dismissal": people.dismissal(made)}, [line])


def _reconsider(console: Console, told: str) -> Result:
    row = own_row(told, DISMISSAL_MARK)
    if row is None:
        raise UsageError(f"{told!r} is no id of a dismissal; `suggestions WHO` shows them")
    said = Statement(console.actor, console.clock.now(), "")
    ended = pairing.reconsider(console.people().pairs, DismissalId(row), said)
    return Result({"dismissal": people.dismissal(ended)}, [f"{told} is taken back"])


def _evidence(desk: Desk, first: ProfileId, second: ProfileId) -> frozenset[str]:
    return compare(customer(desk, first), customer(desk, second)).keys()


def _household_arguments(parser: ArgumentParser) -> None:
    _pair_arguments(parser)
    parser.add_argument("--reason", metavar="R", default="", help="how that is known")


def _household(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    first, second = find_one(desk, arguments.first), find_one(desk, arguments.second)
    said = Statement(console.actor, console.clock.now(), arguments.reason.strip())
    made = pairing.relate(console.people().pairs, first, second, said)
    line = (
        f"{people.household_id(made)}: {customer_id(first)} and {customer_id(second)} "
        "are one household and two people"
    )
    return Result(people.related(made, first), [line])


SUGGESTIONS = Command(
    "suggestions", "show who may be one person", _suggestions_arguments, _suggestions
)
DISMISS = Command("dismiss", "say that a suggestion is somebody else", _dismiss_arguments, _dismiss)
HOUSEHOLD = Command(
    "household", "say that two customers live together", _household_arguments, _household
)
