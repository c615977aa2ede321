"""All of a list at once, in bites, and on after a break where it was left."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify.api.lists import Listing, Lists, Stream
from agent_console.connectors.stores.shopify.bulk.files import Files
from agent_console.connectors.stores.shopify.bulk.operation import (
    FIRST_LOOK_S,
    LONGEST_LOOK_S,
    NoFileError,
    Operation,
    Told,
    begun,
)
from agent_console.connectors.stores.shopify.bulk.records import Counted, Json, Reader
from agent_console.ports.failures import NotFound, Refused, SignInAgain, TryLater

MARK = re.compile(r"bulk ([0-9]{1,12}) (\S+)")
BITE = {"orders": 40, "customers": 250}
"""Records kept at once, so that their parts are asked for in full questions."""
PARTS: Mapping[str, Mapping[str, str]] = {"orders": {"LineItem": "lineItems"}, "customers": {}}
"""By list: what kinds of parts its records have in the file, and under which name."""
NOTHING = Listing(())


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the reading of a file stands: which operation wrote it, records kept so far."""

    operation: str
    done: int = 0

    def cursor(self) -> str:
        """Return it as it is saved for a list."""
        return f"bulk {self.done} {self.operation}"


def mark_of(cursor: str | None) -> Mark | None:
    """Return where the reading of a file stood, None where a list was walked through."""
    told = MARK.fullmatch(cursor or "")
    return Mark(told[2], int(told[1])) if told else None


@dataclass(frozen=True, slots=True)
class Bite:
    """Some records of a file, and where to go on after them.

    What changes after the store `began` its file may be missing in it: it is true as of then.
    """

    listing: Listing
    cursor: str
    began: datetime


@dataclass(frozen=True, slots=True)
class Backfill:
    """Reads a list of one store out of a file that the store writes."""

    lists: Lists
    files: Files

    async def bites(self, stream: Stream, mark: Mark | None) -> AsyncIterator[Bite]:
        """Yield all of a list, or what is left of it after a mark; the last one says so.

        While the store still writes, bites of nothing come, so that nobody takes us for dead.

        Raises:
            NoFileError: the store writes no file, or none that can be read.
            RemoteFailure: something was in the way that will be gone later.
        """
        api, asked_at = self.lists.api, self.files.clock.now()
        operation = Operation(api, mark.operation) if mark else await begun(api, stream.name)
        mark = mark or Mark(operation.external_id)
        pause = FIRST_LOOK_S
        async for told in operation.looks():
            if told.is_over:
                break
            yield Bite(NOTHING, mark.cursor(), told.began)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_LOOK_S)
        began = min(told.began, asked_at)  # a fast clock must not hide what follows
        async for kept, listing in self._read(stream, told, mark):
            yield Bite(listing, kept.cursor(), began)
        yield Bite(NOTHING, began.isoformat(), began)

    async def _read(
        self, stream: Stream, told: Told, mark: Mark
    ) -> AsyncIterator[tuple[Mark, Listing]]:
        """Yield the records after a mark, and the mark after them."""
        at, some = mark.done, list[Node]()
        async with aclosing(self._records(stream, told, mark)) as found:
            async for one in found:
                at += 1
                some.append(Node(one))
                if len(some) == BITE[stream.name]:
                    yield replace(mark, done=at), await self.lists.whole(stream, some)
                    some = []
        if some:
            yield replace(mark, done=at), await self.lists.whole(stream, some)
        if at < told.records:
            raise NoFileError("the file that the store wrote ends too early")

    async def _records(self, stream: Stream, told: Told, mark: Mark) -> AsyncGenerator[Json]:
        """Yield what is in a file after a mark; one that brings us no further is given up.

        Who keeps the file may not wait as long as we keep a bite: where it breaks off it is opened
        again, as often as each time brings us further.
        """
        at = mark.done
        while told.url is not None:
            began = at
            try:
                lines = Counted(self.files.lines(told.url))
                async for one in self._after(at, stream, lines):
                    at += 1
                    yield one
            except TryLater as error:
                failure = _given_up(error, is_worth_it=at >= mark.done + BITE[stream.name])
            else:
                _check(lines, told)
                return
            if at == began:
                raise failure

    async def _after(self, count: int, stream: Stream, lines: Counted) -> AsyncGenerator[Json]:
        """Yield what is in a file after so many records, as far as it comes at once."""
        try:
            async for one in Reader(self.files.name, PARTS[stream.name]).records(lines.all()):
                count -= 1
                if count < 0:
                    yield one
        except (NotFound, SignInAgain, Refused) as error:
            raise NoFileError(error.message) from error


def _check(lines: Counted, told: Told) -> None:
    """Refuse a file that is not what the store wrote: records would lack parts, and none say so."""
    if lines.count != told.count:
        is_short = lines.count < told.count
        why = "ends too early" if is_short else "holds more than the store says"
        raise NoFileError(f"the file that the store wrote {why}")


def _given_up(error: TryLater, *, is_worth_it: bool) -> Exception:
    """Return why a file is left: for later where a bite of it was kept, else for ever."""
    return error if is_worth_it else NoFileError(error.message)
