"""Sends what a connector says by way of a referee, and notes what that one has against it."""

import json
from dataclasses import dataclass, field

import httpx

NOT_THERE = "Selected route not found"


@dataclass(frozen=True)
class Desk:
    """A referee for the paths that begin so; its spec calls them without that beginning."""

    base: str
    path: str
    left_out: str = ""

    def judges(self, path: str) -> bool:
        """Say whether a path is in its spec."""
        return path.startswith(self.left_out + self.path)


@dataclass
class Referee(httpx.AsyncBaseTransport):
    """Takes each request to the desk that judges it."""

    desks: list[Desk]
    faults: list[str] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Let a request pass, and keep what is wrong with it."""
        desk = next(one for one in self.desks if one.judges(request.url.path))
        base = httpx.URL(desk.base)
        path = request.url.raw_path.decode().removeprefix(desk.left_out)
        request.url = base.copy_with(raw_path=path.encode())
        request.headers["host"] = base.netloc.decode()
        response = await self._line.handle_async_request(request)
        self.judged.append(f"{request.method} {request.url.path}")
        self.faults += faults(response.headers.get("sl-violations"))
        return response

    async def aclose(self) -> None:
        """Hang up."""
        await self._line.aclose()


def faults(header: str | None) -> list[str]:
    """Return what a referee has against a request; answers are judged elsewhere."""
    found = []
    for one in json.loads(header or "[]"):
        is_of_request = next(iter(one["location"]), "") == "request"
        if (is_of_request and one["severity"] == "Error") or NOT_THERE in one["message"]:
            found.append(f"{'.'.join(map(str, one['location']))}: {one['message']}")
    return found
