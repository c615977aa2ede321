"""GraphQL answers: what they hold, and which of the four failures their errors are."""

from collections.abc import Awaitable, Callable, Mapping

from agent_console.connectors.kit.http import Call, Client
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.ports.explaining import Trouble
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain

NOT_LET_IN = frozenset({"FORBIDDEN", "UNAUTHENTICATED", "UNAUTHORIZED"})


class AnsweredWithErrors(Refused):
    """The question was understood and answered with errors, perhaps for one record's sake."""


Headers = Mapping[str, str]


class GraphQl:
    """Asks one GraphQL endpoint, signed in; an expired session signs in once more.

    `sign_in` is handed the endpoint to post to without a session, and returns the headers of one.
    """

    def __init__(
        self, http: Client, path: str, sign_in: Callable[["GraphQl"], Awaitable[Headers]]
    ) -> None:
        self._http = http
        self._path = path
        self._sign_in = sign_in
        self._session: Headers | None = None

    async def ask(self, text: str, variables: Mapping[str, object]) -> Node:
        """Return the data of the answer; raises RemoteFailure."""
        if self._session is None:
            await self.start_session()
        try:
            return (await self.post(text, variables))[0]["data"]
        except SignInAgain:
            await self.start_session()
            return (await self.post(text, variables))[0]["data"]

    async def start_session(self) -> None:
        """Sign in; raises SignInAgain when the secret is not accepted."""
        self._session = None
        self._session = await self._sign_in(self)

    async def post(self, text: str, variables: Mapping[str, object]) -> tuple[Node, Headers]:
        """Return the answer as it is, and its headers."""
        body = {"query": text, "variables": variables}
        answer = await self._http.call(
            Call("POST", self._path, json=body, headers=self._session or {})
        )
        return opened(self._http.name, answer.body), answer.headers

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()


def opened(name: str, body: bytes) -> Node:
    """Return the answer of a connection once its errors are out of the way.

    Raises:
        RemoteFailure: nobody can read it, or it holds errors.
    """
    try:
        document = Node(decode(body))
        errors = list(document["errors"].items())
    except UnreadableError as error:
        raise Refused(f"{name} sent an answer nobody can read: {error}") from error
    if errors:
        raise _failure(name, errors[0])
    return document


def troubles(document: Node) -> list[Trouble]:
    """Return the errors of an answer in the interface's words."""
    failures = [_failure("the store", error) for error in document["errors"].items()]
    return [Trouble(failure.kind, failure.message) for failure in failures]


def _failure(name: str, error: Node) -> RemoteFailure:
    code, message = error["extensions"]["code"].value, error["message"].value
    if isinstance(code, str) and code in NOT_LET_IN:
        return SignInAgain(f"{name} does not let us in: {message}")
    return AnsweredWithErrors(f"{name} answered with an error: {message}")
