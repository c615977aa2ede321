"""GraphQL answers: what they hold, and which of the four failures their errors are."""

from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.ports.explaining import Trouble
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain

NOT_LET_IN = frozenset({"FORBIDDEN", "UNAUTHENTICATED", "UNAUTHORIZED"})


class AnsweredWithErrors(Refused):
    """The question was understood and answered with errors, perhaps for one record's sake."""


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
