"""Parcels at risk in words: the list at the left, and the rows of the board."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.domain.identity import reference
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.looking import AT_ONCE
from agent_console.domain.watching.policy import ExceptionPolicy, Kind
from agent_console.domain.watching.radar import Concern, Group
from agent_console.queries.parcels import short_number
from agent_console.queries.radar import TURNS, Radar
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.people.listing import Heading, Line, Listing, ResultRow
from agent_console.ui.widgets.state_panel import Situation
from agent_console.ui.widgets.times import Times, short_day

TITLE, FIRST = "Radar", "soonest first"
SOON = timedelta(hours=12)
HOUR = timedelta(hours=1)
FEW = 40
"""So many parcels of a group are shown at first; nobody calls more customers at once."""


@dataclass(frozen=True, slots=True)
class Named:
    """How a kind is called: over a group, and in the pill of a row; whether it is broken."""

    title: str
    risk: str
    is_bad: bool = False
    glyph: Glyph = Glyph.PARCEL


NAMES: dict[Kind, Named] = {
    Kind.NOT_RECEIVED: Named("Delivered, not received", "not received", is_bad=True),
    Kind.LOST: Named("Lost", "lost", is_bad=True),
    Kind.DAMAGED: Named("Damaged", "damaged", is_bad=True),
    Kind.RETURN_TO_SENDER: Named("Coming back to us", "coming back", True, Glyph.BACK),
    Kind.CUSTOMS: Named("Held by customs", "at customs", glyph=Glyph.FILE),
    Kind.ADDRESS: Named("Address unclear", "address", glyph=Glyph.PLACE),
    Kind.PICKUP_EXPIRING: Named("Pick-up ends", "pick-up ends", glyph=Glyph.STORE),
    Kind.FAILED_ATTEMPT: Named("Not handed over", "not handed over", glyph=Glyph.TRUCK),
    Kind.WEATHER: Named("Held by the weather", "weather", glyph=Glyph.WARNING),
    Kind.AREA: Named("Parcels stand still", "stands still", glyph=Glyph.WARNING),
    Kind.NO_PICKUP: Named("No first scan", "no first scan", glyph=Glyph.SCAN),
    Kind.STALLED: Named("No scan for long", "stalled", glyph=Glyph.WAIT),
    Kind.LATE: Named("Late", "late", glyph=Glyph.LATEST),
    Kind.PARTIAL: Named("Came in part", "came in part", glyph=Glyph.ORDER),
    Kind.NOT_SHIPPED: Named("Not sent in time", "not sent", glyph=Glyph.ORDER),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a row in one column, and how they stand out."""

    text: str
    ink: Ink = Ink.TEXT2


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What stands over the parcels of one cause at one place."""

    key: str
    title: str
    aside: str
    untold: str
    since: str
    glyph: Glyph

    def spoken(self) -> str:
        """Return it as words."""
        return ", ".join(filter(None, (self.title, self.aside, self.untold, self.since)))


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """A parcel at risk as the board shows it."""

    key: str
    customer: ProfileId
    sought: str
    name: str
    number: str
    risk: str
    is_bad: bool
    told: Cell
    acted: Cell
    notices: Cell
    owner: Cell

    def spoken(self) -> str:
        """Return it as words."""
        told = f"told {self.told.text}", f"acted {self.acted.text}", self.notices.text
        return ", ".join((self.name, self.number, self.risk, *told, self.owner.text))


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Stands for the parcels of a group that are not shown until they are wanted."""

    key: str
    group: str
    words: str

    def spoken(self) -> str:
        """Return it as words."""
        return self.words


BoardRow = GroupRow | ParcelRow | MoreRow


NONE_OF_THEM = GroupRow("none", "None of them", "", "", "", Glyph.CHECK)
"""Stands alone where no parcel is as it is wanted."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What is said of the parcel that is chosen on the board."""

    cause: str
    why: str
    remedies: tuple[str, ...]


def loading() -> Situation:
    """Say that it is being looked."""
    return Situation(Glyph.WAIT, "Looking at the parcels …")


def failed(why: str) -> Situation:
    """Say that nobody knows what is at risk."""
    return Situation(
        Glyph.DATABASE,
        "Parcels at risk cannot be read",
        detail=why,
        warning="Nothing was changed.",
        note="Press F5 to try again.",
    )


def nothing() -> Situation:
    """Say that no parcel is at risk."""
    return Situation(
        Glyph.CHECK,
        "No parcel is at risk",
        detail="A parcel that stands still, comes late or is held up is listed here by itself.",
    )


def resting(situation: Situation) -> Listing:
    """List nothing, and say why."""
    return Listing(TITLE, "", situation=situation)


def listing(seen: Radar, times: Times, actor: str) -> Listing:
    """List the parcels at risk in groups, those first whose customers notice first."""
    if not seen.counts.at_risk:
        return resting(nothing())
    rows = tuple(line for group in seen.groups for line in _section(group, times, actor))
    return Listing(TITLE, FIRST, rows, count=len(seen.concerns))


