"""The program after it has read a store of a few orders."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from agent_console.app.wiring import Wiring
from agent_console.sync.pull import EVERYTHING_NOW
from agent_console.sync.turn import turn
from tests.fakes.program import KEY, Program
from tests.fakes.shop import PASSWORD, Shop, serving, shop, story  # noqa: F401 - a fixture

ENVIRONMENT = {"AGENT_CONSOLE_STORE_KEY": KEY, "AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD": PASSWORD}


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """No keyring of the person who runs the tests is ever asked."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def read_shop() -> Iterator[Shop]:
    """A store that no test changes."""
    with serving(story()) as open_shop:
        yield open_shop


@pytest.fixture(scope="session")
def read_home(read_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the store has been read; only to be copied."""
    home = tmp_path_factory.mktemp("read")
    Program(home, None).connect(read_shop.base)
    wiring = Wiring(home, ENVIRONMENT)
    outcomes = asyncio.run(turn(wiring.bench(), wiring.setup().switched_on(), EVERYTHING_NOW))
    assert [one.failure for one in outcomes] == [None]
    wiring.store.close()
    return home


@pytest.fixture
def synced(program: Program, read_home: Path) -> Program:
    """The program over a copy of that home."""
    shutil.copytree(read_home, program.home, dirs_exist_ok=True)
    return program
