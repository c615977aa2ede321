"""Records out of the lines of a file: each is followed by its parts, which name it."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass

from agent_console.connectors.kit.graphql import AnsweredWithErrors
from agent_console.connectors.kit.reading import Node, UnreadableError, decode

PARENT = "__parentId"
Json = dict[str, object]


@dataclass(slots=True)
class Counted:
    """The lines of a file, and how many came so far; empty ones are none."""

    lines: AsyncIterator[bytes]
    count: int = 0

    async def all(self) -> AsyncGenerator[bytes]:
        """Yield them as they come in."""
        async for line in self.lines:
            if line.strip():
                self.count += 1
                yield line


@dataclass(frozen=True, slots=True)
class Reader:
    """Puts together what the lines of a file of one store hold."""

    name: str
    parts: Mapping[str, str]
    """By the kind in the id of a part: the list of its record that it belongs in."""

    async def records(self, lines: AsyncIterator[bytes]) -> AsyncGenerator[Json]:
        """Yield whole records, in the shape that a page of a list gives them.

        Raises:
            AnsweredWithErrors: a line is no record, or a part does not stand with its record.
        """
        record: Json | None = None
        async for line in lines:
            told = self._read(line)
            if PARENT in told:
                self._add(record, told)
                continue
            if record is not None:
                yield record
            record = told | {one: {"nodes": list[object]()} for one in self.parts.values()}
        if record is not None:
            yield record

    def _read(self, line: bytes) -> Json:
        try:
            told = Node(decode(line))
            told["id"].text()
        except UnreadableError as error:
            raise AnsweredWithErrors(f"{self.name}: no record in its file: {error}") from error
        return told.value if isinstance(told.value, dict) else {}

    def _add(self, record: Json | None, part: Json) -> None:
        parent = part.pop(PARENT)
        kind = str(part["id"]).removeprefix("gid://shopify/").partition("/")[0]
        is_its = record is not None and record["id"] == parent
        told = Node(record)[self.parts.get(kind, "")]["nodes"].value if is_its else None
        if not isinstance(told, list):
            raise AnsweredWithErrors(f"{self.name}: a part in its file has no record: {kind}")
        told.append(part)
