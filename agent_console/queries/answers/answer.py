"""The answer about an order: facts become clauses, clauses become a line, three lines, speech."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from agent_console.domain.answering.phrases import Hearing, Phrases
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.moment import Moment
from agent_console.domain.timeline import TimelineEntry
from agent_console.domain.tracking.forecast import Forecast
from agent_console.queries.answers.account import Account, account
from agent_console.queries.answers.case import DEAF, Case, Whole
from agent_console.queries.answers.certainty import Certainty, certainty
from agent_console.queries.answers.history import History
from agent_console.queries.answers.parcel import noticed
from agent_console.queries.answers.parcel.due import estimate, promise
from agent_console.queries.answers.parcel.outlook import DISPUTE
from agent_console.queries.answers.parcel.several import focus
from agent_console.queries.answers.words.saying import Said, Spell


@dataclass(frozen=True, slots=True)
class Answer:
    """What to tell: in a line, in three, aloud; how sure it is, and on what it rests.

    `clauses` are its sentences, each with the facts it rests on; `heard_at` is since when all of
    its sources are heard.
    """

    number: str | None
    language: str = ""
    short: str = ""
    full: str = ""
    spoken: str = ""
    certainty: Certainty = Certainty.UNKNOWN
    promise: Moment | None = None
    estimate: Moment | None = None
    forecast: Forecast | None = None
    clauses: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()
    heard_at: datetime | None = None
    evidence: str = ""
    is_trouble: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the ids of all facts it rests on."""
        return tuple(dict.fromkeys(fact for one in self.clauses for fact in one.facts))


@dataclass(frozen=True, slots=True)
class Asking:
    """In which words an answer is wanted, as of when, at which desk.

    `stale` are the connections that fail or were not read in time; `taken_up` is since when a
    colleague takes care of what is wrong with an order, by its number.
    """

    phrases: Phrases
    now: datetime
    zone: tzinfo | None = None
    hearing: Hearing = DEAF
    history: Sequence[TimelineEntry] = ()
    stale: Collection[str] = field(default_factory=frozenset)
    taken_up: Mapping[str, datetime] = field(default_factory=dict)


def answer(customer: Customer, asking: Asking, number: str | None = None) -> Answer:
    """Answer how an order stands; without a number the one that most likely matters now."""
    known = relevant_order(customer, number)
    spell = Spell.of(asking.phrases, asking.now, asking.zone)
    if known is None:
        said = spell.piece("order.none", name=customer.name)
        return Answer(None, asking.phrases.language, said, said, said)
    is_loose = known is relevant_order(customer)
    history = History.of(asking.history, is_loose=is_loose)
    since = asking.taken_up.get(known.order.number)
    case = Case(known, history, asking.hearing, asking.now, asking.zone, since)
    of_order = known.order.number if len(customer.orders) > 1 else None
    return _answered(case, account(case), asking, replace(spell, of_order=of_order))


def relevant_order(customer: Customer, number: str | None = None) -> KnownOrder | None:
    """Return the order of that number, else the newest open one, else the newest."""
    orders = customer.orders
    named = [known for known in orders if known.order.number == number]
    still_open = [known for known in orders if known.is_open()]
    return max(named or still_open or orders, key=_newest_last, default=None)


def is_in_trouble(known: KnownOrder) -> bool:
    """Say whether somebody has to act on an order, as far as the order itself tells."""
    return any(one.is_trouble for one in account(Case(known)).clauses if one.name != DISPUTE)


def _heard_at(known: KnownOrder, tracked: Sequence[Whole]) -> datetime:
    """Return as of when all is known; a message that is quoted says its day itself."""
    read = [one.parcel.last_heard for one in tracked if one.parcel.channel is None]
    return min((known.last_heard, *read))


def _newest_last(known: KnownOrder) -> int:
    return known.order.placed.sort_key(known.first_heard)


def _answered(case: Case, told: Account, asking: Asking, spell: Spell) -> Answer:
    tracked = [one for one in told.wholes if one.parcel.is_tracked]
    known = case.known
    news = filter(None, map(noticed.news, tracked))
    by_messages = (source.connection for one in news for source in one.sources)
    sources = (known.connection, *(one.parcel.connection for one in tracked), *by_messages)
    heard_at = _heard_at(known, tracked)
    is_stale = not set(asking.stale).isdisjoint(sources)
    texts = replace(spell, stale_since=heard_at if is_stale else None).said(told.clauses)
    waited_for = focus(told.wholes)
    return Answer(
        number=known.order.number,
        language=asking.phrases.language,
        short=texts.short,
        full=texts.full,
        spoken=texts.spoken,
        certainty=certainty(case, told.wholes, asking.stale, is_denied=told.is_denied),
        promise=promise(waited_for) if waited_for else None,
        estimate=estimate(waited_for) if waited_for else None,
        forecast=waited_for.parcel.forecast if waited_for else None,
        clauses=texts.clauses,
        sources=tuple(dict.fromkeys(sources)),
        heard_at=heard_at,
        evidence=spell.evidence(tuple(dict.fromkeys(sources)), heard_at),
        is_trouble=any(one.is_trouble for one in told.clauses),
    )
