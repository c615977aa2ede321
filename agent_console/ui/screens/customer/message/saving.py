"""A kept file written where its person finds it; it is never opened."""

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from agent_console.queries.desk import Desk

NAMELESS = "attachment"
MOST_TRIES = 1000
OWN = 0o600


@dataclass(frozen=True, slots=True)
class File:
    """Which file to write: that of an event's message, by its place among them, and its name."""

    event_id: int
    number: int
    name: str | None


def save(file: File, folder: Path, desk: Desk) -> str:
    """Write a file into a folder, under a name that is free; return in words what came of it."""
    data = desk.files.data(file.event_id, file.number)
    if data is None:
        return "it is not kept here any more"
    return put_down(folder, Path(file.name or NAMELESS).name, data)


def put_down(folder: Path, name: str, data: bytes) -> str:
    """Write bytes into a folder, under a name that is free; return in words what came of it."""
    try:
        return f"saved as {_written(folder, name, data)}"
    except OSError as error:
        return f"not saved: {error.strerror}"


def _written(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    stem, ending = Path(name).stem, Path(name).suffix
    for number in count(1):
        path = folder / (name if number == 1 else f"{stem} ({number}){ending}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN)
        except FileExistsError:
            if number == MOST_TRIES:
                raise
            continue
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(data)
        return path
    raise AssertionError
