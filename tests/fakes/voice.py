"""A voice that only remembers what it was to say."""

from dataclasses import dataclass, field


@dataclass
class RememberedVoice:
    """Reads nothing aloud (port Voice)."""

    can: bool = True
    said: list[tuple[str, str]] = field(default_factory=list)
    speaks: bool = False

    def speak(self, text: str, language: str) -> bool:
        self.said.append((text, language))
        self.speaks = self.can
        return self.can

    def is_speaking(self) -> bool:
        return self.speaks

    def hush(self) -> None:
        self.speaks = False
