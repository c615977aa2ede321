"""Having a store write all of a list into a file, and asking how far it is."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify.api.asking import Api, NotAllowed, understood
from agent_console.connectors.stores.shopify.api.questions import whole_list
from agent_console.ports.failures import NotFound, Refused

FIRST_LOOK_S, LONGEST_LOOK_S = 1.0, 10.0
"""How long to wait between two looks at an operation; each is twice as long as the one before."""
STUCK = 90
"""After so many looks at which it had come no further, an operation is not waited for."""
DONE = "COMPLETED"
UNDER_WAY = frozenset({"CREATED", "RUNNING"})


class NoFileError(Exception):
    """There is no file of the list, or none to go on with; says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a store tells of an operation: when it began, how far it is, where its file lies.

    `count` are records with all their parts, `records` without them.
    """

    began: datetime
    count: int
    records: int
    is_over: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation at a store, by the id that the store gave it."""

    api: Api
    external_id: str

    async def told(self) -> Told:
        """Ask how far it is.

        Raises:
            NoFileError: it came to another end, or the store knows nothing of it.
            RemoteFailure: the store could not be asked.
        """
        with _as_no_file(self.api):
            data = await self.api.ask("bulk_operation", {"id": self.external_id})
            return _told(data["bulkOperation"])

    async def looks(self) -> AsyncIterator[Told]:
        """Yield how far it is, again and again, until it is over; raises as `told` does."""
        most, times = -1, 0
        while times < STUCK:
            told = await self.told()
            yield told
            if told.is_over:
                return
            times = 0 if told.count > most else times + 1
            most = max(most, told.count)
        raise NoFileError("the store comes no further with the file of all its records")


async def begun(api: Api, name: str) -> Operation:
    """Have the store write a list into a file.

    Raises:
        NoFileError: it does not; another one may be under way.
        RemoteFailure: the store could not be asked.
    """
    with _as_no_file(api):
        data = await api.ask("bulk_run", {"query": whole_list(name, api.hidden)})
        told = data["bulkOperationRunQuery"]
        errors = [one["message"].text_or_none() or "" for one in told["userErrors"].items()]
        external_id = told["bulkOperation"]["id"].text_or_none()
    if errors or external_id is None:
        raise NoFileError(" ".join(errors) or "the store began no file of all its records")
    return Operation(api, external_id)


@contextmanager
def _as_no_file(api: Api) -> Iterator[None]:
    """Have an answer that is of no use be no file; what will be gone later stays a failure."""
    try:
        with understood(api.http.name):
            yield
    except (NotAllowed, NotFound, Refused) as error:
        raise NoFileError(error.message) from error


def _told(node: Node) -> Told:
    if node.is_missing():
        raise NoFileError("the store knows nothing of the file it was to write")
    status = node["status"].text()
    if status != DONE and status not in UNDER_WAY:
        why = ", ".join(filter(None, (status, node["errorCode"].text_or_none())))
        raise NoFileError(f"the store wrote no whole file: {why}")
    count, url = node["objectCount"].whole(), node["url"].text_or_none()
    if status == DONE and count and url is None:
        raise NoFileError("the store does not say where its file is")
    began = node["createdAt"].instant_or_none()
    if began is None:
        raise NoFileError("the store does not say when it began its file")
    return Told(began, count, node["rootObjectCount"].whole(), status == DONE, url)
