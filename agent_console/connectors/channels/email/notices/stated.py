"""When a notice says that it happened: one day and one minute, or nothing."""
# ruff: noqa: RUF001 - dashes as machines set them

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from agent_console.connectors.channels.email.mime.moments import MONTHS
from agent_console.domain.identity import folded
from agent_console.domain.moment import Moment

AHEAD, AHEAD_IN_ZONE, AGO = timedelta(hours=14), timedelta(minutes=10), timedelta(days=14)
"""No wall clock is further ahead of another, nor an instant that somebody tells of; and so old
an event may be of which a mail tells."""
DAY = timedelta(days=1)
LONGEST = 600
HALF, HOURS, FURTHEST = 12, 24, 14 * 60
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_ORDER = _MONTHS.split()
MONTH = {folded(name): _ORDER.index(word.lower()) + 1 for name, word in MONTHS.items()}
_MONTH = r"(?P<month>[a-z]{3,10})\.?"
DATES = re.compile(
    r"(?<![\d.,/-])(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=\D|$)"
    r"|(?<![\d.,/-])(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<year>20\d\d|\d\d)(?![\d/-])"
)
WORDED = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>20\d\d)(?!\d)"),
    re.compile(
        rf"(?<![\d.,/-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?"
        rf"(?: de | of |[ -]){_MONTH}(?: de |, | |-)(?P<year>20\d\d)(?!\d)"
    ),
)
TIMES = re.compile(
    r"(?<![\d.,:+-])(?P<hour>\d{1,2})(?:(?P<sign>:| ?h ?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)"
    r"(?:\.\d{1,6})?)?|\.(?P<dotted>[0-5]\d)(?= ?(?:uhr|[ap]\.?m)))"
    r"(?: ?(?P<half>[ap])\.? ?m\b\.?)?(?![\d:])"
)
ZONE = re.compile(
    r" ?(?:(?P<z>z\b)|(?:uhr )?\(?(?:(?P<name>utc|gmt|cest|cet|mesz|mez)\b)?"
    r"(?P<offset>[+-](?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?!\d))?)"
)
OFFSETS = {"utc": 0, "gmt": 0, "cet": 1, "mez": 1, "cest": 2, "mesz": 2}
LABEL = re.compile(
    r"^(?:actual )?(?:delivered(?: on| at)?|delivery (?:on|date|time)(?: (?:and|&|/) time)?"
    r"|date delivered|date of delivery|time of delivery|zugestellt(?: am| um)?|zustelldatum"
    r"|zustellzeit|zustelluhrzeit|zustellung am|livree? le|date de livraison|heure de livraison"
    r"|entregad[oa] el|fecha de entrega|hora de entrega|consegnat[oa] il|data di consegna"
    r"|ora di consegna|bezorgd op|afgeleverd op|bezorgdatum|bezorgtijd)\b"
)
"""A line that says when a parcel was delivered, in a mail that says that it was."""
CLAUSE_ENDS = re.compile(
    r"[;|]|\s[-–—]\s(?!\d)|\b(?:and|but|then|und|aber|dann|sowie|et|mais|puis|pero|luego|ma|poi|maar)\b"
)
_DRIVERS = r"(?:ups|usps|dhl|fedex|dpd|gls|tnt|our|the (?:driver|carrier|courier|postman))"
OF_ELSE = re.compile(
    rf"\b(?:until|till?|by(?! {_DRIVERS}\b)|before|expected|estimated|scheduled|planned|placed"
    r"|order(?:ed|s)?|shipped|sent|created|will|next|again|new|rescheduled|between|latest|from"
    r"|bis|vor (?:dem|\d)|voraussichtlich|geplant|erwartet|bestell\w*|auftrag\w*|versandt|wird"
    r"|nachste\w*|neue[rnms]?|erneut|spatestens|zwischen|ab"
    r"|jusqu\w*|avant|prevue?|estimee?|command\w*|passee|prochain\w*|nouvel\w*|sera|entre"
    r"|hasta|antes|previst[oa]|estimad[oa]|pedido|realizado|proxim[oa]|nuev[oa]|sera"
    r"|entro|fino|prima|stimat[oa]|ordin\w+|effettuat[oa]|prossim[oa]|nuov[oa]|sara|tra"
    r"|tot|voor|uiterlijk|verwacht|gepland|besteld\w*|bestelling|geplaatst|volgende|nieuwe?"
    r"|opnieuw|tussen|wordt"
    r"|open(?:ing)?|hours|offnungszeiten|geoffnet|horaires?|ouvert|horarios?|abiert[oa]|orari[oa]?"
    r"|apert[oa]|openingstijden|geopend|call|phone)\b"
)
"""What makes a time one of another event than the one that is told before it."""
SPAN = re.compile(
    r"(?<![\d:.])\d{1,2}[:.h]\d\d(?: ?(?:uhr|[ap]\.?m\.?))? ?[-–—] ?\d{1,2}[:.h]\d\d(?!\d)"
)
"""Two clocks, of which the second is no zone."""


