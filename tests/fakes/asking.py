"""How answers are asked for in tests: in English, at noon of the fakes, at a desk in UTC."""

from collections.abc import Sequence
from datetime import UTC, datetime

from agent_console.domain.customer import Customer
from agent_console.domain.timeline import TimelineEntry
from agent_console.queries.answers.answer import Answer, Asking, answer
from tests.fakes.desk import NOW
from tests.fakes.phrases import PHRASES


def asking(
    history: Sequence[TimelineEntry] = (),
    *,
    language: str = "en",
    stale: Sequence[str] = (),
    now: datetime = NOW,
) -> Asking:
    return Asking(PHRASES.phrases(language), now, UTC, PHRASES.hearing(), history, frozenset(stale))


def told_of(customer: Customer, number: str | None = None, *more: TimelineEntry) -> Answer:
    return answer(customer, asking(more), number)
