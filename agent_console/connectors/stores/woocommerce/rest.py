"""WooCommerce's REST API: asked with a key, answered as lists, failing in words that help."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from agent_console.connectors.kit.http import Answer, Call, Client, InTrouble, TooLarge
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.stores.woocommerce.parts.notes import plain
from agent_console.connectors.stores.woocommerce.settings import API, Settings
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater

AT_A_TIME = 100
"""More in a page is refused with HTTP 400."""
MOVED, BAD, SHUT, MISSING = frozenset({301, 302, 303, 307, 308}), 400, frozenset({401, 403}), 404
ANSWERS = MOVED | SHUT | {BAD, MISSING}
BYTE_MARK = b"\xef\xbb\xbf"
TOTAL = "x-wp-total"
NO_ROUTE = "rest_no_route"
Params = Mapping[str, str | int]


class NoRecord(NotFound):
    """The API is there, and has no record of that id."""


class Misunderstood(Refused):
    """The API knows no such question, as an older version does not."""


class Garbled(Refused):
    """The answer is no data; it may be a single record that makes it so."""


class NotPermitted(SignInAgain):
    """The store knows who asks, and does not let them see that."""


BROKE = (TooLarge, InTrouble, Garbled)
"""How a store answers that broke over what it was asked for."""
SPOILT = (TooLarge, TryLater, Garbled)
"""By what a single record may keep a whole page from being told; some stores hang up over it."""
Spoiler = TooLarge | TryLater | Garbled


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list, and how long the whole list is; 0 where it is not told."""

    nodes: Sequence[Node]
    total: int = 0

    def is_last(self, seen: int) -> bool:
        """Say whether nothing follows once so many were seen, this page among them."""
        if self.total:
            return not self.nodes or seen >= self.total
        return len(self.nodes) < AT_A_TIME


class Rest:
    """Asks one store, only ever reading."""

    def __init__(self, settings: Settings, http: Client, *, is_urgent: bool = False) -> None:
        self._settings = settings
        self._http = http
        self._is_urgent = is_urgent

    def urgent(self) -> "Rest":
        """Return what asks the same store while somebody waits."""
        return Rest(self._settings, self._http, is_urgent=True)

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

    async def page(self, path: str, params: Params) -> Listing:
        """Return a page of a list; raises RemoteFailure."""
        answer = await self._get(path, params)
        found = self._content(answer)
        if not isinstance(found, list):
            said = _said(Node(found)) or "no list, where one was asked for"
            raise Refused(f"{self._settings.name} answers: {said}")
        told = answer.headers.get(TOTAL, "")
        return Listing([Node(one) for one in found], int(told) if told.isdecimal() else 0)

    async def one(self, path: str) -> Node:
        """Return a single record; raises RemoteFailure."""
        return Node(self._content(await self._get(path, {})))

    async def whole(self, path: str, params: Params) -> list[Node]:
        """Return a whole list, page after page; raises RemoteFailure."""
        nodes, number = list[Node](), 1
        while True:
            asked = {**params, "per_page": AT_A_TIME, "page": number}
            listing = await self.page(path, asked)
            nodes += listing.nodes
            if listing.is_last(len(nodes)):
                return nodes
            number += 1

    async def _get(self, path: str, params: Params) -> Answer:
        keys = f"{self._settings.consumer_key.reveal()}:{self._settings.consumer_secret.reveal()}"
        call = Call(
            "GET",
            f"{API}/{path}?{urlencode(params)}",
            headers={"Authorization": f"Basic {b64encode(keys.encode()).decode()}"},
            answers=ANSWERS,
            is_urgent=self._is_urgent,
        )
        answer = await self._http.call(call)
        if answer.status in ANSWERS:
            raise self._failure(answer)
        return answer

    def _content(self, answer: Answer) -> object:
        try:
            return decode(answer.body.removeprefix(BYTE_MARK))
        except UnreadableError as error:
            raise Garbled(
                f"{self._settings.name} sent a web page, or a warning of PHP, in place of data; is "
                "it being maintained, or does a plugin stand before its API?"
            ) from error

    def _failure(self, answer: Answer) -> RemoteFailure:
        """Say what an answer means that is none, and what to do about it."""
        name, status = self._settings.name, answer.status
        if status in MOVED:
            return Refused(_moved(name, answer.headers.get("location", "")))
        try:
            document = Node(decode(answer.body.removeprefix(BYTE_MARK)))
        except UnreadableError:
            document = Node(None)
        code, said = str(document["code"].value or ""), _said(document)
        told = f" ({said}, HTTP {status})" if said else f" (HTTP {status})"
        if status in SHUT:
            return self._shut(answer, code, told)
        if status == MISSING and code and code != NO_ROUTE:
            return NoRecord(f"{name} has no such record{told}")
        if status == MISSING:
            return NotFound(
                f"{name} has no WooCommerce API there{told}; is the address right, are the "
                "permalinks of WordPress set to anything but Plain, and is WooCommerce active?"
            )
        return Misunderstood(f"{name} does not understand the question{told}")

    def _shut(self, answer: Answer, code: str, told: str) -> RemoteFailure:
        name = self._settings.name
        is_known = answer.status != min(SHUT)
        if is_known and code:
            return NotPermitted(
                f"{name} does not show that to this key{told}; make a key of somebody who may read "
                "it, under WooCommerce, Settings, Advanced, REST API"
            )
        if is_known:
            return Refused(
                f"{name} is shut off by a firewall or a security plugin{told}; have this computer "
                "let through to its API"
            )
        if self._settings.base_url.startswith("http://"):
            return SignInAgain(
                f"{name} does not accept the keys{told}; over plain http WooCommerce accepts none: "
                "write the address with https"
            )
        return SignInAgain(
            f"{name} does not accept the keys{told}; make a key that may read, under WooCommerce, "
            "Settings, Advanced, REST API; if this is one, the web server keeps the header "
            "Authorization to itself, and must pass it on"
        )


def _said(document: Node) -> str:
    """Return in a few words what WordPress says of an error."""
    return plain(str(document["message"].value or ""))[:200].rstrip(".")


def _moved(name: str, location: str) -> str:
    host = urlsplit(location).netloc
    to = f"lives at {host}" if host else "leads on to another address"
    return f"{name} {to}; write the address as the browser shows it"