def stated_since(words: str, told_at: datetime) -> Moment | None:
    """Return the one time in the clause that begins with the words that tell an event."""
    clause = CLAUSE_ENDS.split(words, maxsplit=1)[0]
    return stated(clause, told_at)


def stated(text: str, told_at: datetime) -> Moment | None:
    """Return the one time that some words state; None where they state none, or several."""
    plain = folded(" ".join(text[:LONGEST].split()))
    # A zone stands where an ISO time goes on: 2026-11-24T11:42:00+01:00.
    plain = re.sub(r"(?<=\d)t(?=\d\d:)", " ", plain)
    if OF_ELSE.search(plain) or SPAN.search(plain):
        return None
    days = {one for found in _dates(plain) for one in found if _is_recent(one, told_at)}
    clocks = {(_clock(one), _offset(plain, one)) for one in TIMES.finditer(plain)}
    if len(days) != 1 or len(clocks) != 1 or len(list(_dates(plain))) > 1:
        return None
    [(clock, offset)] = clocks
    return None if clock is None else _moment(datetime.combine(days.pop(), clock), offset, told_at)


def labelled(lines: list[str], told_at: datetime) -> Moment | None:
    """Return the time that lines like "Delivered On: …" state together."""
    said = " ".join(dict.fromkeys(_values(lines)))
    return stated(said, told_at) if said else None


def _values(lines: list[str]) -> Iterator[str]:
    """Yield the lines that say when, where a label stands alone the line below it."""
    filled = [one[:LONGEST] for one in lines if one]
    for at, line in enumerate(filled):
        if LABEL.match(folded(line)):
            yield from [line] if any(map(str.isdigit, line)) else filled[at + 1 : at + 2]


def _dates(plain: str) -> Iterator[list[date]]:
    """Yield each date as what it may be: 3/4 is of March or of April."""
    for found in DATES.finditer(plain):
        yield _days(*_readings(found))
    for pattern in WORDED:
        for found in pattern.finditer(plain):
            if month := MONTH.get(found["month"]):
                yield _days((found["year"], str(month), found["day"]))


def _readings(found: re.Match[str]) -> list[tuple[str, str, str]]:
    if found["y"]:
        return [(found["y"], found["m"], found["d"])]
    year = f"20{found['year'][-2:]}"
    day_first = (year, found["b"], found["a"])
    return [day_first] if found["sign"] == "." else [day_first, (year, found["a"], found["b"])]


def _days(*tries: tuple[str, str, str]) -> list[date]:
    """Return the days among years, months and days: there is no 13th month."""
    days = []
    for year, month, day in tries:
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days


def _is_recent(day: date, told_at: datetime) -> bool:
    return (told_at - AGO - DAY).date() <= day <= (told_at + DAY).date()


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    if found["half"] is not None:
        hour = hour % HALF + (HALF if found["half"] == "p" else 0) if 1 <= hour <= HALF else HOURS
    if hour >= HOURS:
        return None
    return time(hour, int(found["minute"] or found["dotted"]), int(found["second"] or 0))


def _offset(plain: str, clock: re.Match[str]) -> int | None:
    """Return the minutes from UTC that are said right after a time."""
    found = ZONE.match(plain, clock.end())
    if found is None or not any(found.groups()):
        return None
    base = OFFSETS.get(found["name"] or "", 0) * 60
    if not found["offset"]:
        return base
    away = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    return base + (away if found["offset"][0] == "+" else -away) if away <= FURTHEST else None


def _moment(local: datetime, offset: int | None, told_at: datetime) -> Moment | None:
    wall = local.isoformat(timespec="seconds")
    utc = None if offset is None else local.replace(tzinfo=UTC) - timedelta(minutes=offset)
    is_too_late = (
        local.replace(tzinfo=UTC) > told_at + AHEAD
        if utc is None
        else utc > told_at + AHEAD_IN_ZONE
    )
    if is_too_late:
        return None
    if offset is None:
        return Moment(local=wall)
    hours, minutes = divmod(abs(offset), 60)
    return Moment(utc, wall, f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}")
