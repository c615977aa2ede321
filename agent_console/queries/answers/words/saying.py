"""From clauses to a line, three lines and speech: what is left out where room is short."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from agent_console.domain.answering.phrases import Phrases
from agent_console.queries.answers.clauses import Clause, Line, Rank, Slot
from agent_console.queries.answers.words.calendar import Calendar
from agent_console.queries.answers.words.wording import Wording

MOST_SHORT, MOST_FULL = 120, 272
"""So many letters stand in a line, and in three, where all that must be said leaves room."""

STEPS: tuple[Rank | Callable[[Clause], Clause], ...] = (
    Rank.EXTRA,
    Clause.in_brief,
    Rank.CONTACT,
    Clause.quoting_less,
    Rank.MONEY,
    Rank.WHY,
    Rank.NEXT,
    Clause.curt,
)
"""What is left out, or said shorter, where all has no room."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer and the facts it rests on."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """An answer in its three versions, and the sentences of the longest written one."""

    short: str
    full: str
    spoken: str
    clauses: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """Says clauses; of which order where there are several, and since when all is old."""

    written: Wording
    aloud: Wording
    of_order: str | None = None
    stale_since: datetime | None = None

    @classmethod
    def of(cls, phrases: Phrases, now: datetime, zone: tzinfo | None) -> "Spell":
        """Say in a language, as of now, at a desk in this zone."""
        calendar = Calendar(phrases, now, zone)
        aloud = Calendar(phrases, now, zone, is_spoken=True)
        return cls(Wording(phrases, calendar), Wording(phrases, aloud))

    def piece(self, name: str, /, **slots: Slot) -> str:
        """Return any phrase with its slots filled."""
        return self.written.piece(name, **slots)

    def said(self, clauses: Sequence[Clause]) -> Texts:
        """Return the three versions of what is to be said."""
        kept = self._within(clauses, MOST_FULL - len(self._framed(self.written, "")))
        spoken = " ".join(self.aloud.say(one) for one, _ in kept)
        return Texts(
            short=self._framed(self.written, self._short([one for one, _ in kept])),
            full=self._framed(self.written, "\n".join(_lines(kept))),
            spoken=self._framed(self.aloud, spoken),
            clauses=tuple(Said(words, one.facts) for one, words in kept),
        )

    def evidence(self, sources: Sequence[str], heard_at: datetime) -> str:
        """Say who told it and how long ago that was heard: "(parcels, 6 minutes ago)"."""
        named = sources[0]
        for one in sources[1:]:
            named = self.piece("source.more", first=named, last=one)
        age = self.written.calendar.age(heard_at)
        return self.piece("source.line", sources=named, age=age)

    def _within(self, clauses: Sequence[Clause], most: int) -> list[tuple[Clause, str]]:
        """Say all; where that is too long, step by step less of what matters least."""
        kept = self._worded(clauses)
        steps = iter(STEPS)
        while _length(kept) > most and (step := next(steps, None)) is not None:
            if isinstance(step, Rank):
                _drop(kept, step, most)
            else:
                kept = self._worded([step(one) for one, _ in kept])
        return kept

    def _worded(self, clauses: Sequence[Clause]) -> list[tuple[Clause, str]]:
        return [(one, self.written.say(one)) for one in clauses]

    def _short(self, kept: Sequence[Clause]) -> str:
        """Say in one line what must be said, and what comes next where it has room."""
        must = [self.written.say(one) for one in kept if one.rank <= Rank.MUST]
        if _longer(must, MOST_SHORT):
            must = [self.written.say(one.curt()) for one in kept if one.rank <= Rank.MUST]
        following = [self.written.say(one) for one in kept if one.rank is Rank.NEXT][:1]
        return " ".join(must if _longer([*must, *following], MOST_SHORT) else [*must, *following])

    def _framed(self, wording: Wording, text: str) -> str:
        if self.of_order is not None:
            text = wording.piece("order.of", number=self.of_order, text=text)
        if self.stale_since is not None:
            text = wording.piece("order.as_of", when=self._since(wording), text=text)
        return text

    def _since(self, wording: Wording) -> Slot:
        """Say since when nothing newer is heard, by the clock of this desk."""
        at = self.stale_since
        return "" if at is None else wording.calendar.here(at)


def _length(kept: Sequence[tuple[Clause, str]]) -> int:
    return sum(len(words) + 1 for _, words in kept)


def _longer(texts: Sequence[str], most: int) -> bool:
    return sum(len(one) + 1 for one in texts) > most


def _drop(kept: list[tuple[Clause, str]], rank: Rank, most: int) -> None:
    """Leave out clauses of a rank, the last first, until the rest has room."""
    for told in [one for one in kept if one[0].rank is rank][::-1]:
        if _length(kept) > most:
            kept.remove(told)


def _lines(kept: Iterable[tuple[Clause, str]]) -> list[str]:
    lines = {line: [words for one, words in kept if one.line is line] for line in Line}
    return [" ".join(words) for words in lines.values() if words]
