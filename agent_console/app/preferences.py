"""What a person chose for the look of the window, kept in the home folder."""

import json
from pathlib import Path

from agent_console.ui.theme.preferences import TEXT_PERCENTS
from agent_console.ui.theme.tokens import Appearance

FILE = "window.json"


class KeptPreferences:
    """Choices in HOME/window.json (ui.theme.Preferences); an unreadable file is the default."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._kept = self._read()

    @property
    def appearance(self) -> Appearance:
        """Return light, dark, or as the system."""
        kept = self._kept.get("appearance")
        return next((one for one in Appearance if one.value == kept), Appearance.SYSTEM)

    @appearance.setter
    def appearance(self, chosen: Appearance) -> None:
        self._keep("appearance", chosen.value)

    @property
    def text_percent(self) -> int:
        """Return the size of the text in percent."""
        kept = self._kept.get("text_percent")
        return kept if isinstance(kept, int) and kept in TEXT_PERCENTS else 100

    @text_percent.setter
    def text_percent(self, chosen: int) -> None:
        self._keep("text_percent", chosen)

    def _read(self) -> dict[str, object]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _keep(self, name: str, value: object) -> None:
        self._kept[name] = value
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(self._kept), encoding="utf-8")
        fresh.replace(self._path)
