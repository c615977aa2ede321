"""The timeline and its cursors."""

import re

from agent_console.cli.documents.values import money, place
from agent_console.domain.moment import iso_z
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Position, Source, TimelineEntry
from agent_console.queries.desk import Desk
from agent_console.queries.timeline import TimelinePage
from agent_console.queries.who import customer_id

CURSOR = re.compile(r"(-?[0-9]{1,18})\.([0-9]{1,18})")


def document(desk: Desk, customer: ProfileId, page: TimelinePage) -> dict[str, object]:
    """Write a page of a customer's timeline."""
    return {
        "customer": {
            "id": customer_id(customer),
            "name": desk.lookup.labels([customer])[0].name,
        },
        "entries": [entry(one) for one in page.entries],
        "next": cursor(page.older),
    }


def entry(read: TimelineEntry) -> dict[str, object]:
    """Write one entry."""
    return {
        "id": f"e{read.event_id}",
        "kind": read.kind.value,
        "title": read.title,
        "text": read.text,
        "occurred_at": iso_z(read.moment.utc),
        "local_time": read.moment.local,
        "utc_offset": read.moment.offset,
        "observed_at": iso_z(read.observed_at()),
        "sources": [_source(one) for one in read.sources],
        "order": read.order,
        "shipment": read.shipment,
        "status": read.status,
        "channel": read.channel,
        "direction": read.direction,
        "amount": money(read.amount),
        "place": read.place and place(read.place),
        "remark": read.remark,
    }


def _source(read: Source) -> dict[str, object]:
    return {
        "connection": read.connection,
        "kind": read.kind,
        "external_id": read.external_id,
        "observed_at": iso_z(read.observed_at),
    }


def cursor(at: Position | None) -> str | None:
    """Write a place to page on from."""
    return None if at is None else f"{at.sort_at}.{at.event_id}"


def position(text: str) -> Position:
    """Read a cursor back; ValueError when it is none of ours."""
    if not (told := CURSOR.fullmatch(text)):
        raise ValueError(f"no cursor: {text!r}")
    return Position(int(told[1]), int(told[2]))
