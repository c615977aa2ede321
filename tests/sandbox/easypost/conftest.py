"""EasyPost of the demo world in this process, and a way to ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest

from agent_console.sandbox.easypost.limit import Limit
from agent_console.sandbox.easypost.server import API_KEY, EasyPostServer
from agent_console.sandbox.serving.faults import Behaviour
from agent_console.sandbox.world import World
from tests.sandbox.conftest import NOW, serving


@dataclass
class Post:
    """EasyPost on loopback, and a client with the right key."""

    server: EasyPostServer
    http: httpx.Client

    @property
    def world(self) -> World:
        return self.server.world

    def list(self, **asked: object) -> dict:
        answer = self.http.get("/v2/trackers", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def of(self, number: str) -> dict:
        [found] = self.list(tracking_code=number)["trackers"]
        return found

    def make(self, number: str | None, carrier: str | None = None) -> httpx.Response:
        asked = {"tracking_code": number, "carrier": carrier}
        body = {"tracker": {name: value for name, value in asked.items() if value}}
        return self.http.post("/v2/trackers", json=body)


@contextmanager
def opened(world: World, limit: Limit | None = None) -> Iterator[Post]:
    server = EasyPostServer(world, behaviour=Behaviour(slow_seconds=0.3), limit=limit)
    auth = httpx.BasicAuth(API_KEY, "")
    with (
        serving(server),
        httpx.Client(base_url=server.base, auth=auth, trust_env=False) as http,
    ):
        yield Post(server, http)


@pytest.fixture
def post(world: World) -> Iterator[Post]:
    """EasyPost over the world that nobody moves, as often as one likes."""
    with opened(world, Limit(10_000)) as found:
        yield found


@pytest.fixture
def moving() -> Iterator[Post]:
    """EasyPost over a world of its own."""
    with opened(World(NOW), Limit(10_000)) as found:
        yield found
