"""Joining two customers, and taking it back exactly."""

from argparse import ArgumentParser, Namespace

from agent_console.actions.identities import joining, pairing
from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.cli.documents import people
from agent_console.domain.profile import HouseholdId, LinkId, Statement
from agent_console.queries.who import HOUSEHOLD_MARK, LINK_MARK, customer_id, find_one, own_row


def _link_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("first", metavar="WHO")
    parser.add_argument("second", metavar="WHO")
    parser.add_argument("--reason", metavar="R", required=True, help="why they are one person")


def _link(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    first, second = find_one(desk, arguments.first), find_one(desk, arguments.second)
    said = Statement(console.actor, console.clock.now(), arguments.reason.strip())
    made = joining.link(console.people().links, first, second, said)
    owner = desk.people.customer_of(made.a) or made.a
    line = (
        f"{people.link_id(made)}: {customer_id(made.a)} and {customer_id(made.b)} are one customer"
    )
    return Result(people.linked(made, owner), [line])


def _unlink_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "link", metavar="LINK", help="id of a link or of a household, as `customer` shows it"
    )


def _unlink(console: Console, arguments: Namespace) -> Result:
    row = own_row(arguments.link, LINK_MARK)
    said = Statement(console.actor, console.clock.now(), "")
    if row is None:
        return _part(console, arguments.link, said)
    ended = joining.unlink(console.people().links, LinkId(row), said)
    owner = console.desk().people.customer_of(ended.a) or ended.a
    line = f"{people.link_id(ended)} is ended; both are as they were before"
    return Result(people.linked(ended, owner), [line])


def _part(console: Console, household: str, said: Statement) -> Result:
    row = own_row(household, HOUSEHOLD_MARK)
    if row is None:
        raise UsageError(f"{household!r} is no id of a link or household; `customer` shows them")
    ended = pairing.part(console.people().pairs, HouseholdId(row), said)
    owner = console.desk().people.customer_of(ended.a) or ended.a
    line = f"{people.household_id(ended)} is ended; they are strangers again"
    return Result(people.related(ended, owner), [line])


LINK = Command("link", "join two customers", _link_arguments, _link)
UNLINK = Command("unlink", "take a link or a household back", _unlink_arguments, _unlink)
