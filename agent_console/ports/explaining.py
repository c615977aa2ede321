"""How a connector reads one raw answer of its API, for people and tests to look at."""

from dataclasses import dataclass
from typing import Protocol

from agent_console.domain.contact import Contact
from agent_console.domain.identity import Identity
from agent_console.domain.order import Order
from agent_console.domain.parcel import Shipment


@dataclass(frozen=True, slots=True)
class Exchange:
    """A raw answer: its text, and what else is known of how it came."""

    text: str
    http_status: int = 200
    index: int | None = None
    raw: bytes | None = None
    """The bytes as they came, where there may be more to them than text."""
    suffix: str = ""
    """How the file is called at its end, as `.txt`."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the answer that is an error, in the interface's word and for people."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class ExplainedOrder:
    """An order, through which name its customer is found, and whether that is a guest, if told.

    `is_part` says that the answer tells a part of the order only, and neither its total nor state.
    """

    order: Order
    through: Identity | None = None
    is_guest: bool | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """What was read."""

    orders: tuple[ExplainedOrder, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    errors: tuple[Trouble, ...] = ()


class Explainer(Protocol):
    """Reads a raw answer as a connector of a kind would."""

    def kinds(self) -> tuple[str, ...]:
        """Name the kinds of connectors there are."""

    def explain(self, kind: str, exchange: Exchange) -> Explained:
        """Read the answer; stores nothing, never raises on its content."""
