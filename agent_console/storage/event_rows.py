"""Sayings as rows: of the observation, of its event, and of the line on the timeline."""

from dataclasses import replace
from typing import Any

from agent_console.domain.event import Heard
from agent_console.domain.identity import folded
from agent_console.domain.observation import Observation
from agent_console.domain.profile import ProfileId
from agent_console.domain.wording import title


def event_row(key: tuple[int, int], heard: Heard) -> dict[str, Any]:
    """Return an event as its leading saying tells it; `key` is (subject row, grouping)."""
    one = heard.observation
    return {
        "subject_id": key[0],
        "grouping": key[1],
        "kind": one.kind.value,
        "status": one.status,
        "sort_at": one.moment.sort_key(heard.heard_at),
        "precision": one.moment.precision().value,
    }


def observation_row(one: Observation) -> dict[str, Any]:
    """Return what was said; whose it is and where it belongs is added by who saves it."""
    place = one.place
    return {
        "external_id": one.external_id,
        "code": one.code,
        "detail": one.detail,
        "what": one.what,
        "city": place and place.city,
        "region": place and place.region,
        "country": place and place.country,
        "fault": one.fault,
        **_shared(one),
    }


def entry_row(
    event_id: int, owner: ProfileId, heard: Heard, order: str | None = None
) -> dict[str, Any]:
    """Return the line of an event on its owner's timeline; `order` where it names none itself."""
    one = heard.observation
    if one.order is None and order is not None:
        one = replace(one, order=order)
    line = title(one)
    return {
        "profile_id": owner,
        "sort_at": one.moment.sort_key(heard.heard_at),
        "event_id": event_id,
        "title": line,
        "words": _words(line, one),
        **_shared(one),
    }


def _words(line: str, one: Observation) -> str | None:
    """Return what the search in a history looks through, where the row does not show it already."""
    shown = " ".join(filter(None, (line, one.text, one.order, one.shipment)))
    hidden = f" {one.detail}" if one.detail and one.detail not in line else ""
    words = folded(shown + hidden)
    return None if words.encode() == shown.encode().lower() else words


def _shared(one: Observation) -> dict[str, Any]:
    """Return the columns of both; a sync makes so many rows that each step of it counts."""
    moment, amount = one.moment, one.amount
    return {
        "kind": one.kind.value,
        "status": one.status,
        "text": one.text,
        "told_utc": moment.utc,
        "told_local": moment.local,
        "told_offset": moment.offset,
        "amount_minor": amount and amount.minor,
        "amount_currency": amount and amount.currency,
        "order_number": one.order,
        "shipment_number": one.shipment,
        "channel": one.channel,
        "direction": one.direction,
        "author": one.author,
    }
