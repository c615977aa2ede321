"""Fills templates by asking a child for each message; nothing of a template runs here."""

import json
from collections.abc import Mapping, Sequence

from agent_console.machine.line_program import PATIENCE_S, LineProgram, SilentError
from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.plain import check
from agent_console.ports.acting.messages import CannotRenderError, Plain, Rendered

MOST_WISHED = 512 * 1024


class ConfinedRenderer:
    """The renderer of a book (ports.messages.Renderer); `command` starts app.rendering."""

    def __init__(
        self, command: Sequence[str], book: FolderBook, patience_s: float = PATIENCE_S
    ) -> None:
        self._book, self._program = book, LineProgram(command, patience_s)

    def warm_up(self) -> None:
        """Begin to start the child, without waiting."""
        self._program.warm_up()

    def close(self) -> None:
        """End the child."""
        self._program.close()

    def render(self, template: str, language: str, values: Mapping[str, Plain]) -> Rendered:
        """Return the message.

        Raises:
            CannotRenderError: it names everything that is in the way, not only the first.
        """
        page = self._book.page(template, language)
        given: dict[str, Plain] = {"shop": {"name": page.brand["shop"]}, **values}
        check(given)
        wish = json.dumps({**page.as_wish(), "values": {**given, "brand": page.brand}}).encode()
        if len(wish) > MOST_WISHED:
            raise CannotRenderError(f"{len(wish):,} bytes are too much for one message")
        try:
            told = json.loads(self._program.ask(wish))
            if "reasons" in told:
                raise CannotRenderError(*told["reasons"], missing=told.get("missing", ()))
            return Rendered(told["subject"], told["text"], told["html"])
        except SilentError as error:
            raise CannotRenderError(f"the template {template} {error}") from error
        except (KeyError, TypeError, ValueError) as error:
            self._program.close()
            raise CannotRenderError(f"the template {template} gave no message") from error
