"""`agent-console worker`: the process that talks to the outside."""

import asyncio
import logging
import signal
from pathlib import Path

from agent_console.app.errors import told
from agent_console.app.parts import environment
from agent_console.app.wiring import Wiring
from agent_console.machine.turns import in_use
from agent_console.machine.window_line import NobodyListens, WindowLine
from agent_console.ports.desktop import SOCKET_VARIABLE
from agent_console.sync.worker import Routine, Worker


def run_worker(home: Path) -> int:
    """Work until told to stop, or until the window that started us has gone."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with told(as_json=False) as trouble, in_use(home):
        asyncio.run(_work(Wiring(home, environment())))
    return trouble.exit_code


async def _work(wiring: Wiring) -> None:
    every = {one.name: one.poll_seconds for one in wiring.setup().configured()}
    routines = [
        Routine(connection, float(every[connection.name]))
        for connection in wiring.setup().switched_on()
    ]
    bench = wiring.bench()
    path = wiring.environment.get(SOCKET_VARIABLE)
    line = await WindowLine.connect(Path(path)) if path else NobodyListens()
    work = asyncio.create_task(Worker(bench, routines, line).run())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        return
