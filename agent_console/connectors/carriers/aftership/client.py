"""What is said to AfterShip: a number is looked up, and made known to it where it is not."""

from dataclasses import replace
from urllib.parse import urlencode

from agent_console.connectors.carriers.aftership import mapper
from agent_console.connectors.carriers.aftership.settings import Settings
from agent_console.connectors.carriers.aftership.statuses import CODES, EXISTS, NO_SLUG
from agent_console.connectors.kit.carrier.source import ANSWERS
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.http import Answer, Call, Client, Limits, NeverSent
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.domain.identity import reference
from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.source import WantedParcel

VERSION = "2025-01"
PATH = f"/tracking/{VERSION}/trackings"
LIMITS = Limits(per_second=8.0)
"""AfterShip lets ten questions of an account pass in a second."""
BAD_REQUEST, MISSING = 400, frozenset({404, 410})


class AfterShip:
    """Speaks to AfterShip (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self.name = settings.name
        self._http = http
        self._headers = {"as-api-key": settings.api_key.reveal()}

    async def ask(self, one: WantedParcel) -> Answer:
        """Look for the trackings of a number; where the wanted one is not there it is made."""
        there = await self._there(one)
        if not _is_listed(there) or _has(there, one):
            return there
        made = await self._made(one, CODES.of(one))
        return there if _is_error(made) and _has(there, replace(one, carrier=None)) else made

    async def probe(self) -> str:
        """Ask for a tracking and say that the key was accepted."""
        answer = await self._ask({"limit": "1"})
        document = _document(answer)
        trouble = mapper.trouble(document)
        if trouble is not None and trouble.kind == SignInAgain.kind:
            raise SignInAgain(f"{self.name} answered with an error: {trouble.message}")
        if trouble is not None or not isinstance(document.content, dict):
            raise Refused(f"{self.name} sent an answer nobody can read")
        return "the API key is accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

    async def _there(self, one: WantedParcel) -> Answer:
        return await self._ask({"tracking_numbers": one.number})

    async def _ask(self, asked: dict[str, str]) -> Answer:
        answers = ANSWERS - MISSING  # a list is always there; without it the address is wrong
        path = f"{PATH}?{urlencode(asked)}"
        return await self._http.call(Call("GET", path, headers=self._headers, answers=answers))

    async def _made(self, one: WantedParcel, slug: str | None) -> Answer:
        """Make a tracking; where nobody knows whether that worked, look before anything else."""
        tracking = {"tracking_number": one.number, **({"slug": slug} if slug else {})}
        call = Call(
            "POST", PATH, json=tracking, headers=self._headers, is_read=False, answers=ANSWERS
        )
        try:
            answer = await self._http.call(call)
        except RemoteFailure as failure:
            return await self._after(one, failure)
        code = mapper.code_of(_document(answer).content)
        if code == NO_SLUG and slug is not None:
            return await self._made(one, None)
        if code == EXISTS or _is_unreadable(answer):
            found = await self._there(one)
            return found if _has(found, replace(one, carrier=None)) else answer
        return answer

    async def _after(self, one: WantedParcel, failure: RemoteFailure) -> Answer:
        """Return the tracking that may have been made although nobody said so; else raise."""
        if not _is_certain(failure) and _has(found := await self._there(one), one):
            return found
        raise failure


def _is_certain(failure: RemoteFailure) -> bool:
    """Say that nothing was made: nothing was sent, or it was heard and not taken."""
    is_told = isinstance(failure, TryLater) and failure.retry_after_s is not None
    return is_told or isinstance(failure, SignInAgain | NeverSent)


def _is_listed(answer: Answer) -> bool:
    """Say that an answer is a list of trackings, an empty one too, and no error."""
    return not _is_error(answer) and mapper.trackings(_node(answer)) is not None


def _has(answer: Answer, one: WantedParcel) -> bool:
    """Say whether the wanted parcel is in a list, as far as can be told."""
    found = [] if _is_error(answer) else mapper.trackings(_node(answer)) or []
    return any(_is_of(node, one) for node in found)


def _is_of(node: Node, one: WantedParcel) -> bool:
    number, slug = node["tracking_number"].value, node["slug"].value
    is_number = isinstance(number, str | int) and reference(str(number)) == reference(one.number)
    wanted = one.carrier if CODES.named(one.carrier) else None
    return is_number and is_same_carrier(wanted, slug if isinstance(slug, str) else None)


def _is_error(answer: Answer) -> bool:
    return mapper.trouble(_document(answer)) is not None


def _is_unreadable(answer: Answer) -> bool:
    return answer.status < BAD_REQUEST and not isinstance(_document(answer).content, dict)


def _node(answer: Answer) -> Node:
    return Node(_document(answer).content)


def _document(answer: Answer) -> Document:
    try:
        return Document(decode(answer.body), answer.status)
    except UnreadableError as error:
        return Document(None, answer.status, str(error))
