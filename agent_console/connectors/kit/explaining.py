"""Raw answers for `explain`: recorded exchanges are unwrapped, errors get the interface's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.ports.explaining import Exchange, Trouble


@dataclass(frozen=True, slots=True)
class Document:
    """One answer with the status it came with; `broken` says why there is no content."""

    content: object
    http_status: int = 200
    broken: str | None = None


WAIT, WRONG, BROKEN = {408, 425, 429}, 400, 500
"""HTTP statuses: ask again later, and where the client's and the server's errors begin."""


def documents(exchange: Exchange) -> Iterator[Document]:
    """Yield the answers in an exchange, or the one at its index."""
    try:
        whole = decode(exchange.text)
    except UnreadableError as error:
        yield Document(None, exchange.http_status, str(error))
        return
    found = whole if isinstance(whole, list) else [whole]
    if exchange.index is not None:
        found = found[exchange.index : exchange.index + 1]
        if not found:
            yield Document(None, exchange.http_status, f"there is no element {exchange.index}")
    for one in found:
        yield _unwrapped(one, exchange.http_status)


def trouble_of(document: Document) -> Trouble | None:
    """Return the error an answer is by its status or its unreadable text."""
    status = document.http_status
    if status in {401, 403}:
        return Trouble("sign_in_again", f"HTTP {status}")
    if status in {404, 410}:
        return Trouble("not_found", f"HTTP {status}")
    if status in WAIT or status >= BROKEN:
        return Trouble("try_later", f"HTTP {status}")
    if status >= WRONG:
        return Trouble("refused", f"HTTP {status}")
    return None if document.broken is None else Trouble("refused", document.broken)


def _unwrapped(one: object, http_status: int) -> Document:
    node = Node(one)
    if node["request"].is_missing() or node["response"].is_missing():
        return Document(one, http_status)
    response = node["response"]
    status = response["status"]
    code = status["code"].value if isinstance(status.value, dict) else status.value
    body = response["body"].value
    if isinstance(body, dict) and "string" in body:
        body = body["string"]
    said = code if isinstance(code, int) else http_status
    if not isinstance(body, str):
        return Document(body, said)
    try:
        return Document(decode(body), said)
    except UnreadableError as error:
        return Document(None, said, str(error))
