"""Customers, links and search results."""

from collections.abc import Sequence

from agent_console.cli.documents import order as orders
from agent_console.cli.documents.consents import consent
from agent_console.domain.acting.handing import HandOff
from agent_console.domain.customer import Customer, CustomerName, Dismissed, Housemate
from agent_console.domain.moment import iso_z
from agent_console.domain.profile import Dismissal, Household, Link, ProfileId, Verification
from agent_console.queries.identities.evidence import Reason
from agent_console.queries.search import SearchHit
from agent_console.queries.suggestions import Suggestion
from agent_console.queries.who import DISMISSAL_MARK, HOUSEHOLD_MARK, PROOF_MARK, customer_id


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
        "suggestions": [suggestion(one) for one in suggested],
        "households": [_housemate(one) for one in read.households],
        "verified": None if read.verified is None else verified(read.verified),
        "handed_off": None if read.handed_off is None else _handed_off(read.handed_off),
    }


def suggestion(one: Suggestion) -> dict[str, object]:
    """Write who may be the same person, what speaks for it and what against."""
    return {
        "id": customer_id(one.id),
        "name": one.name,
        "why": one.why,
        "email": one.email,
        "open_order": one.open_order,
        "likelihood": one.compared.likelihood().value,
        "evidence": [_reason(reason) for reason in one.compared.evidence],
        "counter_evidence": [_reason(reason) for reason in one.compared.against],
    }


def suggested(of: CustomerName, one: Suggestion) -> dict[str, object]:
    """Write a suggestion and for whom it is."""
    return {"customer": name(of), **suggestion(one)}


def _reason(one: Reason) -> dict[str, object]:
    return {"kind": one.kind.value, "value": one.value or None, "text": one.words}


def name(one: CustomerName) -> dict[str, object]:
    """Write just enough to tell customers apart."""
    return {"id": customer_id(one.id), "name": one.name}


def dismissed(one: Dismissed) -> dict[str, object]:
    """Write who is somebody else, and who said so when."""
    return {**name(one.other), "dismissal": dismissal(one.said)}


def dismissal(said: Dismissal) -> dict[str, object]:
    """Write a dismissal: who said it, when, in spite of what."""
    return {
        "id": f"{DISMISSAL_MARK}{said.id}",
        "who": said.who,
        "when": iso_z(said.when),
        "profiles": [customer_id(said.a), customer_id(said.b)],
        "evidence": sorted(said.evidence),
    }


def _housemate(one: Housemate) -> dict[str, object]:
    return {**household(one.said), "customer": name(one.other)}


def household(said: Household) -> dict[str, object]:
    """Write a household: who said it, when, and why."""
    return {
        "id": household_id(said),
        "who": said.who,
        "when": iso_z(said.when),
        "why": said.why,
    }


def household_id(said: Household) -> str:
    """Write our id of a household: `h3`."""
    return f"{HOUSEHOLD_MARK}{said.id}"


def related(said: Household, owner: ProfileId) -> dict[str, object]:
    """Write a household and one of the customers of it."""
    both = [customer_id(said.a), customer_id(said.b)]
    return {
        "household": {**household(said), "profiles": both},
        "customer": {"id": customer_id(owner)},
    }


def verified(said: Verification) -> dict[str, object]:
    """Write how a customer proved who she is, to whom and when."""
    return {
        "id": f"{PROOF_MARK}{said.id}",
        "by": said.means,
        "order": said.order,
        "who": said.who,
        "when": iso_z(said.when),
    }


def _handed_off(said: HandOff) -> dict[str, object]:
    """Write by which code a customer was handed to a colleague, with which order."""
    return {
        "code": said.code,
        "order": said.order,
        "who": said.who,
        "when": iso_z(said.when),
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
