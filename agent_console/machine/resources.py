"""Where the resources lie: beside the code in a checkout, in their own package once installed."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

INSTALLED = "agent_console_resources"
CHECKOUT = Path(__file__).parents[2] / "resources"


def resources(room: str) -> Traversable:
    """Return a folder of the resources, as `messages`."""
    root = files(INSTALLED) if find_spec(INSTALLED) else CHECKOUT
    return root / room
