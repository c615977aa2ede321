"""The pace at which the world goes on while somebody looks."""

import threading
from datetime import UTC, datetime

from agent_console.sandbox.world import World


class Pace:
    """Lets the next planned thing happen every so many seconds; 0 is never."""

    def __init__(self, world: World, seconds: float) -> None:
        self._world = world
        self._seconds = seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="pace", daemon=True)

    def start(self) -> None:
        """Begin, unless the world is to stand still."""
        if self._seconds > 0:
            self._thread.start()

    def stop(self) -> None:
        """Let the world stand still."""
        self._over.set()

    def _go_on(self) -> None:
        while not self._over.wait(self._seconds):
            self._world.step(datetime.now(UTC))
