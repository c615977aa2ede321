"""Backups and the doctor, as commands ask for them."""

from dataclasses import dataclass
from pathlib import Path

from agent_console.app import doctor
from agent_console.app.parts import Parts
from agent_console.cli.command import Check
from agent_console.machine.turns import unused
from agent_console.storage import backup


@dataclass(frozen=True, slots=True)
class StoreUpkeep:
    """What keeps the store whole (cli.command.Upkeep)."""

    parts: Parts

    def back_up(self, target: Path) -> int:
        """Write a backup of the store."""
        return backup.write(self.parts.store, self.parts.place, target)

    def restore(self, source: Path) -> Path | None:
        """Put a backup in place of the store."""
        with unused(self.parts.home):
            return backup.restore(
                self.parts.place, source, lambda folder: self.parts.key_search.find(folder).hex
            )

    def checks(self) -> list[Check]:
        """Look at everything that can be wrong."""
        return doctor.checks(self.parts)
