"""FedEx's times: with their offset, but a day alone comes as a midnight that is none."""

import re
from functools import partial

from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.connectors.kit.times import told_day, told_time
from agent_console.domain.moment import Moment

DAY_ALONE = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00(:00(\.0+)?)?(-06:00)?")
"""Whatever zone the parcel is in, such a day bears no offset, or that of FedEx's home."""
HAPPENED = frozenset({"ACTUAL_DELIVERY", "ACTUAL_PICKUP", "ACTUAL_TENDER", "ATTEMPTED_DELIVERY"})


def told_event(node: Node, lapses: Lapses) -> Moment:
    """Read when an event was, as far as it is told."""
    return lapses.leaving_out(lambda: told_past(node)) or Moment()


def told_past(node: Node) -> Moment | None:
    """Read when something was.

    Raises:
        UnreadableError: there is something, and it is no ISO time of our age.
    """
    moment = told_time(node)
    day = DAY_ALONE.fullmatch(node.text_or_none() or "")
    return Moment(local=day[1]) if day else moment


def dates(node: Node, lapses: Lapses) -> dict[str, Moment]:
    """Return the dates of a parcel by their sort, the first of each."""
    found = dict[str, Moment]()
    for one in node.items():
        kind = lapses.leaving_out(one["type"].text_or_none) or ""
        told = told_past if kind in HAPPENED else told_day
        at = lapses.leaving_out(partial(told, one["dateTime"]))
        if at is not None:
            found.setdefault(kind, at)
    return found


def window(node: Node, lapses: Lapses) -> Moment | None:
    """Return until when a window of time is open, else from when on it is."""
    span = node["window"]
    ends = lapses.leaving_out(lambda: told_day(span["ends"]))
    return ends or lapses.leaving_out(lambda: told_day(span["begins"]))
