"""What an answer tells of one number: a parcel, or why there is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent_console.connectors.kit.explaining import Document
from agent_console.domain.observation import MINUTES, EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.parcel import Scan, Shipment
from agent_console.ports.explaining import Trouble
from agent_console.ports.source import ParcelRecord


@dataclass(frozen=True, slots=True)
class Told:
    """A parcel as it was read, with what had to be left out of it, or the trouble with a number.

    `raw` is the part of the answer that it was read from. Where neither a parcel nor a trouble is
    there, `left_out` says why. A stranger is an answer in which there is nothing of the carrier's.
    """

    raw: object
    shipment: Shipment | None = None
    trouble: Trouble | None = None
    left_out: tuple[str, ...] = ()
    is_stranger: bool = False


Reader = Callable[[Document], Iterator[Told]]
"""Reads an answer; what is an error as a whole is one trouble. Never raises on its content."""


def record(shipment: Shipment, url: str | None = None, name: str | None = None) -> ParcelRecord:
    """Return a parcel as a record by its name: its source's own id, else its number."""
    external_id = name or shipment.unique_id or shipment.number or ""
    told = tuple(_observation(external_id, shipment, scan) for scan in shipment.scans)
    return ParcelRecord(external_id, shipment, told, url)


def name_of(shipment: Shipment) -> str:
    """Return what names a parcel among all of its carrier; some tell ids of one number's alone."""
    number, unique_id = shipment.number or "", shipment.unique_id or ""
    return unique_id if number in unique_id else "~".join(filter(None, (number, unique_id)))


def _observation(external_id: str, read: Shipment, scan: Scan) -> Observation:
    """Tell a scan; one without a minute has no id, so that each stays a line of its own."""
    return Observation(
        Subject(SubjectKind.PARCEL, external_id),
        EntryKind.SCAN,
        scan.status,
        scan.moment,
        external_id=external_id if scan.moment.precision() in MINUTES else None,
        code=scan.code,
        text=scan.text,
        place=scan.place,
        shipment=read.number,
        fault=scan.fault,
    )
