"""Times as WooCommerce tells them: twice, in GMT and on the store's wall clock, without offset."""

from datetime import UTC, datetime

from agent_console.connectors.kit.reading import YEARS, Node
from agent_console.connectors.kit.times import told_time
from agent_console.domain.moment import Moment, instant

DAY_S = 86_400
MODIFIED = "date_modified"


def told_at(node: Node, field: str) -> Moment:
    """Read when something happened; without its GMT it is known on the store's clock only.

    Raises:
        UnreadableError: there is something, and it is no time.
    """
    at = gmt(node[f"{field}_gmt"])
    if at is not None:
        return instant(at)
    return told_time(node[field]) or Moment()


def gmt(node: Node) -> datetime | None:
    """Read a time in GMT, which is told without saying so.

    Raises:
        UnreadableError: there is something, and it is no time.
    """
    told = told_time(node)
    if told is None or told.utc is not None:
        return None if told is None else told.utc
    return datetime.fromisoformat(str(told.local)).replace(tzinfo=UTC)


def shipped_on(node: Node) -> Moment | None:
    """Read when a parcel left: seconds since 1970 as most plugins keep it, or a date.

    Midnight stands for the day that somebody chose.

    Raises:
        UnreadableError: there is something, and it is no time of our age.
    """
    said = node.text_or_none()
    if said is None or not said.isascii() or not said.isdigit() or len(said) == len("20261122"):
        return told_time(node)
    seconds = node.whole()
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise node.unreadable("seconds since 1970") from error
    if at.year not in YEARS:
        raise node.unreadable("a year of our age")
    return Moment(local=at.date().isoformat()) if seconds % DAY_S == 0 else instant(at)
