"""How Vendure writes things down: records as dictionaries, moments as text."""

from datetime import datetime

Record = dict[str, object]


def seconds(at: datetime) -> str:
    """Write a moment as most columns keep it: whole seconds."""
    return f"{at.isoformat()[:19]}.000Z"


def millis(at: datetime) -> str:
    """Write a moment as the columns set by the store itself keep it."""
    return f"{at.isoformat(timespec='milliseconds')[:23]}Z"
