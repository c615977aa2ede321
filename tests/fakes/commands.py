"""The program's own commands, answered from memory, for the screens that run them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from agent_console.ports.desktop import CommandAnswer

KINDS = {
    "kinds": [
        {
            "kind": "vendure",
            "label": "Vendure",
            "group": "store",
            "fields": [
                {"name": "base_url", "default": None},
                {"name": "username", "default": None},
            ],
            "secrets": ["password"],
        },
        {
            "kind": "easypost",
            "label": "EasyPost",
            "group": "carrier",
            "fields": [{"name": "base_url", "default": "https://carrier.example"}],
            "secrets": ["api_key"],
        },
        {
            "kind": "email",
            "label": "E-mail",
            "group": "channel",
            "fields": [
                {"name": "imap_host", "default": None},
                {"name": "imap_security", "default": "tls"},
                {"name": "first_days", "default": "365"},
            ],
            "secrets": ["password", "oauth_token"],
        },
    ]
}


@dataclass
class MemoryCommands:
    """Answers at once (ui.bridge.Commands); `failing` are answers by the first two words."""

    connections: list[dict] = field(default_factory=list)
    unread: list[dict] = field(default_factory=list)
    failing: dict[str, CommandAnswer] = field(default_factory=dict)
    asked: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def run(
        self, arguments: Sequence[str], then: Callable[[CommandAnswer], None], typed: str = ""
    ) -> None:
        """Answer a command."""
        self.asked.append((tuple(arguments), typed))
        words = " ".join(arguments[:2])
        then(self.failing.get(words) or CommandAnswer(0, self._told(words, arguments)))

    def deeds(self) -> list[str]:
        """Return what was done, the looks around apart."""
        looks = {"connections kinds", "connections list", "quarantine list"}
        words = [" ".join(arguments) for arguments, _ in self.asked]
        return [one for one in words if " ".join(one.split()[:2]) not in looks]

    def _told(self, words: str, arguments: Sequence[str]) -> dict:
        if words == "connections kinds":
            return KINDS
        if words == "connections add":
            self.connections.append(connection(arguments[2], arguments[3]))
        if words == "connections show":
            values = {"base_url": "https://old.example", "username": "u"}
            return {"connection": {"name": arguments[2], "kind": "vendure", "values": values}}
        if words.startswith("quarantine"):
            return {"records": self.unread}
        if words.startswith("secrets"):
            return {"kept_in": "the keyring"}
        return {"connections": self.connections}


def connection(name: str, kind: str = "vendure", status: str = "ok", message: str = "read") -> dict:
    """Return a connection as the command line tells it."""
    return {
        "name": name,
        "kind": kind,
        "enabled": status != "disabled",
        "last_sync": None,
        "fresh_until": None,
        "status": status,
        "message": message,
    }


def failed(status: str, message: str) -> CommandAnswer:
    """Return the answer of a connection that was tried in vain."""
    return CommandAnswer(6, {"connections": [connection("vendure", "vendure", status, message)]})
