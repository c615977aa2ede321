"""A carrier as a source: asked for the parcels that are its own, one after the other."""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from agent_console.connectors.kit.carrier.budget import Budget
from agent_console.connectors.kit.carrier.telling import Reader, Told, name_of, record
from agent_console.connectors.kit.explaining import Decoder, Document
from agent_console.connectors.kit.http import WAIT, Answer
from agent_console.connectors.kit.one_by_one import OneByOne, StrangeAnswer
from agent_console.connectors.kit.reading import UnreadableError, decode
from agent_console.domain.identity import reference
from agent_console.ports.explaining import Trouble
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.source import Page, Unreadable, Untracked, Wanted, WantedParcel

STREAM = "parcels"
BAD_REQUEST, SERVER_ERROR = 400, 500
ANSWERS = frozenset(range(BAD_REQUEST, SERVER_ERROR)) - {401, 403, *WAIT}
"""Statuses that may concern one number alone; their body says why."""
OF_NUMBER = frozenset({"not_found", "refused"})
FAILURES = {kind.kind: kind for kind in (TryLater, SignInAgain, NotFound, Refused)}


class Api(Protocol):
    """What a carrier's connector says to its API; every failure is a RemoteFailure."""

    @property
    def name(self) -> str:
        """Return how people call the connection."""

    async def ask(self, one: WantedParcel) -> Answer | Trouble:
        """Ask for a parcel; statuses of ANSWERS come back as answers.

        A trouble says why it cannot even be asked for; its number has no spaces any more.
        """

    async def probe(self) -> str:
        """Sign in and say in a few words what answered."""

    async def close(self) -> None:
        """Let go of the connection."""


class CarrierSource:
    """Tracks parcels at their carrier (port Source)."""

    def __init__(
        self,
        api: Api,
        read: Reader,
        decoder: Decoder = decode,
        *,
        budget: Budget | None = None,
        announce: Callable[[Sequence[WantedParcel]], None] = lambda _: None,
    ) -> None:
        """Read answers of an API; `announce` tells it of all numbers that it will be asked for."""
        self._api = api
        self._read = read
        self._decoder = decoder
        self._budget = budget
        self._announce = announce

    def streams(self) -> Sequence[str]:
        """Name none: a carrier is asked for what stores tell of."""
        return ()

    async def close(self) -> None:
        """Close the connection."""
        await self._api.close()

    async def probe(self) -> str:
        """Sign in and say in a few words what answered; who let us in lately is believed."""
        if self._budget is not None and self._budget.is_known():
            return f"{self._api.name} answered lately"
        found = await self._api.probe()
        self._answered()
        return found

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:  # noqa: ARG002 - the port's
        """Yield nothing; there are no streams."""
        for page in tuple[Page, ...]():
            yield page

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield a page for each parcel, as far as the budget goes; the others stay due."""
        self._announce([replace(one, number=_spaceless(one.number)) for one in wanted.parcels])
        one_by_one = OneByOne(STREAM, self._page, self._api.probe)
        async for page in one_by_one.pages(self._affordable(wanted)):
            yield page
            if page.parcels or page.untracked:
                self._answered()

    def read(self, stream: str, raw: str) -> Page:
        """Read one parcel from quarantine again."""
        return _page(stream, list(self._read(Document(decode(raw)))))

    def _answered(self) -> None:
        if self._budget is not None:
            self._budget.answered()

    def _affordable(self, wanted: Wanted) -> Iterator[WantedParcel]:
        """Yield what may be asked for; raises TryLater where somebody waits for what may not."""
        for one in wanted.parcels:
            wait = None if self._budget is None else self._budget.take(is_urgent=wanted.is_urgent)
            if wait is None:
                yield one
                continue
            if wanted.is_urgent:
                name = self._api.name
                raise TryLater(f"{name} has been asked as often as it lets us; try later", wait)
            return

    async def _page(self, one: WantedParcel) -> Page:
        number = _spaceless(one.number)
        answer = await self._api.ask(replace(one, number=number))
        if isinstance(answer, Trouble):
            return Page(STREAM, untracked=(Untracked(one.number, answer.kind, answer.message),))
        told = self._told(answer)
        page = _page(STREAM, told)
        if any(_is_of(each, number) for each in told):
            return page
        troubles = [each.trouble for each in told if each.trouble is not None]
        return self._without(one, page, troubles)

    def _told(self, answer: Answer) -> Sequence[Told]:
        """Read an answer; raises RemoteFailure where it is nothing of the number's own."""
        document = document_of(answer, self._decoder)
        is_empty = answer.status < BAD_REQUEST and not document.content
        told = [] if is_empty else list(self._read(document))
        whole = _of_the_api([each.trouble for each in told if each.trouble is not None])
        if whole is not None or all(each.is_stranger for each in told):
            raise self._failure(answer, whole)
        return told

    def _failure(self, answer: Answer, trouble: Trouble | None) -> RemoteFailure:
        if trouble is not None:
            words = f"{self._api.name} answered with an error: {trouble.message}"
            return FAILURES[trouble.kind](words)
        refused = Refused(f"{self._api.name} sent an answer nobody can read")
        return StrangeAnswer(refused, answer.body.decode(errors="replace").replace("\0", ""))

    def _without(self, one: WantedParcel, page: Page, troubles: Sequence[Trouble]) -> Page:
        """Return a page that says what became of a number of which nothing was told."""
        if page.unreadable:
            return Page(
                STREAM, parcels=page.parcels, unreadable=page.unreadable, asked=(one.number,)
            )
        others = ", ".join(filter(None, (told.shipment.number for told in page.parcels)))
        why = troubles[0] if troubles else Trouble("refused", f"it is tracked as {others}")
        kind = "not_found" if why.kind == "not_found" else "refused"
        return Page(
            STREAM, parcels=page.parcels, untracked=(Untracked(one.number, kind, why.message),)
        )


