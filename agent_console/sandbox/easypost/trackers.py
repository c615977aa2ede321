"""Which trackers exist, how one is made, and how they are listed."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agent_console.sandbox.carriage import Consignment
from agent_console.sandbox.easypost import refusals
from agent_console.sandbox.easypost.refusals import RefusedError
from agent_console.sandbox.world import World

CONNECTED = timedelta(days=45)
"""So long ago the shop began to register its parcels, by a nightly job."""
AT_NIGHT = timedelta(hours=22, minutes=40)
USUAL_PAGE, LARGEST_PAGE = 20, 100
EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tracker:
    """A number somebody asked EasyPost to follow; nobody may ever have sent it."""

    id: str
    number: str
    carrier: str
    created: datetime
    consignment: Consignment | None
    shipment: str | None = None


class Trackers:
    """All trackers, oldest first; whoever uses them holds the world's lock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._all: list[Tracker] = []
        self._places: dict[str, int] = {}
        self._sold: dict[str, Tracker] = {}
        for tracker in self._registered():
            self._add(tracker)

    def find(self, tracker_id: str) -> Tracker:
        """Find one.

        Raises:
            RefusedError: there is none.
        """
        if tracker_id not in self._places:
            raise RefusedError(refusals.NOT_FOUND)
        return self._all[self._places[tracker_id]]

    def create(self, number: str, carrier: str | None) -> tuple[Tracker, bool]:
        """Make one, or find the one that was made before; whether it is new.

        Raises:
            RefusedError: nobody knows whose number it is.
        """
        if (sold := self._sold.get(number)) is not None and carrier in {None, sold.carrier}:
            return sold, False
        consignment = self._consignment(number, carrier)
        named = consignment.carrier.easypost if consignment else carrier or ""
        tracker_id = _id(number, named)
        if tracker_id in self._places:
            return self.find(tracker_id), False
        made = Tracker(tracker_id, number, named, self._world.now, consignment)
        self._add(made)
        return made, True

    def _consignment(self, number: str, carrier: str | None) -> Consignment | None:
        """Find the parcel of a number, None where that carrier has none; raises RefusedError."""
        consignment = self._world.ledger.consignments.get(number)
        names = {one.carrier.easypost for one in self._world.ledger.consignments.values()}
        if carrier is not None and carrier not in names:
            raise RefusedError(refusals.STRANGE_CARRIER)
        if consignment is None and carrier is None:
            raise RefusedError(refusals.NO_CARRIER)
        if consignment is not None and carrier not in {None, consignment.carrier.easypost}:
            return None
        return consignment

    def sold(self, number: str, carrier: str, shipment: str) -> Tracker:
        """Follow the parcel of a label from the moment it is sold."""
        made = Tracker(_id(number, carrier), number, carrier, self._world.now, None, shipment)
        self._sold[number] = made
        self._add(made)
        return made

    def page(self, asked: Mapping[str, str]) -> tuple[list[Tracker], bool]:
        """List the newest that were asked for, and whether there are more.

        Raises:
            RefusedError: the question makes no sense.
        """
        size = _size(asked.get("page_size"))
        found = [one for one in self._between(asked) if _matches(one, asked)]
        return found[:size], len(found) > size

    def _between(self, asked: Mapping[str, str]) -> Iterator[Tracker]:
        first, last = 0, len(self._all)
        if "before_id" in asked and "after_id" in asked:
            raise RefusedError(refusals.BOTH_ENDS)
        if "before_id" in asked:
            last = self._place(asked["before_id"])
        if "after_id" in asked:
            first = self._place(asked["after_id"]) + 1
        return reversed(self._all[first:last])

    def _place(self, tracker_id: str) -> int:
        return self._places[self.find(tracker_id).id]

    def _add(self, tracker: Tracker) -> None:
        self._places[tracker.id] = len(self._all)
        self._all.append(tracker)

    def _registered(self) -> Iterator[Tracker]:
        """Register what was labelled before today, each night one second after the other."""
        today = _midnight(self._world.now)
        known = self._world.ledger.consignments.values()
        labelled = sorted(known, key=lambda one: (one.announced, one.parcel.number))
        second, night = 0, today
        for one in labelled:
            if not today - CONNECTED <= one.announced < today:
                continue
            second = second + 1 if _midnight(one.announced) == night else 0
            night = _midnight(one.announced)
            created = night + AT_NIGHT + timedelta(seconds=second)
            number, name = one.parcel.number, one.carrier.easypost
            yield Tracker(_id(number, name), number, name, created, one)


def _id(number: str, carrier: str) -> str:
    return f"trk_{hashlib.sha256(f'{carrier} {number}'.encode()).hexdigest()[:32]}"


def _size(told: str | None) -> int:
    if told is None:
        return USUAL_PAGE
    if not told.isdecimal() or not int(told):
        raise RefusedError(refusals.STRANGE_SIZE)
    return min(int(told), LARGEST_PAGE)


def _matches(tracker: Tracker, asked: Mapping[str, str]) -> bool:
    return (
        asked.get("tracking_code", tracker.number) == tracker.number
        and asked.get("carrier", tracker.carrier) == tracker.carrier
        and _moment(asked.get("start_datetime"), EARLIEST)
        <= tracker.created
        < _moment(asked.get("end_datetime"), LATEST)
    )


def _moment(told: str | None, missing: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(told) if told else missing
    except ValueError as error:
        raise RefusedError(refusals.STRANGE_TIME) from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
