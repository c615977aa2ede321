"""What a connector says of itself, and what it is given to work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agent_console.connectors.kit.carrier.tokens import Wallet
from agent_console.connectors.kit.http import Transport
from agent_console.domain.acting.label import LabelFile
from agent_console.ports.acting.labels import LabelSeller
from agent_console.ports.acting.sending import Sender
from agent_console.ports.clock import Clock
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Mine, Source


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a connection: its name in config.toml, or as a secret outside of it.

    Without a default it must be given; an empty one says that it may be left out.
    """

    name: str
    is_secret: bool = False
    default: str | None = None
    instead_of: str | None = None
    """A secret that is not wanted where this one is there, nor this one where that is."""
    most: int | None = None
    """Of a whole number, which may stand in the file without quotes."""


def no_label(_: str) -> LabelFile | None:
    """Have no label for any key."""
    return None


@dataclass(frozen=True, slots=True)
class Given:
    """One connection as configured: plain settings, its secrets, and this computer's parts.

    `labels` returns the file of a label by the key of the intent that bought it.
    """

    name: str
    values: Mapping[str, str]
    secrets: Mapping[str, Secret]
    region: str
    clock: Clock
    transport: Transport | None = None
    labels: Callable[[str], LabelFile | None] = no_label
    wallet: Wallet = field(default_factory=Wallet)
    """The tokens that all connections of this process share."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A kind of connector: how it is configured, opened and explained."""

    kind: str
    label: str
    fields: tuple[Field, ...]
    open: Callable[[Given], Source]
    explain: Callable[[Exchange, str], Explained]
    """Reads a raw answer for a region (`AT`)."""
    send: Callable[[Given], Sender] | None = None
    """Opens it as what carries intents out, where it can."""
    sell: Callable[[Given], LabelSeller] | None = None
    """Opens it as what tells the prices and the files of labels, where it sells any."""
    tracks: Mine | None = None
    """For which of the parcels that stores told of it is asked."""
