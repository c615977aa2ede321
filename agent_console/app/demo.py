"""`agent-console demo`: a made-up world, read by the normal connectors into a throw-away home."""

import asyncio
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_console.app.config import settings
from agent_console.app.config.keeping import ConfigFile
from agent_console.app.parts import environment, known_fields
from agent_console.app.wiring import Wiring
from agent_console.cli.documents.timeline import document
from agent_console.machine.children import serving
from agent_console.machine.secrecy.secret_places import variable
from agent_console.machine.secrecy.store_key import VARIABLE
from agent_console.ports.reading import TimelineWish
from agent_console.queries.timeline import timeline
from agent_console.queries.who import find_one
from agent_console.sync.pull import EVERYTHING_NOW
from agent_console.sync.turn import turn

POLL_SECONDS = 15
LEISURE_SECONDS = 600
"""Nobody reads on while the pictures are taken, and what they show is no older for that."""
WHOLE_STORY = 500
WIDE = (1920, 1080)
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class World:
    """A running demo: its home folder, and by which e-mail each story is found."""

    home: Path
    stories: Mapping[str, str]
    names: Mapping[str, str]


def run_demo(headless: Path | None, *, as_json: bool = False) -> int:
    """Show the demo in a window or, without a display, leave it as pictures and timelines."""
    has_display = any(os.environ.get(name) for name in DISPLAYS) or sys.platform != "linux"
    is_shown = headless is None and has_display
    with _world(POLL_SECONDS if is_shown else LEISURE_SECONDS) as world:
        if is_shown:
            from agent_console.app.window import show_window
            from agent_console.ui.screens.first_run.stories import stories

            return show_window(world.home, stories(world.stories, world.names))
        folder = headless or Path(tempfile.mkdtemp(prefix="agent-console-demo-"))
        return _leave(world, folder, as_json=as_json)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A connection to be made: its name and kind, its plain fields, its secrets."""

    name: str
    kind: str
    values: Mapping[str, str]
    secrets: Mapping[str, str]


@contextmanager
def _world(poll_seconds: int) -> Iterator[World]:
    with (
        tempfile.TemporaryDirectory(prefix="agent-console-home-") as home,
        serving("agent_console.sandbox", ()) as told,
    ):
        os.environ[VARIABLE] = secrets.token_hex(32)
        _connect(Path(home), _connections(told), poll_seconds)
        addresses, names = (
            one if isinstance(one, dict) else {} for one in (told["stories"], told["names"])
        )
        yield World(Path(home), addresses, names)


def _connect(home: Path, wanted: Iterable[Wanted], poll_seconds: int) -> None:
    """Write the connections as a person would; the secrets stay in this process."""
    config = ConfigFile(home / settings.FILE, known_fields())
    for one in wanted:
        if one.kind in config.kinds:
            config.add(one.name, one.kind, one.values)
            config.change(one.name, {"poll_seconds": poll_seconds})
            secrets_of = {variable(one.name, field): text for field, text in one.secrets.items()}
            os.environ.update(secrets_of)


def _connections(told: Mapping[str, Any]) -> tuple[Wanted, ...]:
    """Return how the doors of the made-up world are connected."""
    parcels, mail = told["easypost"], told["mail"]
    plain = {key: str(value) for key, value in mail.items() if key != "password"}
    unguarded = {"imap_security": "none", "smtp_security": "none"}
    return (
        Wanted(
            "web-shop",
            "vendure",
            {"base_url": told["base"], "username": told["username"]},
            {"password": told["password"]},
        ),
        Wanted(
            "parcels", "easypost", {"base_url": parcels["base"]}, {"api_key": parcels["api_key"]}
        ),
        Wanted("mail", "email", {**plain, **unguarded}, {"password": mail["password"]}),
    )


def _leave(world: World, folder: Path, *, as_json: bool) -> int:
    wiring = Wiring(world.home, environment())
    outcomes = asyncio.run(turn(wiring.bench(), wiring.setup().switched_on(), EVERYTHING_NOW))
    for failure in (one.failure for one in outcomes if one.failure is not None):
        raise failure
    wiring.watching().lookout.turn()
    _leave_timelines(wiring, world, folder / "timelines")
    result = _leave_pictures(wiring, world, folder / "screens")
    left = {
        "stored": sum(one.stored for one in outcomes),
        "screens": str(folder / "screens"),
        "timelines": str(folder / "timelines"),
        "stories": sorted(world.stories),
    }
    sys.stdout.write(json.dumps({"demo": left}, indent=2) if as_json else _in_words(left))
    sys.stdout.write("\n")
    return result


def _in_words(left: Mapping[str, object]) -> str:
    return (
        f"{left['stored']} records of the demo world were read.\n"
        f"Pictures of the window: {left['screens']}\nTimelines: {left['timelines']}"
    )


def _leave_timelines(wiring: Wiring, world: World, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    desk = wiring.desk()
    for story, address in world.stories.items():
        found = find_one(desk, address)
        page = timeline(desk, found, TimelineWish(WHOLE_STORY))
        text = json.dumps(document(desk, found, page), ensure_ascii=False, indent=2)
        (folder / f"{story}.json").write_text(text + "\n", encoding="utf-8")


def _leave_pictures(wiring: Wiring, world: World, folder: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from agent_console.app.window import Rooms
    from agent_console.ui.screens.first_run.stories import stories
    from agent_console.ui.shell.picture import Shot, take
    from agent_console.ui.shell.start import WindowParts
    from agent_console.ui.theme.tokens import Appearance

    folder.mkdir(parents=True, exist_ok=True)
    desk = wiring.desk()
    people = {story: find_one(desk, address) for story, address in world.stories.items()}
    shots = [
        shot
        for look in (Appearance.LIGHT, Appearance.DARK)
        for shot in (
            Shot(folder / f"start-{look.value}.png", appearance=look),
            Shot(folder / f"radar-{look.value}.png", appearance=look, commands=("radar",)),
            Shot(folder / f"search-{look.value}.png", appearance=look, text="brandt"),
            *(
                Shot(folder / f"{story}-{look.value}.png", appearance=look, customers=(profile,))
                for story, profile in people.items()
            ),
            Shot(folder / f"wide-{look.value}.png", WIDE, look, tuple(people.values())[:3]),
        )
    ]
    told = stories(world.stories, world.names)
    rooms = Rooms(world.home)
    parts = WindowParts(
        open_desk=rooms.desk,
        clock=wiring.clock,
        stories=told,
        open_correspondence=rooms.correspondence,
        open_paperwork=rooms.paperwork,
    )
    try:
        return take(parts, shots)
    finally:
        rooms.close()
