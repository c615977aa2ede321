"""Fills the settings by the program's own commands, and lets them do what is asked for."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from agent_console.ports.desktop import CommandAnswer
from agent_console.ui.screens.settings.unread import unread_of
from agent_console.ui.screens.settings.view import SettingsView
from agent_console.ui.screens.settings.viewmodel import (
    ConnectionRow,
    Kind,
    connections_of,
    kinds_of,
    missing,
    proposed_name,
)

WITHOUT_KEYRING = frozenset({"keyring_missing", "keyring_unmade"})
Then = Callable[[CommandAnswer], None]


class RunsCommands(Protocol):
    """Runs a command of the program and hands over what it printed."""

    def run(self, arguments: Sequence[str], then: Then, typed: str = "") -> None:
        """Run it; `typed` goes to its stdin."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command on the way to a connection."""

    arguments: tuple[str, ...]
    typed: str = ""


class SettingsPresenter(QObject):
    """Keeps the settings true; `connected` says that a connection was added or changed.

    `passphrase_wanted` says that a secret needs a store, and the store a passphrase.
    """

    connected = Signal()
    left = Signal()
    passphrase_wanted = Signal()

    def __init__(self, view: SettingsView, commands: RunsCommands) -> None:
        super().__init__(view)
        self.view = view
        self._commands = commands
        self._kinds: tuple[Kind, ...] = ()
        self._rows: tuple[ConnectionRow, ...] = ()
        self._steps: list[Step] = []
        self._wanted_group: str | None = None
        self._is_alone = False
        view.connections.adding.connect(self.add)
        view.connections.wanted.connect(self._on_deed)
        view.form.submitted.connect(self.submit)
        view.form.left.connect(self.leave_form)
        view.form.kind_chosen.connect(self._on_kind)
        view.unread.retry_wanted.connect(self._retry)

    def open(self) -> None:
        """Show how everything is now."""
        self._is_alone = False
        self.view.show_overview()
        self._look()

    def add(self, group: str, *, alone: bool = False) -> None:
        """Ask for a connection of a group; `alone` leaves the settings when it is done."""
        self._is_alone = self._is_alone or alone
        self._wanted_group = group
        if self._kinds:
            self._show_form()
        else:
            self._look()

    def leave_form(self) -> None:
        """Go back from the form: to the settings, or out of them."""
        self._steps.clear()
        self._wanted_group = None
        if self._is_alone:
            self.left.emit()
        else:
            self.open()

    def _look(self) -> None:
        self._commands.run(("connections", "kinds"), self._on_kinds)
        self._commands.run(("connections", "list"), self._on_connections)
        self._commands.run(("quarantine", "list"), self._on_unread)

    def _on_kinds(self, answer: CommandAnswer) -> None:
        self._kinds = kinds_of(answer.document)
        if self._wanted_group is not None:
            self._show_form()

    def _on_connections(self, answer: CommandAnswer) -> None:
        if (trouble := answer.trouble()) is not None:
            self.view.connections.say(trouble, is_trouble=True)
            return
        self._rows = connections_of(answer.document)
        self.view.connections.show_connections(self._rows)

    def _on_unread(self, answer: CommandAnswer) -> None:
        released = answer.document.get("released")
        said = f"{released} could be read at last." if isinstance(released, int) else ""
        self.view.unread.show_records(unread_of(answer.document), said)

    def _retry(self) -> None:
        self._commands.run(("quarantine", "retry"), self._on_unread)

    def _of_group(self) -> list[Kind]:
        return [one for one in self._kinds if one.group == self._wanted_group]

    def _show_form(self, kind: Kind | None = None) -> None:
        kinds = self._of_group()
        chosen = kind or next(iter(kinds), None)
        if chosen is None:
            self.view.connections.say("Nothing of that kind can be connected yet.")
            return
        values = {one.name: one.default for one in chosen.fields if one.default}
        name = proposed_name(chosen, [row.name for row in self._rows])
        self.view.show_form()
        self.view.form.ask(kinds, chosen, {"name": name, **values}, None)

    def _on_kind(self, kind: str) -> None:
        self._show_form(next(one for one in self._kinds if one.kind == kind))

    def _on_deed(self, deed: str, name: str) -> None:
        row = next(one for one in self._rows if one.name == name)
        switch = "false" if row.is_on else "true"
        deeds = {
            "test": (("connections", "test", name), self._on_tested),
            "edit": (("connections", "show", name), self._on_shown),
            "switch": (("connections", "change", name, f"enabled={switch}"), self._on_done),
            "remove": (("connections", "remove", name), self._on_done),
        }
        arguments, then = deeds[deed]
        self.view.connections.say(f"Testing {name} …" if deed == "test" else "")
        self._commands.run(arguments, then)

    def _on_done(self, answer: CommandAnswer) -> None:
        self.view.connections.say(answer.trouble() or "", is_trouble=True)
        self.connected.emit()
        self._look()

    def _on_tested(self, answer: CommandAnswer) -> None:
        words, is_trouble = _result(answer)
        self.view.connections.say(words, is_trouble=is_trouble)

    def _on_shown(self, answer: CommandAnswer) -> None:
        shown = answer.document.get("connection")
        if not isinstance(shown, dict):
            self.view.connections.say(answer.trouble() or "It cannot be shown.", is_trouble=True)
            return
        kind = next(one for one in self._kinds if one.kind == shown["kind"])
        self.view.show_form()
        self.view.form.ask((), kind, shown["values"], str(shown["name"]))

    def submit(self) -> None:
        """Try what is filled in, and keep it when it answers."""
        form = self.view.form
        if form.kind is None:
            return
        values = {"name": form.name(), **form.values()}
        empty = missing(form.kind.fields, values)
        if not values["name"] or empty is not None:
            label = empty.label if empty else "Name in this window"
            form.say(f"{label} is missing.", is_trouble=True)
            form.point_at(empty.name if empty else "name")
            return
        self._steps = self._way(form.kind)
        form.say("Testing …", is_busy=True)
        self._step()

    def _way(self, kind: Kind) -> list[Step]:
        form = self.view.form
        name, pairs = form.name(), [f"{key}={value}" for key, value in form.values().items()]
        of_kind = ("--kind", kind.kind)
        secrets = [
            Step(("secrets", "set", name, field, *of_kind), text)
            for field, text in form.secrets().items()
        ]
        if form.editing:
            test = Step(("connections", "test", name))
            return [Step(("connections", "change", name, *pairs)), *secrets, test]
        tried = Step(("connections", "try", kind.kind, *pairs), json.dumps(form.secrets()))
        return [tried, *secrets, Step(("connections", "add", name, kind.kind, *pairs))]

    def _step(self) -> None:
        if not self._steps:
            self._is_kept()
            return
        step = self._steps.pop(0)
        self._commands.run(step.arguments, self._on_step, step.typed)

    def _on_step(self, answer: CommandAnswer) -> None:
        if not self.view.is_asking():
            return
        words, is_trouble = _result(answer)
        if is_trouble:
            self._steps.clear()
            self.view.form.say(words, is_trouble=True)
            if answer.kind() in WITHOUT_KEYRING:
                self.passphrase_wanted.emit()
        else:
            self._step()

    def _is_kept(self) -> None:
        name, is_alone = self.view.form.name(), self._is_alone
        self.connected.emit()
        self._wanted_group = None
        self.view.connections.say(f"{name} is connected and being read.")
        if is_alone:
            self.left.emit()
        else:
            self.open()


def _result(answer: CommandAnswer) -> tuple[str, bool]:
    """Say how a try went: what answered, or why not and what helps."""
    if (trouble := answer.trouble()) is not None:
        return trouble, True
    rows = connections_of(answer.document)
    failing = [row for row in rows if row.trouble]
    if failing:
        return f"{failing[0].trouble}", True
    return ("It answers." if rows else "Done."), False
