"""Servers that misbehave on demand, for tests and to show the states of the console."""

from dataclasses import dataclass
from enum import StrEnum

SLOW_SECONDS = 8.0
MAINTENANCE = (
    b"<!doctype html><html><head><title>Back soon</title></head>"
    b"<body><h1>We are moving house</h1><p>We are back in an hour.</p></body></html>"
)


class Mode(StrEnum):
    """How a server behaves."""

    OK = "ok"
    UNAUTHORISED = "unauthorised"
    HTML = "html"
    SLOW = "slow"
    DOWN = "down"


@dataclass(slots=True)
class Behaviour:
    """The mode a server is in now, and how slow slow is."""

    mode: Mode = Mode.OK
    slow_seconds: float = SLOW_SECONDS
