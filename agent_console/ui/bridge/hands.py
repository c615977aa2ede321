"""Who carries out what is written, noted and printed, each on a thread of their own."""

from dataclasses import dataclass

from agent_console.ui.bridge.printing import Printing
from agent_console.ui.bridge.reader import Clerk, Writer


@dataclass(frozen=True, slots=True)
class Hands:
    """The threads that change something; none of them waits for another."""

    writer: Writer
    clerk: Clerk
    printing: Printing

    def open(self) -> None:
        """Begin to write and to note over a store that is open."""
        if not self.writer.was_opened():
            self.writer.open()
            self.clerk.open()

    def finish(self) -> None:
        """Do what was asked for, then end."""
        for one in (self.writer, self.clerk, self.printing):
            one.finish()
