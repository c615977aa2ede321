"""How answers are asked for in tests: in English, at noon of the fakes, at a desk in UTC."""

from collections.abc import Mapping, Sequence
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
    taken_up: Mapping[str, datetime] | None = None,
) -> Asking:
    words = PHRASES.phrases(language)
    heard, still = PHRASES.hearing(), frozenset(stale)
    return Asking(words, now, UTC, heard, history, still, taken_up or {})


def told_of(customer: Customer, number: str | None = None, *more: TimelineEntry) -> Answer:
    return answer(customer, asking(more), number)
