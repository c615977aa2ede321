"""`agent-console worker`: the process that talks to the outside."""

import asyncio
import logging
import signal
from contextlib import suppress
from pathlib import Path

from agent_console.app.config import settings
from agent_console.app.errors import told
from agent_console.app.parts import environment
from agent_console.app.wiring import Wiring
from agent_console.machine.policies.returns import PolicyError
from agent_console.machine.turns import in_use
from agent_console.machine.window.line import NobodyListens, WindowLine
from agent_console.ports.desktop import SOCKET_VARIABLE
from agent_console.ports.line import Line
from agent_console.sync.watching import Lookout
from agent_console.sync.worker import Routine, Worker

log = logging.getLogger(__name__)
LOOK_S = 1.0
"""So often it is looked whether config.toml was changed."""


def run_worker(home: Path) -> int:
    """Work until told to stop, or until the window that started us has gone."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with told(as_json=False) as trouble, in_use(home):
        asyncio.run(_work(home))
    return trouble.exit_code


async def _work(home: Path) -> None:
    path = environment().get(SOCKET_VARIABLE)
    line = await WindowLine.connect(Path(path)) if path else NobodyListens()
    work = asyncio.create_task(_as_configured(home, line))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        return


async def _as_configured(home: Path, line: Line) -> None:
    """Run the connections of config.toml, and begin anew with others when it says otherwise."""
    is_changed = True
    while is_changed:
        wiring = Wiring(home, environment())
        try:
            is_changed = await _until_changed(wiring, _worker(wiring, line))
        finally:
            wiring.close()


async def _until_changed(wiring: Wiring, worker: Worker) -> bool:
    """Let a worker run; True when the settings are others, False when its window has gone."""
    running = asyncio.create_task(worker.run())
    changing = asyncio.create_task(_changed(wiring))
    try:
        done, _ = await asyncio.wait({running, changing}, return_when=asyncio.FIRST_COMPLETED)
        if running in done:
            running.result()
        return running not in done
    finally:
        for task in (running, changing):
            task.cancel()
        await asyncio.gather(running, changing, return_exceptions=True)


async def _changed(wiring: Wiring) -> None:
    """Wait until config.toml says something else; half-written it says nothing."""
    never, stamp = asyncio.Event(), _stamp(wiring.home)
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(never.wait(), LOOK_S)
        if (now := _stamp(wiring.home)) == stamp:
            continue
        stamp = now
        try:
            if Wiring(wiring.home, environment()).settings != wiring.settings:
                return
        except settings.ConfigError as error:
            log.warning("the settings as they were go on: %s", error)


def _stamp(home: Path) -> int:
    try:
        return (home / settings.FILE).stat().st_mtime_ns
    except OSError:
        return 0


def _worker(wiring: Wiring, line: Line) -> Worker:
    every = {one.name: one.poll_seconds for one in wiring.setup().configured()}
    routines = [
        Routine(connection, float(every[connection.name]))
        for connection in wiring.setup().switched_on()
    ]
    return Worker(
        wiring.bench(),
        routines,
        line,
        files=wiring.files(),
        outgoing=wiring.acting.outgoing(),
        lookout=_lookout(wiring),
        learning=wiring.learning(),
    )


def _lookout(wiring: Wiring) -> Lookout | None:
    try:
        return wiring.watching().lookout
    except PolicyError as error:
        log.warning("parcels are not watched: %s", error)
        return None
