"""Takes a parcel, or gives it back, in the name of whoever sits at the desk."""

from dataclasses import dataclass

from agent_console.domain.profile import Statement
from agent_console.domain.watching.radar import ParcelKey
from agent_console.ports.clock import Clock
from agent_console.ports.tracking.watching import Charge, RadarBook


@dataclass(frozen=True, slots=True)
class Crew:
    """Takes parcels at one desk (port RadarCrew)."""

    book: RadarBook
    clock: Clock
    actor: str

    def take(self, key: ParcelKey) -> Charge:
        """Take a parcel.

        Raises:
            TakenError, NotWaitingError: nothing was written.
        """
        return self.book.claim(key, Statement(self.actor, self.clock.now(), ""))

    def give_back(self, key: ParcelKey) -> Charge:
        """Give a parcel back.

        Raises:
            TakenError: a colleague has it; nothing was written.
        """
        return self.book.release(key, Statement(self.actor, self.clock.now(), ""))
