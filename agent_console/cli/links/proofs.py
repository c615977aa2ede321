"""Who proved to be the customer."""

from argparse import ArgumentParser, Namespace

from agent_console.actions.identities import verifying
from agent_console.cli.command import Command, Console, Result
from agent_console.cli.documents import people
from agent_console.domain.profile import Statement
from agent_console.queries.customer import customer
from agent_console.queries.identities.proof import means, proven_by
from agent_console.queries.who import customer_id, find_one


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="id, e-mail, order, tracking number or phone")
    parser.add_argument("--order", metavar="N", required=True, help="the order number she told")
    parser.add_argument("--postcode", metavar="P", required=True, help="the postcode she told")


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    read = customer(desk, find_one(desk, arguments.who))
    order = proven_by(read, arguments.order, arguments.postcode)
    said = Statement(console.actor, console.clock.now(), "")
    by = means(arguments.postcode)
    made = verifying.verify(console.people().proofs, read.id, order, said, means=by)
    line = f"{customer_id(read.id)} {read.name} is verified by {made.means} ({made.order})"
    return Result(
        {"verified": people.verified(made), "customer": {"id": customer_id(read.id)}}, [line]
    )


VERIFY = Command("verify", "write down that a caller proved who she is", _arguments, _run)
