"""A shipment under which a label was bought, as the end of the intent that wanted it."""

from datetime import datetime, timedelta

import msgspec

from agent_console.connectors.carriers.easypost import trackers
from agent_console.connectors.carriers.easypost.labels.shipments import bought_of, is_bought
from agent_console.connectors.kit.reading import Node
from agent_console.domain.acting.label import Label, LabelOrder
from agent_console.domain.moment import instant
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.ports.acting.sending import Done
from agent_console.ports.source import Page

BOUGHT = "label_bought"
ABOUT = timedelta(seconds=2)
"""EasyPost tells whole seconds, by a clock of its own."""


def done(
    node: Node, order: LabelOrder, now: datetime, began: datetime | None = None
) -> Done | None:
    """Return what was bought under a shipment by a try that `began` then, None when nothing was."""
    if not is_bought(node):
        return None
    bought = bought_of(node, order, now)
    return Done(
        bought.words(),
        msgspec.json.encode(bought.label).decode(),
        page_of(node),
        (_said(bought.label, order, _when(bought.label.bought_at, began)),),
    )


def page_of(node: Node) -> Page:
    """Return the tracker that a shipment has from the moment its label is bought."""
    told = [node["tracker"]] if isinstance(node["tracker"].value, dict) else []
    found = trackers.read(told)
    return Page(trackers.STREAM, parcels=found.records, unreadable=found.unreadable)


def subject_of(shipment: str) -> Subject:
    """Name a label among all that is said of orders."""
    return Subject(SubjectKind.ORDER, f"label:{shipment}")


def _when(bought: datetime, began: datetime | None) -> datetime:
    """Return when it was bought, never a moment before it was asked for."""
    is_the_same = began is not None and timedelta(0) <= began - bought < ABOUT
    return began if began is not None and is_the_same else bought


def _said(label: Label, order: LabelOrder, when: datetime) -> Observation:
    return Observation(
        subject_of(label.shipment),
        EntryKind.RETURN,
        BOUGHT,
        instant(when),
        external_id=label.shipment,
        detail=f"{label.carrier} {label.service}",
        amount=label.price,
        order=order.order,
        shipment=label.tracking_number,
    )
