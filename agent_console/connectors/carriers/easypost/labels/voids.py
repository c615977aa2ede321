"""Until when a label can be taken back, as voids.toml says."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

FILE = "voids.toml"


def void_until(carrier: str, bought_at: datetime) -> datetime | None:
    """Return the last moment for it; None where the carrier tells none."""
    days = _days().get(carrier.casefold())
    return None if days is None else bought_at + timedelta(days=days)


@cache
def _days() -> dict[str, int]:
    told = tomllib.loads((files(__package__) / FILE).read_text(encoding="utf-8"))
    return {name.casefold(): days for name, days in told["days"].items()}
