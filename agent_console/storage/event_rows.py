"""Sayings as rows: of the observation, of its event, and of the line on the timeline.

A sync writes three of them for each event, so they are values in the sequence of their columns, as
the database keeps them: naming each would take longer than writing it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

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


class Spelled(NamedTuple):
    """What takes time to find out about a saying, and needs nothing but the saying."""

    fingerprint: int
    minute: int | None
    told: Values
    around: Values
    line: str
    words: str | None


def spelled(one: Observation) -> Spelled:
    """Spell a saying out as the database keeps it; `minute` groups scans whose minute is known."""
    line = title(one)
    return Spelled(
        one.fingerprint(),
        one.minute_group() if one.may_join() else None,
        _told(one),
        (one.order, one.shipment, one.channel, one.direction, one.author),
        line,
        _words(line, one),
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
    source: tuple[int, datetime], about: tuple[int, int], one: Observation, said: Spelled
) -> Values:
    """Return what a connection said, and when; `about` is (subject row, event)."""
    place, (utc, local, offset, *amount) = one.place, said.told
    nowhere = None, None, None
    return (
        about[0],
        source[0],
        said.fingerprint,
        about[1],
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
        *said.around,
        one.fault,
        microseconds(source[1]),
    )


def entry_values(
    event_id: int, owner: tuple[ProfileId, str | None], heard: Heard, said: Spelled
) -> Values:
    """Return the line of an event on a timeline: whose, and the order where it names none."""
    one = heard.observation
    if one.order is None and owner[1] is not None:
        one = replace(one, order=owner[1])
        said = spelled(one)
    return (
        owner[0],
        one.moment.sort_key(heard.heard_at),
        event_id,
        one.kind.value,
        one.status,
        said.line,
        one.text,
        said.words,
        *said.told,
        *said.around,
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
