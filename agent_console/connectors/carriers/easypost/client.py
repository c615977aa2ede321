"""EasyPost's trackers as pages: looked up by id or number, and made once where there is none."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from agent_console.connectors.carriers.easypost import mapper, statuses
from agent_console.connectors.carriers.easypost.settings import Settings
from agent_console.connectors.carriers.easypost.trackers import STREAM, Found, ended_before, read
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.http import WAIT, Answer, Call, Client, Limits
from agent_console.connectors.kit.one_by_one import OneByOne, StrangeAnswer
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.domain.identity import reference
from agent_console.ports.explaining import Trouble
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.source import (
    Page,
    ParcelRecord,
    Untracked,
    Wanted,
    WantedParcel,
)

PATH = "/v2/trackers"
LIMITS = Limits(per_second=5.0)
"""EasyPost lets five questions to its lists pass in a second."""
AT_A_TIME, MOST_PAGES = 100, 20
CONFLICT, FORBIDDEN, MISSING = 409, 403, frozenset({404, 410})
WORDS = frozenset({400, 404, 410, 422})
"""Statuses with which EasyPost says what is wrong with the number or the id."""
BAD_REQUEST = 400
ANSWERS = frozenset(range(BAD_REQUEST, 500)) - {401, *WAIT}
"""Statuses that may concern one number alone, whatever comes with them."""
FAILURES = {kind.kind: kind for kind in (TryLater, SignInAgain, NotFound, Refused)}


class NotThisNumber(Refused):
    """EasyPost understood, and says no to this number or id alone; `trouble` says why."""

    def __init__(self, name: str, trouble: Trouble) -> None:
        super().__init__(f"{name} answered with an error: {trouble.message}")
        self.trouble = trouble


class EasyPostSource:
    """Tracks parcels through one EasyPost account (port Source)."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self._name = settings.name
        self._http = http
        self._headers = {"Authorization": settings.authorization()}

    def streams(self) -> Sequence[str]:
        """Name none: EasyPost is asked for what stores tell of."""
        return ()

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

    async def probe(self) -> str:
        """Ask for a tracker and say that the key was accepted."""
        try:
            await self._list({"page_size": "1"})
        except StrangeAnswer as strange:
            raise strange.failure from strange
        return "the API key is accepted"

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:  # noqa: ARG002 - the port's
        """Yield nothing; there are no streams."""
        for page in tuple[Page, ...]():
            yield page

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield a page for each parcel, those known here first."""
        known_first = sorted(wanted.parcels, key=lambda parcel: parcel.external_id is None)
        async for page in OneByOne(STREAM, self._page, self.probe).pages(known_first):
            yield page

    def read(self, stream: str, raw: str) -> Page:
        """Read one tracker from quarantine again."""
        found = read([Node(decode(raw))])
        return Page(stream, parcels=found.records, unreadable=found.unreadable)

    async def _page(self, one: WantedParcel) -> Page:
        number = _code(one)
        try:
            found = await self._known(one) or await self._found(one)
        except NotThisNumber as no:
            kind = "not_found" if no.trouble.kind == "not_found" else "refused"
            return Page(STREAM, untracked=(Untracked(one.number, kind, no.trouble.message),))
        records, told = found.records, [_number(record) for record in found.records]
        others = Untracked(one.number, "refused", f"it is tracked as {', '.join(told)}")
        is_other = bool(told) and reference(number) not in told and not found.has_lost()
        return Page(
            STREAM,
            parcels=records,
            unreadable=found.unreadable,
            untracked=(others,) if is_other else (),
            asked=(one.number,) if found.has_lost() else (),
        )

    async def _known(self, one: WantedParcel) -> Found | None:
        if one.external_id is None:
            return None
        path = f"{PATH}/{quote(one.external_id, safe='')}"
        try:
            found = read([await self._ask(Call("GET", path, answers=ANSWERS))])
        except (NotThisNumber, NotFound, StrangeAnswer):
            return None  # it was taken away at EasyPost, or is of another account
        return None if any(ended_before(one, record) for record in found.records) else found

    async def _found(self, one: WantedParcel) -> Found:
        """Return all trackers of the number, of whatever carrier; the wanted one is among them."""
        there = read(await self._of_number(_code(one)))
        if there.has(one):
            return there
        try:
            return there.with_more(await self._made(one))
        except NotThisNumber:
            if there.records:
                return there
            raise

    async def _made(self, one: WantedParcel) -> Found:
        """Make a tracker; where nobody knows whether that worked, look before anything else."""
        tracker = {"tracking_code": _code(one)}
        if carrier := statuses.carrier(one.carrier):
            tracker["carrier"] = carrier
        call = Call("POST", PATH, json={"tracker": tracker}, is_read=False, answers=ANSWERS)
        try:
            return read([await self._ask(call)])
        except (NotThisNumber, SignInAgain):
            raise
        except RemoteFailure as failure:
            if isinstance(failure, TryLater) and failure.retry_after_s is not None:
                raise
            found = read(await self._of_number(_code(one)))
            if found.has(one):
                return found
            raise

    async def _of_number(self, number: str) -> list[Node]:
        found, seen = list[Node](), set[str]()
        asked = {"tracking_code": number, "page_size": str(AT_A_TIME)}
        for _ in range(MOST_PAGES):
            listing, nodes = await self._list(asked)
            found += [node for node in nodes if _may_be(node, number)]
            last = str(nodes[-1]["id"].value) if nodes else ""
            if listing["has_more"].value not in (True, "true") or not last or last in seen:
                return found
            seen.add(last)
            asked["before_id"] = last
        raise Refused(f"{self._name} has no end of trackers for one number")

    async def _list(self, asked: dict[str, str]) -> tuple[Node, list[Node]]:
        answers = ANSWERS - MISSING  # a list is always there; without it the address is wrong
        listing = await self._ask(Call("GET", f"{PATH}?{urlencode(asked)}", answers=answers))
        try:
            return listing, list(listing["trackers"].required_items())
        except UnreadableError as error:
            refused = Refused(f"{self._name} sent a list nobody can read: {error}")
            raise StrangeAnswer(refused, json.dumps(listing.value, ensure_ascii=False)) from error

    async def _ask(self, call: Call) -> Node:
        return self._opened(await self._http.call(replace(call, headers=self._headers)))

    def _opened(self, answer: Answer) -> Node:
        """Return the answer once its errors are out of the way; raises RemoteFailure."""
        document = _document(answer)
        node = Node(document.content)
        trouble = mapper.trouble(document)
        if trouble is None and isinstance(node.value, dict):
            return node
        if trouble is None:
            raise StrangeAnswer(
                Refused(f"{self._name} sent an answer nobody can read"), _raw(answer)
            )
        if answer.status == CONFLICT:
            raise TryLater(f"{self._name} is at it already: {trouble.message}")
        is_told = answer.status in WORDS or answer.status < BAD_REQUEST
        is_of_number = trouble.kind in {"refused", "not_found"}
        if is_told and is_of_number and not node["error"].is_missing():
            raise NotThisNumber(self._name, trouble)
        failure = FAILURES[trouble.kind](f"{self._name} answered with an error: {trouble.message}")
        if is_of_number or answer.status == FORBIDDEN:
            raise StrangeAnswer(failure, _raw(answer))
        raise failure


def _raw(answer: Answer) -> str:
    return answer.body.decode(errors="replace").replace("\0", "")


def _document(answer: Answer) -> Document:
    try:
        return Document(decode(answer.body), answer.status)
    except UnreadableError as error:
        return Document(None, answer.status, str(error))


def _code(one: WantedParcel) -> str:
    """Return a number as carriers write it: people put spaces in for reading."""
    return "".join(one.number.split())


def _number(record: ParcelRecord) -> str:
    return reference(record.shipment.number or "")


def _may_be(node: Node, number: str) -> bool:
    """Say whether a tracker of a list is of the number; a list may hold more than asked for."""
    said = node["tracking_code"].value
    return not isinstance(said, str | int) or reference(str(said)) == reference(number)
