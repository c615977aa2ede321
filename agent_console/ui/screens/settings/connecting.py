"""A connection on its way: tried for real, its secrets kept, then written down."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from agent_console.ports.desktop import CommandAnswer
from agent_console.ui.screens.settings.form import NAME, ConnectionForm
from agent_console.ui.screens.settings.viewmodel import (
    Kind,
    already,
    connections_of,
    in_words_of_form,
    missing,
)

NAMES = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}")
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


class Connecting(QObject):
    """Takes what the form holds through all steps; it ends at the first that fails.

    `kept` is the connection's name; `passphrase_wanted` says that a secret needs a store, and the
    store a passphrase.
    """

    kept = Signal(str)
    passphrase_wanted = Signal()

    def __init__(self, form: ConnectionForm, commands: RunsCommands) -> None:
        super().__init__(form)
        self._form = form
        self._commands = commands
        self.names: Sequence[str] = ()
        self._steps: list[Step] = []
        self._turn = 0
        form.submitted.connect(self.submit)
        form.left.connect(self.give_up)

    def submit(self) -> None:
        """Try what is filled in, and keep it when it answers."""
        form = self._form
        if form.kind is None:
            return
        words, name = self._fault(form.kind)
        if words:
            form.say(words, is_trouble=True)
            form.point_at(name)
            return
        self._turn += 1
        self._steps = self._way(form.kind)
        form.say("Testing …", is_busy=True)
        self._step()

    def give_up(self) -> None:
        """Leave it at what is done; an answer that is still to come counts no more."""
        self._turn += 1
        self._steps.clear()

    def _fault(self, kind: Kind) -> tuple[str, str]:
        """Say what cannot be tried as it is, and in which field."""
        form = self._form
        name = form.name()
        empty = missing((NAME, *kind.fields), {"name": name, **form.values()})
        if empty is not None:
            return f"{empty.label} is missing.", empty.name
        if not NAMES.fullmatch(name):
            return "The name needs letters and digits, and may have . _ - in it.", NAME.name
        return ("" if form.editing else already(name, self.names)), NAME.name

    def _way(self, kind: Kind) -> list[Step]:
        form = self._form
        name, pairs = form.name(), [f"{key}={value}" for key, value in form.values().items()]
        new = () if form.editing else ("--kind", kind.kind)
        of = ("--of", name) if form.editing else ()
        tried = Step(("connections", "try", kind.kind, *pairs, *of), json.dumps(form.secrets()))
        secrets = [
            Step(("secrets", "set", name, field, *new), text)
            for field, text in form.secrets().items()
        ]
        if not form.editing:
            kept = [Step(("connections", "add", name, kind.kind, *pairs))]
        else:
            kept = [Step(("connections", "change", name, *pairs))] if pairs else []
        return [tried, *secrets, *kept]

    def _step(self) -> None:
        step = self._steps.pop(0)
        self._commands.run(step.arguments, partial(self._on_step, self._turn), step.typed)

    def _on_step(self, turn: int, answer: CommandAnswer) -> None:
        if turn != self._turn:
            return
        words, is_trouble = result(answer)
        if is_trouble:
            self._steps.clear()
            self._refuse(words)
            if answer.kind() in WITHOUT_KEYRING:
                self.passphrase_wanted.emit()
        elif self._steps:
            self._step()
        else:
            self.kept.emit(self._form.name())

    def _refuse(self, words: str) -> None:
        kind = self._form.kind
        said, meant = in_words_of_form(words, kind.fields if kind else ())
        self._form.say(said, is_trouble=True)
        if meant:
            self._form.point_at(meant)


def result(answer: CommandAnswer) -> tuple[str, bool]:
    """Say how a try went: what answered, or why not and what helps."""
    if (trouble := answer.trouble()) is not None:
        return trouble, True
    rows = connections_of(answer.document)
    failing = [row for row in rows if row.trouble]
    if failing:
        return failing[0].trouble, True
    return ("It answers." if rows else "Done."), False
