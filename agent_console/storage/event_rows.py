"""Sayings as rows: of the observation, of its event, and of the line on the timeline.

A sync writes three of them for each event, so they are values in the sequence of their columns, as
the database keeps them: naming each would take longer than writing it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from agent_console.domain.event import Heard
from agent_console.domain.identity import folded
from agent_console.domain.moment import microseconds
from agent_console.domain.observation import Observation
from agent_console.domain.profile import ProfileId
from agent_console.domain.wording import title

Values = tuple[Any, ...]
TOLD = ("told_utc", "told_local", "told_offset", "amount_minor", "amount_currency")
AROUND = ("order_number", "shipment_number", "channel", "direction", "author")
EVENT = ("id", "subject_id", "grouping", "kind", "status", "sort_at", "precision")
OBSERVATION = (
    *("subject_id", "connection_id", "fingerprint", "event_id", "kind", "status", "external_id"),
    *("code", "text", "detail", "what", *TOLD[:3], "city", "region", "country", *TOLD[3:]),
    *(*AROUND, "fault", "heard_at"),
)
ENTRY = (
    *("profile_id", "sort_at", "event_id", "kind", "status", "title", "text", "words"),
    *(*TOLD, *AROUND),
)


def event_values(event_id: int, key: tuple[int, int], heard: Heard) -> Values:
    """Return an event as its leading saying tells it; `key` is (subject row, grouping)."""
    one = heard.observation
    moment = one.moment
    return (
        event_id,
        *key,
        one.kind.value,
        one.status,
        moment.sort_key(heard.heard_at),
        moment.precision().value,
    )


def observation_values(
    source: tuple[int, datetime], key: tuple[int, int], event_id: int, one: Observation
) -> Values:
    """Return what was said: by which connection and when, `key` is (subject row, fingerprint)."""
    place, (utc, local, offset, *amount) = one.place, _told(one)
    nowhere = None, None, None
    return (
        key[0],
        source[0],
        key[1],
        event_id,
        one.kind.value,
        one.status,
        one.external_id,
        one.code,
        one.text,
        one.detail,
        one.what,
        *(utc, local, offset),
        *((place.city, place.region, place.country) if place else nowhere),
        *amount,
        *_around(one),
        one.fault,
        microseconds(source[1]),
    )


def entry_values(event_id: int, owner: ProfileId, heard: Heard, order: str | None = None) -> Values:
    """Return the line of an event on its owner's timeline; `order` where it names none itself."""
    one = heard.observation
    if one.order is None and order is not None:
        one = replace(one, order=order)
    line = title(one)
    return (
        owner,
        one.moment.sort_key(heard.heard_at),
        event_id,
        one.kind.value,
        one.status,
        line,
        one.text,
        _words(line, one),
        *_told(one),
        *_around(one),
    )


def _words(line: str, one: Observation) -> str | None:
    """Return what the search in a history looks through, where the row does not show it already."""
    shown = " ".join(filter(None, (line, one.text, one.order, one.shipment)))
    hidden = f" {one.detail}" if one.detail and one.detail not in line else ""
    words = folded(shown + hidden)
    return None if words.encode() == shown.encode().lower() else words


def _told(one: Observation) -> Values:
    moment, amount = one.moment, one.amount
    utc = None if moment.utc is None else microseconds(moment.utc)
    worth = (None, None) if amount is None else (amount.minor, amount.currency)
    return (utc, moment.local, moment.offset, *worth)


def _around(one: Observation) -> Values:
    return one.order, one.shipment, one.channel, one.direction, one.author
