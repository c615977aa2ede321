"""From clauses to a line, three lines and speech: what is left out where room is short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from agent_console.domain.answering.phrases import Phrases
from agent_console.queries.answers.clauses import Clause, Line, Rank, Slot
from agent_console.queries.answers.words.calendar import Calendar
from agent_console.queries.answers.words.wording import Wording

MOST_SHORT, MOST_FULL = 120, 275
"""So many letters stand in a line, and in three, where all that must be said leaves room."""


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
            short=self._framed(self.written, " ".join(words for _, words in _brief(kept))),
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
        """Say all in brief, then leave out what matters least, until the rest has room."""
        kept = [(one, self.written.say(one)) for one in clauses]
        if _length(kept) > most:
            kept = [(one, self.written.say(one)) for one in (one.in_brief() for one in clauses)]
        while _length(kept) > most and (least := _least(kept)) is not None:
            del kept[least]
        return kept

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


def _least(kept: Sequence[tuple[Clause, str]]) -> int | None:
    """Return where stands what matters least, the last of it; None where all must be said."""
    ranks = [(one.rank, at) for at, (one, _) in enumerate(kept) if one.rank > Rank.MUST]
    return max(ranks)[1] if ranks else None


def _brief(kept: Sequence[tuple[Clause, str]]) -> list[tuple[Clause, str]]:
    """Return what has room in one line: all that must be said, and what comes next if it fits."""
    must = [one for one in kept if one[0].rank <= Rank.MUST]
    room = MOST_SHORT - sum(len(words) + 1 for _, words in must)
    following = next((one for one in kept if one[0].rank is Rank.NEXT), None)
    return [*must, following] if following and len(following[1]) <= room else must


def _lines(kept: Iterable[tuple[Clause, str]]) -> list[str]:
    lines = {line: [words for one, words in kept if one.line is line] for line in Line}
    return [" ".join(words) for words in lines.values() if words]
