"""Empty stores without the way there: copies of one that the program made step by step."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from agent_console.storage import opening
from agent_console.storage.key_note import remember_key
from agent_console.storage.opening import Place

_make = opening._make
_folder = tempfile.TemporaryDirectory(prefix="stores-")


@cache
def _original(key: str) -> Path:
    """Have an empty store made with a key, the first time it is asked for in this process."""
    place = Place(Path(_folder.name) / f"{len(list(Path(_folder.name).iterdir()))}")
    place.home.mkdir()
    _make(place, key, "")
    return place.file()


def _copy(place: Place, key: str, key_from: str) -> None:
    unfinished = place.file().with_suffix(f".copied-{os.getpid()}")
    shutil.copy(_original(key), unfinished)
    remember_key(place.home, key, key_from)
    unfinished.replace(place.file())


@pytest.fixture(scope="session", autouse=True)
def stores_copied() -> Iterator[None]:
    """Let a store that is made within this process be a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_make", _copy)
        yield


@pytest.fixture
def stores_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a store be made step by step, for tests of how it is made and of its room."""
    monkeypatch.setattr(opening, "_make", _make)