async def knock(api: Api, number: str, read: Reader, decoder: Decoder = decode) -> None:
    """Ask for a number that may be nobody's, where there is no other question to sign in by.

    Raises:
        RemoteFailure: whoever answered is not the carrier, or lets nobody in.
    """
    answer = await api.ask(WantedParcel(number))
    if isinstance(answer, Trouble):
        raise Refused(f"{api.name}: {answer.message}")
    told = list(read(document_of(answer, decoder)))
    if all(one.is_stranger for one in told):
        raise Refused(f"{api.name} sent an answer nobody can read")
    trouble = _of_the_api([one.trouble for one in told if one.trouble is not None])
    if trouble is not None:
        raise FAILURES[trouble.kind](f"{api.name} answered with an error: {trouble.message}")


def _of_the_api(troubles: Sequence[Trouble]) -> Trouble | None:
    """Return the trouble that is nothing of a number's own."""
    return next((one for one in troubles if one.kind not in OF_NUMBER), None)


def _spaceless(number: str) -> str:
    return "".join(number.split())


def _is_of(told: Told, number: str) -> bool:
    shipment = told.shipment
    return shipment is not None and reference(shipment.number or "") == reference(number)


def _page(stream: str, told: Sequence[Told]) -> Page:
    """Return what was read, and aside what could not be, whole or in part."""
    shipments = (one.shipment for one in told if one.shipment is not None)
    parcels = tuple(record(one, name=name_of(one)) for one in shipments)
    return Page(stream, parcels=parcels, unreadable=tuple(map(_aside, filter(_is_lost, told))))


def _is_lost(told: Told) -> bool:
    return bool(told.left_out) and told.trouble is None


def _aside(told: Told) -> Unreadable:
    number = told.shipment.number if told.shipment is not None else None
    raw = json.dumps(told.raw, ensure_ascii=False)
    is_copy = told.shipment is not None
    return Unreadable(STREAM, number, "; ".join(told.left_out), raw, is_copy=is_copy)


def document_of(answer: Answer, decoder: Decoder) -> Document:
    """Return what an answer says, or why it says nothing."""
    try:
        return Document(decoder(answer.body), answer.status)
    except UnreadableError as error:
        return Document(None, answer.status, str(error))
