"""When something happened at Canada Post: its zones are abbreviations, and not always true ones."""

import re
from datetime import UTC, datetime

from agent_console.connectors.kit.carrier.zones import in_fixed, in_zones
from agent_console.connectors.kit.reading import YEARS, Lapses, Node
from agent_console.domain.moment import Moment

DAY, CLOCK = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d(:\d\d)?")
MIDNIGHT = frozenset({"00:00:00", "00:00"})
PROVINCES = {
    "AB": ("America/Edmonton",),
    "BC": ("America/Vancouver", "America/Edmonton", "America/Dawson_Creek"),
    "MB": ("America/Winnipeg",),
    "NB": ("America/Halifax",),
    "NL": ("America/St_Johns", "America/Halifax"),
    "NS": ("America/Halifax",),
    "NT": ("America/Edmonton",),
    "NU": ("America/Toronto", "America/Winnipeg", "America/Edmonton"),
    "ON": ("America/Toronto", "America/Winnipeg"),
    "PE": ("America/Halifax",),
    "QC": ("America/Toronto", "America/Halifax"),
    "SK": ("America/Regina", "America/Edmonton"),
    "YT": ("America/Whitehorse",),
}
ANYWHERE = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Edmonton",
    "America/Vancouver",
)
"""Where the province is not told, any zone of the country may show that clock."""
ALL_YEAR = {
    "NSTNO": -3.5,
    "ASTNO": -4.0,
    "ESTNO": -5.0,
    "CSTNO": -6.0,
    "MSTNO": -7.0,
    "PSTNO": -8.0,
    "UTC": 0.0,
    "GMT": 0.0,
}
"""Standard time without daylight saving has one meaning on every day."""


def moment(event: Node, lapses: Lapses) -> Moment:
    """Read when an event was; midnight without a zone is how a day without a time is written.

    An abbreviation makes an instant only where that province's clocks go by it on that day: "EST"
    is printed in summer and in Saskatoon too, where nobody's clock shows it.
    """
    keep = lapses.leaving_out
    day = keep(lambda: _day(event["event-date"]))
    clock = keep(lambda: _clock(event["event-time"]))
    zone = (keep(event["event-time-zone"].text_or_none) or "").upper()
    if day is None:
        return Moment()
    if clock is None or (clock in MIDNIGHT and not zone):
        return Moment(local=day)
    wall = datetime.fromisoformat(f"{day}T{clock}")
    if not zone:
        return Moment(local=wall.isoformat())
    if zone in ALL_YEAR:
        return in_fixed(wall, ALL_YEAR[zone])
    province = (keep(event["event-province"].text_or_none) or "").upper()
    return in_zones(wall, PROVINCES.get(province, ANYWHERE), zone)


def day(node: Node) -> Moment | None:
    """Read a day on which something is expected."""
    said = _day(node)
    return Moment(local=said) if said else None


def _day(node: Node) -> str | None:
    said = node.text_or_none()
    if said is None:
        return None
    try:
        found = datetime.fromisoformat(said).replace(tzinfo=UTC) if DAY.fullmatch(said) else None
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise node.unreadable("a day as YYYY-MM-DD")
    return said


def _clock(node: Node) -> str | None:
    said = node.text_or_none()
    if said is None:
        return None
    try:
        if CLOCK.fullmatch(said):
            datetime.fromisoformat(f"2000-01-01T{said}")
            return said
    except ValueError:
        pass
    raise node.unreadable("a time as HH:MM:SS")
