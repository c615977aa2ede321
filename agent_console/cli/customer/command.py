"""Who somebody is: names, links, orders."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from agent_console.cli.command import Command, Console, Result
from agent_console.cli.documents import people
from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.queries.customer import customer
from agent_console.queries.namesakes import ambiguity
from agent_console.queries.suggestions import suggestions
from agent_console.queries.who import customer_id, find_one


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="id, e-mail, order, tracking number or phone")


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    found = customer(desk, find_one(desk, arguments.who), scans=True)
    lines = [f"{customer_id(found.id)}  {found.name}"]
    lines += [
        f"  {one.identity.kind.value} {one.identity.value} ({one.source})"
        for one in found.identities
    ]
    for one in found.orders:
        lines.append(f"  order {one.order.number}  {one.order.state}  {one.order.total}")
        lines += [
            line for parcel in (*one.parcels(), *one.returns()) for line in _parcel(one, parcel)
        ]
    suggested = suggestions(desk, found)
    lines += [f"  {one.why}: {one.name} ({customer_id(one.id)})" for one in suggested]
    lines += _said(found)
    return Result(people.customer(found, suggested), lines)


def _said(found: Customer) -> Iterator[str]:
    for link in found.links:
        yield f"  {people.link_id(link)} linked by {link.who}: {link.why}"
    for one in found.households:
        yield f"  household: {one.other.name} ({customer_id(one.other.id)})"
    if (proof := found.verified) is not None:
        yield f"  verified by {proof.means} {proof.order}, {proof.when:%Y-%m-%d}, {proof.who}"


def _parcel(known: KnownOrder, parcel: KnownParcel) -> Iterator[str]:
    for told in (parcel.shipment, *parcel.others):
        what = "return" if parcel.is_return else "parcel"
        yield f"    {what} {told.number}  {told.carrier}  {told.status}"
    if words := ambiguity(known, parcel, None):
        yield f"      {words}"


CUSTOMER = Command("customer", "show who somebody is", _arguments, _run)
