"""Raw answers for `explain`: recorded exchanges are unwrapped, errors get the interface's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.kit.xml_tree import is_xml
from agent_console.domain.contact import Contact, Party
from agent_console.domain.identity import IdentityKind
from agent_console.domain.moment import Moment
from agent_console.domain.observation import Channel, Direction, EntryKind
from agent_console.ports.explaining import Exchange, Trouble
from agent_console.ports.source import PersonRecord


@dataclass(frozen=True, slots=True)
class Document:
    """One answer with the status it came with; `broken` says why there is no content."""

    content: object
    http_status: int = 200
    broken: str | None = None


WAIT, WRONG, BROKEN = {408, 425, 429}, 400, 500
"""HTTP statuses: ask again later, and where the client's and the server's errors begin."""


Listed = Callable[[object], list[object] | None]
"""Returns the elements of what an API wraps a list in, or None where it is no list."""
Decoder = Callable[[str | bytes], object]
"""Returns what a text says; UnreadableError where it says nothing."""


def documents(exchange: Exchange, listed: Listed, decoder: Decoder = decode) -> Iterator[Document]:
    """Yield the answers in an exchange, or the one at its index.

    `decoder` reads them, also those inside a recording. A list is its elements; a single recorded
    exchange with a batch in it is the batch's results; a single answer is the elements of the list
    it wraps, where one of them is asked for.
    """
    try:
        whole = decoder(_told(exchange))
    except UnreadableError as error:
        yield Document(None, exchange.http_status, str(error))
        return
    groups = _groups(whole, exchange.http_status, decoder)
    if exchange.index is not None:
        if len(groups) == 1 and not isinstance(whole, list):
            groups = _elements(groups[0], listed)
        groups = groups[exchange.index :][:1] if exchange.index >= 0 else []
        if not groups:
            yield Document(None, exchange.http_status, f"there is no element {exchange.index}")
    yield from chain.from_iterable(groups)


def kept_in_store(text: str, time: Moment, sender: Party | None = None) -> Contact:
    """Return what a store keeps that is neither a purchase nor a parcel, as words within it."""
    return Contact(
        channel=Channel.STORE,
        direction=Direction.INTERNAL,
        sender=sender,
        time=time,
        text=text,
        plain=text,
    )


def account(person: PersonRecord, time: Moment) -> Contact:
    """Return a customer who comes alone: who it is, and by what they are known."""
    known = [one for one in person.identities if one.kind is not IdentityKind.STORE_CUSTOMER]
    mail = next((one.raw for one in known if one.kind is IdentityKind.EMAIL), None)
    who = ", ".join(filter(None, (person.name, *dict.fromkeys(one.raw for one in known))))
    notes = [one.text for one in person.observations if one.kind is EntryKind.NOTE and one.text]
    kind = "guest" if person.is_guest else "customer account"
    text = " · ".join((f"{kind.capitalize()} {person.external_id}: {who or 'no name'}", *notes))
    return kept_in_store(text, time, Party(person.name or None, mail))


def _told(exchange: Exchange) -> str | bytes:
    """Return the answer to be read; XML says by its bytes which letters they are."""
    return exchange.raw if exchange.raw and is_xml(exchange.text) else exchange.text


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


def _groups(whole: object, http_status: int, decoder: Decoder) -> list[list[Document]]:
    if isinstance(whole, list):
        return [_unwrapped(one, http_status, decoder) for one in whole]
    return [[one] for one in _unwrapped(whole, http_status, decoder)]


def _elements(answers: list[Document], listed: Listed) -> list[list[Document]]:
    first = answers[0]
    found = listed(first.content) if len(answers) == 1 and trouble_of(first) is None else None
    if found is None:
        return [answers]
    return [[Document(one, first.http_status)] for one in found]


def _unwrapped(one: object, http_status: int, decoder: Decoder) -> list[Document]:
    node = Node(one)
    if node["request"].is_missing() or node["response"].is_missing():
        return [Document(one, http_status)]
    response = node["response"]
    status = response["status"]
    code = status["code"].value if isinstance(status.value, dict) else status.value
    body = response["body"].value
    if isinstance(body, dict) and "string" in body:
        body = body["string"]
    said = code if isinstance(code, int) else http_status
    try:
        content = decoder(body) if isinstance(body, str) else body
    except UnreadableError as error:
        return [Document(None, said, str(error))]
    return [Document(part, said) for part in (content if isinstance(content, list) else [content])]
