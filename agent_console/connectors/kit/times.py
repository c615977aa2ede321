"""Times as carriers write them, read exactly as far as they tell: no zone is ever made up."""

import re
from datetime import UTC, datetime

from agent_console.connectors.kit.reading import YEARS, Node
from agent_console.domain.moment import Moment, instant

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00(:00(\.0+)?)?(Z|[+-]\d\d:?\d\d)?")
"""How programs write a day without a time; nobody promises a parcel for midnight sharp."""
ZONE = slice(16, 22)
"""Where the offset stands in `2025-01-12T07:03-07:00`."""


def told_time(node: Node) -> Moment | None:
    """Read a time: a day, a wall clock, an instant, or a wall clock with its offset.

    Raises:
        UnreadableError: there is something, and it is no ISO time of our age.
    """
    said = node.text_or_none()
    if said is None:
        return None
    if digits := DIGITS.fullmatch(said):
        said = "-".join(digits.groups())
    at = _parsed(node, said)
    if DAY.fullmatch(said):
        return Moment(local=said)
    wall_clock = at.replace(tzinfo=None).isoformat(timespec="seconds")
    if at.tzinfo is None:
        return Moment(local=wall_clock)
    if said[-1] in "Zz":
        return instant(at)
    return Moment(at.astimezone(UTC), wall_clock, at.isoformat(timespec="minutes")[ZONE])


def told_day(node: Node) -> Moment | None:
    """Read when something is to happen: midnight stands for the whole day, of whatever zone.

    Raises:
        UnreadableError: there is something, and it is no ISO time of our age.
    """
    moment = told_time(node)
    midnight = MIDNIGHT.fullmatch(node.text_or_none() or "")
    return Moment(local=midnight[1]) if midnight else moment


def _parsed(node: Node, said: str) -> datetime:
    if "W" in said:  # a day of a week of a year, which would be read as a midnight
        raise node.unreadable("a day or an ISO time")
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise node.unreadable("an ISO time") from error
    if at.year not in YEARS:
        raise node.unreadable("a year of our age")
    return at
