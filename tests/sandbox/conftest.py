"""The demo store in this process, and a way to ask it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from socketserver import BaseServer
from typing import Any

import httpx
import pytest

from agent_console.sandbox.serving.faults import Behaviour
from agent_console.sandbox.vendure.server import VendureServer
from agent_console.sandbox.vendure.sessions import PASSWORD
from agent_console.sandbox.world import World

NOW = datetime(2026, 11, 20, 14, 5, 9, 120_000, tzinfo=UTC)
LOGIN = """mutation($u: String!, $p: String!) { login(username: $u, password: $p) {
  __typename ... on ErrorResult { errorCode message } } }"""


@dataclass
class Shop:
    """The demo store on loopback: its world, and a client that may or may not be signed in."""

    server: VendureServer
    http: httpx.Client

    @property
    def world(self) -> World:
        return self.server.world

    def sign_in(self, password: str = PASSWORD) -> httpx.Response:
        answer = self.post(LOGIN, u="superadmin", p=password)
        token = answer.headers.get("vendure-auth-token")
        if token:
            self.http.headers["Authorization"] = f"Bearer {token}"
        return answer

    def post(self, text: str, **variables: object) -> httpx.Response:
        return self.http.post("/admin-api", json={"query": text, "variables": variables})

    def ask(self, text: str, **variables: object) -> dict[str, Any]:
        answer = self.post(text, **variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def behave(self, mode: str) -> httpx.Response:
        return self.http.post("/sandbox/mode", json={"mode": mode})

    def go_on(self, steps: int) -> None:
        self.http.post("/sandbox/step", json={"steps": steps}).raise_for_status()


@contextmanager
def opened(world: World) -> Iterator[Shop]:
    server = VendureServer(world, behaviour=Behaviour(slow_seconds=0.4))
    with serving(server), httpx.Client(base_url=server.base, trust_env=False) as http:
        yield Shop(server, http)


@contextmanager
def serving(server: BaseServer) -> Iterator[None]:
    """Let a server serve in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def world() -> World:
    """A world that nobody moves."""
    return World(NOW)


@pytest.fixture
def stranger(world: World) -> Iterator[Shop]:
    """The store, asked by somebody who has not signed in."""
    with opened(world) as shop:
        yield shop


@pytest.fixture
def shop(stranger: Shop) -> Shop:
    """The store, asked by staff."""
    stranger.sign_in()
    return stranger


@pytest.fixture
def moving() -> Iterator[Shop]:
    """A store of its own for a test that moves it."""
    with opened(World(NOW)) as shop:
        shop.sign_in()
        yield shop
