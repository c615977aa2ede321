"""Sayings as rows: of the observation, of its event, and of the line on the timeline.

A sync writes three of them for each event, so they are values in the sequence of their columns, as
the database keeps them: naming each would take longer than writing it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from agent_console.domain.event import Heard
from agent_console.domain.identity import folded
from agent_console.domain.moment import Precision, microseconds
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
    """A saying as the database keeps it, but for what only the store knows.

    `minute` groups scans whose minute is known; `sort` is None where it sorts by when it was heard.
    """

    fingerprint: int
    minute: int | None
    sort: int | None
    precision: str
    said: Values
    shown: Values


def spelled(one: Observation) -> Spelled:
    """Spell a saying out, which takes longer than to write it."""
    moment, line, place = one.moment, title(one), one.place
    precision = moment.precision()
    (utc, local, offset, *amount), kind = _told(one), one.kind.value
    around = one.order, one.shipment, one.channel, one.direction, one.author
    where = (None, None, None) if place is None else (place.city, place.region, place.country)
    words = one.external_id, one.code, one.text, one.detail, one.what
    return Spelled(
        one.fingerprint(),
        one.minute_group() if one.may_join() else None,
        None if precision is Precision.HEARD else moment.told_key(),
        precision.value,
        (kind, one.status, *words, utc, local, offset, *where, *amount, *around, one.fault),
        (
            *(kind, one.status, line, one.text, _words(line, one)),
            *(utc, local, offset, *amount),
            *around,
        ),
    )


def event_values(event_id: int, key: tuple[int, int], heard: Heard, said: Spelled) -> Values:
    """Return an event as its leading saying tells it; `key` is (subject row, grouping)."""
    return event_id, *key, *said.said[:2], _sort(heard, said), said.precision


def observation_values(
    source: tuple[int, datetime], about: tuple[int, int], said: Spelled
) -> Values:
    """Return what a connection said, and when; `about` is (subject row, event)."""
    subject, event = about
    return subject, source[0], said.fingerprint, event, *said.said, microseconds(source[1])


def entry_values(
    event_id: int, owner: tuple[ProfileId, str | None], heard: Heard, said: Spelled
) -> Values:
    """Return the line of an event on a timeline: whose, and the order where it names none."""
    one = heard.observation
    if one.order is None and owner[1] is not None:
        said = spelled(replace(one, order=owner[1]))
    return owner[0], _sort(heard, said), event_id, *said.shown


def _sort(heard: Heard, said: Spelled) -> int:
    return microseconds(heard.heard_at) if said.sort is None else said.sort


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