def _section(group: Group, times: Times, actor: str) -> Iterator[Line]:
    yield Heading(title(group), len(group.concerns))
    for one in group.concerns[:FEW]:
        why = " · ".join(filter(None, (number(one), risk(one, times))))
        aside = _owner(one, actor) or ("told" if one.told_at else "")
        row = ResultRow(
            one.customer, one.name, why, one.since(), sought(one), one.key.text(), aside
        )
        yield row
    if (left := len(group.concerns) - FEW) > 0:
        yield Heading("More on the board", left)


def sought(one: Concern) -> str:
    """Return the number by which the parcel is found on the page of its customer."""
    return reference(one.number or one.order)


def title(group: Group) -> str:
    """Name a group: "No scan for long, Memphis"."""
    return ", ".join(filter(None, (NAMES[group.kind].title, group.depot)))


def number(one: Concern) -> str:
    """Name a parcel by the end of its number, an order by its own."""
    return short_number(one.number) if one.number else f"order {one.order}"


def risk(one: Concern, times: Times) -> str:
    """Say in two words what is wrong: "3 days late", "stalled"."""
    named = NAMES[one.main.kind]
    if named.is_bad or one.promised is None:
        return named.risk
    until = max(one.expected or one.promised, times.clock.now())
    days = (until.date() - one.promised.date()).days
    if days <= 0:
        return named.risk
    return f"{days} day late" if days == 1 else f"{days} days late"


def summary(seen: Radar) -> str:
    """Say how many are at risk."""
    counts = seen.counts
    parcels = "1 parcel" if counts.at_risk == 1 else f"{counts.at_risk} parcels"
    return (
        f"{parcels} at risk, of {counts.not_told} the customer was not told; "
        f"{counts.notice_today} customers will notice today"
    )


def board(
    seen: Radar, times: Times, actor: str, whole: Collection[str] = frozenset()
) -> list[BoardRow]:
    """Return the rows of the board; of a group that is not wanted whole the first few."""
    rows = list[BoardRow]()
    for at, group in enumerate(seen.groups):
        name = f"{group.kind} {group.carrier} {group.depot}"
        left = 0 if name in whole else len(group.concerns) - FEW
        shown = group.concerns[:FEW] if left > 0 else group.concerns
        rows.append(_group(group, at, times))
        rows += [_parcel(one, times, actor) for one in shown]
        if left > 0:
            rows.append(MoreRow(f"more {name}", name, f"Show {left} more"))
    return rows


def _group(group: Group, at: int, times: Times) -> GroupRow:
    size, untold = len(group.concerns), group.untold()
    parcels = "1 parcel" if size == 1 else f"{size} parcels"
    return GroupRow(
        f"group {at} {group.kind} {group.carrier} {group.depot}",
        title(group),
        " · ".join(filter(None, (group.carrier, parcels))),
        f"{untold} not told" if untold else "all told",
        f"since {times.since(group.since())}",
        NAMES[group.kind].glyph,
    )


def _parcel(one: Concern, times: Times, actor: str) -> ParcelRow:
    return ParcelRow(
        one.key.text(),
        one.customer,
        sought(one),
        one.name,
        number(one),
        risk(one, times),
        NAMES[one.main.kind].is_bad,
        Cell(times.since(one.told_at)) if one.told_at else Cell("no", Ink.TEXT),
        Cell(times.since(one.acted_at)) if one.acted_at else Cell("no"),
        _notices(one, times),
        Cell(_owner(one, actor) or "nobody"),
    )


def _owner(one: Concern, actor: str) -> str:
    return "you" if one.owner == actor else one.owner or ""


def _notices(one: Concern, times: Times) -> Cell:
    """Say when the customer will notice: passed, in some hours, tomorrow, on a day."""
    at, now = one.notices_at(), times.clock.now()
    if one.told_at:
        return Cell("told")
    if at <= now:
        return Cell(_passed(one), Ink.BAD)
    here = at.astimezone(times.zone)
    if at - now < SOON:
        return Cell(f"in {max(1, (at - now) // HOUR)} h, at {times.clock_time(at)}", Ink.TEXT)
    if here.date() == times.today() + timedelta(days=1):
        return Cell(f"tomorrow, {times.clock_time(at)}", Ink.TEXT)
    return Cell(f"{short_day(here.date())}, {times.clock_time(at)}", Ink.TEXT2)


def _passed(one: Concern) -> str:
    """Say why a customer must have noticed by now."""
    if one.main.kind in AT_ONCE:
        return "knows already"
    return "promise passed" if one.promised else "usual time passed"


def detail(one: Concern, policy: ExceptionPolicy, times: Times) -> Detail:
    """Say of a parcel why it is at risk, whose turn it is, and what can be done."""
    provision = policy.provisions[one.main.kind]
    until = _deadline(one.acts_by(), times)
    cause = f"{provision.cause} It is {TURNS[provision.turn]}, {until}."
    return Detail(cause, one.main.why, tuple(each.words for each in provision.remedies))


def _deadline(at: datetime, times: Times) -> str:
    here = at.astimezone(times.zone)
    words = f"{short_day(here.date())}, {times.clock_time(at)}"
    return f"since {words}" if at < times.clock.now() else f"until {words}"
