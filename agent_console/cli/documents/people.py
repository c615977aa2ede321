"""Customers, links and search results."""

from collections.abc import Sequence

from agent_console.cli.documents import order as orders
from agent_console.cli.documents.consents import consent
from agent_console.domain.customer import Customer
from agent_console.domain.moment import iso_z
from agent_console.domain.profile import Link, ProfileId
from agent_console.queries.search import SearchHit
from agent_console.queries.suggestions import Suggestion
from agent_console.queries.who import customer_id


def customer(read: Customer, suggested: Sequence[Suggestion] = ()) -> dict[str, object]:
    """Write everything known of a customer but the timeline, and who may be the same person."""
    return {
        "id": customer_id(read.id),
        "name": read.name,
        "last_synced": iso_z(read.last_heard),
        "identities": _identities(read),
        "links": [link(one) for one in read.links],
        "orders": [orders.known_order(known) for known in read.orders],
        "returns": [],
        "promises": [],
        "consents": [consent(one) for one in read.consents],
        "suggestions": [
            {"id": customer_id(one.id), "name": one.name, "why": one.why, "email": one.email}
            for one in suggested
        ],
    }


def _identities(read: Customer) -> list[dict[str, object]]:
    """Write each name once, however many spellings of it came in."""
    told = {(one.identity.kind, one.identity.value, one.source): one for one in read.identities}
    return [orders.identity(known) for known in told.values()]


def link(read: Link) -> dict[str, object]:
    """Write a link: who said it, when, and why."""
    return {"id": link_id(read), "who": read.who, "when": iso_z(read.when), "why": read.why}


def link_id(read: Link) -> str:
    """Write our id of a link: `l5`."""
    return f"l{read.id}"


def linked(read: Link, owner: ProfileId) -> dict[str, object]:
    """Write a link and the customer it makes, or leaves."""
    return {
        "link": {**link(read), "profiles": [customer_id(read.a), customer_id(read.b)]},
        "customer": {"id": customer_id(owner)},
    }


def hit(read: SearchHit) -> dict[str, object]:
    """Write a search result."""
    found = read.found
    return {
        "id": customer_id(found.id),
        "name": found.name,
        "emails": list(found.emails),
        "phones": list(found.phones),
        "orders": list(found.orders),
        "matched": {"kind": read.kind.value, "value": read.value},
    }
