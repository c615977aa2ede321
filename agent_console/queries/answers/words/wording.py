"""From clauses to words: a phrase of the language, with its slots filled."""

import re
from dataclasses import dataclass
from datetime import date

from agent_console.domain.answering.phrases import Phrases
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.queries.answers.clauses import (
    At,
    Bare,
    By,
    Clause,
    Goods,
    On,
    Parcel,
    Piece,
    Quoted,
    Slot,
)
from agent_console.queries.answers.words.calendar import Calendar

NOTHING = "\N{NULL}"
"""Stands in a phrase for a slot with nothing to say, until the gap is closed."""
GAP = re.compile(f" ?{NOTHING}+(?=[ .,;:?!)]|$)|{NOTHING}+ ?")
PAUSE = 16
"""So many letters more are left out for the sake of a pause."""
TWO_STOPS = re.compile(r"(?<=…)\.|(?<!\.)\.(?=\.(?!\.))")
"""An abbreviation, or words cut off, end a sentence by themselves."""
MOST_NAMED = 2
"""So many articles are named; of more, the first one and how many there are besides."""
ONE = "1"


@dataclass(frozen=True, slots=True)
class Wording:
    """Says clauses in a language, written or spoken."""

    phrases: Phrases
    calendar: Calendar

    def say(self, clause: Clause) -> str:
        """Return a clause as a sentence."""
        return self._filled(clause.name, _Slots(self, clause), clause.count)

    def piece(self, name: str, /, **slots: Slot) -> str:
        """Return any phrase with its slots filled."""
        return self._filled(name, _Slots(self, Clause(name, (), slots)), None)

    def slot(self, value: Slot) -> str:
        """Return what stands for a slot, nothing where there is nothing to say."""
        if value is None or isinstance(value, str | int):
            return "" if value is None else str(value)
        if isinstance(value, At | On | Bare | By):
            return self._time(value)
        if isinstance(value, Money):
            return str(value).replace(".", self.phrases.phrase("number.decimal"))
        return self._words(value)

    def _time(self, value: At | On | Bare | By) -> str:
        moment = value.moment
        if moment is None:
            return ""
        if isinstance(value, Bare):
            return self.calendar.on(moment, "date")
        if isinstance(moment, date) or isinstance(value, On):
            return self.calendar.on(moment)
        return self._exactly(value, moment)

    def _exactly(self, value: At | By, moment: Moment) -> str:
        return self.calendar.at(moment) if isinstance(value, At) else self.calendar.by(moment)

    def _words(self, value: Quoted | Piece | Goods | Parcel) -> str:
        if isinstance(value, Quoted):
            return self._quoted(value)
        if isinstance(value, Piece):
            if value.needs is not None and not self.slot(value.slots.get(value.needs)):
                return ""
            return self.piece(value.name, **value.slots)
        if isinstance(value, Goods):
            return self._goods(value)
        return self._parcel(value)

    def _quoted(self, value: Quoted) -> str:
        said = " ".join(value.words.split()).rstrip(".")
        if len(said) > value.most:
            said = f"{_beginning(said[: value.most])}…"
        return self._phrase("number.quoted").format(words=said) if said else ""

    def _parcel(self, value: Parcel) -> str:
        articles = value.goods.articles
        if value.may_be_one and len(articles) == 1 and articles[0][1] == ONE:
            return self._phrase("article.one").format(title=self._title(articles[0][0]))
        if not articles:
            return self._phrase("parcel.bare")
        return self._phrase("parcel.with").format(articles=self._goods(value.goods))

    def _goods(self, value: Goods) -> str:
        said = [self._article(title, many) for title, many in value.articles]
        if len(said) > MOST_NAMED:
            rest = len(said) - 1
            more = self.phrases.phrase("article.more", rest, is_spoken=self.calendar.is_spoken)
            return more.format(first=said[0], n=rest)
        if len(said) == MOST_NAMED:
            return self._phrase("article.pair").format(first=said[0], last=said[1])
        return said[0] if said else ""

    def _article(self, title: str, many: str) -> str:
        name = "article.some" if many == ONE else "article.times"
        count = many.replace(".", self.phrases.phrase("number.decimal"))
        return self._phrase(name).format(title=self._title(title), n=count)

    def _title(self, title: str) -> str:
        """Return the name of an article as it stands within a sentence of this language."""
        first, _, rest = title.partition(" ")
        if rest.strip() and first.casefold() in self.phrases.phrase("article.leading").split():
            title = rest.strip()
            first, _, rest = title.partition(" ")
        is_lower = self.phrases.phrase("article.lower") == "yes"
        if not (is_lower and rest[:1].islower() and first.istitle()):
            return title
        return f"{title[:1].lower()}{title[1:]}"

    def _phrase(self, name: str) -> str:
        return self.phrases.phrase(name, is_spoken=self.calendar.is_spoken)

    def _filled(self, name: str, slots: "_Slots", count: int | None) -> str:
        phrase = self.phrases.phrase(name, count, is_spoken=self.calendar.is_spoken)
        said = TWO_STOPS.sub("", GAP.sub("", phrase.format_map(slots)).strip())
        return f"{said[:1].upper()}{said[1:]}" if phrase[:1].isupper() else said


def _beginning(words: str) -> str:
    """Return words cut where one may pause, else between two of them."""
    pause = max(words.rfind(mark) for mark in ";:,")
    cut = words[:pause] if pause > len(words) - PAUSE else words.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:")


class _Slots(dict[str, str]):
    """The slots of a clause as words, made when a phrase asks for one.

    A name with a capital letter is the same slot at the beginning of a sentence.
    """

    def __init__(self, wording: Wording, clause: Clause) -> None:
        super().__init__()
        self._wording = wording
        self._clause = clause

    def __missing__(self, name: str) -> str:
        clause = self._clause
        if name == "n" and clause.count is not None:
            return str(clause.count)
        said = self._wording.slot(clause.slots.get(name.lower()))
        if not said:
            return NOTHING
        return f"{said[:1].upper()}{said[1:]}" if name[:1].isupper() else said
