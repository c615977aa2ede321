"""The ledger of who wants mail from us and who none; lines are added, and never changed."""

from collections.abc import Sequence
from typing import Protocol

from agent_console.domain.acting.mailing import Consent


class Consents(Protocol):
    """Keeps what was said of addresses; the newest counts, from the moment it is written."""

    def say(self, consent: Consent) -> None:
        """Add a line: from now on nothing leaves against it."""

    def history(self, address: str) -> Sequence[Consent]:
        """Return everything that was said of an address, oldest first."""
