"""An EasyPost account as labels need it: asked once for a deed, and again and again for a look."""

from urllib.parse import quote

from agent_console.connectors.carriers.easypost import mapper
from agent_console.connectors.carriers.easypost.labels.outcomes import Told
from agent_console.connectors.carriers.easypost.settings import Settings
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.http import WAIT, Answer, Call, Client, Limits
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater

PATH = "/v2/shipments"
LIMITS = Limits(per_second=5.0, deadline_s=60.0)
"""Carriers take their time to sell; who asks gives up before that."""
SUCCESS = range(200, 300)
ALL = frozenset(range(300, 600))
TELLING = frozenset(range(400, 500)) - {*WAIT}
"""Statuses that come with words of EasyPost's, and do not change by asking again."""
FAILURES = {kind.kind: kind for kind in (TryLater, SignInAgain, NotFound, Refused)}


class Account:
    """Speaks with EasyPost about shipments."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self.name = settings.name
        self._http = http
        self._headers = {"Authorization": settings.authorization()}

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

    async def do(self, path: str, body: object = None) -> Told:
        """Ask for a deed, once; raises RemoteFailure where no answer came."""
        call = Call("POST", path, body, self._headers, is_read=False, answers=ALL)
        return _told(await self._http.call(call))

    async def shipment(self, shipment: str) -> Node:
        """Look at a shipment; raises RemoteFailure."""
        call = Call("GET", place(shipment), headers=self._headers, answers=TELLING)
        told = _told(await self._http.call(call))
        node = self.opened(told)
        if node["id"].value != shipment:
            raise Refused(f"{self.name} answered with another shipment than was asked for")
        return node

    def opened(self, told: Told) -> Node:
        """Return what was told, once its errors are out of the way; raises RemoteFailure."""
        trouble = mapper.trouble(Document(told.node.value, told.status))
        if trouble is not None:
            failure = FAILURES[trouble.kind]
            raise failure(f"{self.name} answered with an error: {trouble.message}")
        if told.status not in SUCCESS or not isinstance(told.node.value, dict):
            raise Refused(f"{self.name} sent an answer nobody can read")
        return told.node

    def unanswered(self, failure: RemoteFailure) -> str:
        """Say that nobody knows what came of a deed."""
        return f"{failure.message}; it is looked for at {self.name}"


def place(shipment: str, deed: str = "") -> str:
    """Return the path of a shipment, and of what can be done with it."""
    return f"{PATH}/{quote(shipment, safe='')}{deed}"


def _told(answer: Answer) -> Told:
    try:
        content = decode(answer.body)
    except UnreadableError:
        content = None
    wait = answer.headers.get("retry-after", "")
    return Told(answer.status, Node(content), float(wait) if wait.isdecimal() else None)
