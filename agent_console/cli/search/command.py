"""Who a text may mean, best first."""

from argparse import ArgumentParser, Namespace

from agent_console.cli.command import Command, Console, Result
from agent_console.cli.documents import people
from agent_console.queries.search import meaning, search


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="name, e-mail, phone, order, tracking number")


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    hits = search(desk, arguments.text)
    lines = [
        f"{people.hit(hit)['id']}  {hit.found.name}  ({hit.kind.value} {hit.value})" for hit in hits
    ]
    nobody = " ".join(filter(None, ("Nobody fits.", "" if hits else meaning(desk, arguments.text))))
    return Result({"customers": [people.hit(hit) for hit in hits]}, lines or [nobody])


SEARCH = Command("search", "find customers by anything", _arguments, _run)
