"""Reads what answers rest on besides the customer: the newest entries, and who is silent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from agent_console.domain.customer import Customer
from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.reading import ConnectionHealth, TimelineWish
from agent_console.queries.answers.answer import Answer, Asking, answer
from agent_console.queries.desk import Desk

NEWEST = 50
"""So many entries are looked at; what is older matters to no answer."""
TELLING = frozenset(
    {
        EntryKind.SCAN,
        EntryKind.FULFILMENT,
        EntryKind.REFUND,
        EntryKind.MESSAGE,
        EntryKind.CALL,
        EntryKind.ESCALATION,
    }
)


def told_lately(desk: Desk, profiles: Sequence[ProfileId]) -> Sequence[TimelineEntry]:
    """Return the newest entries that an answer may rest on."""
    return desk.timelines.page(profiles, TimelineWish(NEWEST, kinds=TELLING))


def asking(desk: Desk, customer: Customer, language: str | None = None) -> Asking:
    """Return what an answer about a customer rests on, as of now."""
    return Asking(
        phrases=desk.phrases.phrases(language),
        now=desk.clock.now(),
        hearing=desk.phrases.hearing(),
        history=told_lately(desk, customer.profiles),
        taken_up={
            one.order: one.claimed_at
            for one in desk.radar.of_customer(customer.id)
            if one.owner is not None and one.claimed_at is not None
        },
    )


def answers(
    desk: Desk, customer: Customer, language: str | None = None, zone: tzinfo | None = None
) -> Sequence[Answer]:
    """Answer for every order of a customer, the newest first; without one, that there is none."""
    asked = asking(desk, customer, language)
    stale = frozenset(one.name for one in desk.health.health() if is_silent(one, asked.now))
    asked = replace(asked, zone=zone, stale=stale)
    orders = sorted(
        customer.orders, key=lambda one: one.order.placed.sort_key(one.first_heard), reverse=True
    )
    return [answer(customer, asked, one.order.number) for one in orders]


def is_silent(health: ConnectionHealth, now: datetime) -> bool:
    """Say that a connection fails, or was not read in time."""
    is_late = health.fresh_until is not None and health.fresh_until < now
    return health.failing_since is not None or is_late
