"""The program as a person at a terminal uses it, within this process."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent_console.app import entry

KEY = "ab" * 32


@dataclass
class Program:
    """Runs `agent-console` commands over one home folder."""

    home: Path
    output: pytest.CaptureFixture[str]

    def connect(self, base: str, name: str = "web-shop", **more: object) -> None:
        """Write a config.toml with one Vendure store."""
        self.add(
            {"name": name, "kind": "vendure", "base_url": base, "username": "superadmin"}, more
        )

    def track(self, base: str, name: str = "easypost", **more: object) -> None:
        """Write a connection that tracks parcels into config.toml."""
        self.add({"name": name, "kind": "easypost", "base_url": base}, more)

    def add(self, pairs: dict[str, object], more: dict[str, object]) -> None:
        """Write a connection into config.toml."""
        pairs |= more
        lines = [f"{key} = {json.dumps(value)}" for key, value in pairs.items()]
        before = (
            self.config() if (self.home / "config.toml").exists() else '[general]\\nregion = "AT"'
        )
        text = "\n".join([before.replace("\\n", "\n"), "", "[[connections]]", *lines, ""])
        (self.home / "config.toml").write_text(text, encoding="utf-8")

    def config(self) -> str:
        """Return what config.toml says."""
        return (self.home / "config.toml").read_text(encoding="utf-8")

    def run(self, *argv: str) -> tuple[int, str]:
        """Run a command and return its exit code and its stdout."""
        self.output.readouterr()
        code = entry.run(["--home", str(self.home), *argv])
        return code, self.output.readouterr().out

    def json(self, *argv: str, expect: int = 0) -> dict:
        """Run a command with --json, check its exit code, and return its document."""
        code, out = self.run(*argv, "--json")
        assert code == expect, out
        return json.loads(out)


@pytest.fixture
def program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Program:
    """The program over an empty home, with a key and the peer's password in the environment."""
    monkeypatch.setenv("AGENT_CONSOLE_STORE_KEY", KEY)
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD", "loopback-only")
    return Program(tmp_path, capsys)
