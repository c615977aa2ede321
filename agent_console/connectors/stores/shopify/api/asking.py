"""Asking a store: its token, its throttle, and answers with holes where it hides something."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from agent_console.connectors.kit.graphql import AnsweredWithErrors
from agent_console.connectors.kit.http import LONGEST_PAUSE_S, Answer, Call, Client
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.stores.shopify.api import marking
from agent_console.connectors.stores.shopify.api.questions import question
from agent_console.connectors.stores.shopify.api.throttle import Bucket
from agent_console.ports.explaining import Trouble
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.secrets import Secret

HEADER = "X-Shopify-Access-Token"
VERSION_HEADER = "x-shopify-api-version"
TRIES = 4
"""How often a question is asked that the store's bucket has no room for."""
EXPLAINED = frozenset({400})
"""HTTP statuses whose body says what was wrong, as a cursor that is not known any more."""
THROTTLED, DENIED = "THROTTLED", "ACCESS_DENIED"
UNWELL = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"})
FIELD = re.compile(r"denied for (\w+) field")
PRODUCT = "product"
"""What nobody misses where the permissions of a store hide it: it leads to how-to links only."""
CUSTOMER = "customer"
SWITCHES = (
    *(CUSTOMER, "retailLocation", "shippingAddress", "returns", "author", "location"),
    PRODUCT,
)
"""What questions can leave out where the permissions of a store hide it, by its field."""
SINGLE = frozenset({"node", "customer", "bulkOperation"})
"""What is asked for alone: that there is none is an answer."""


class NotAllowed(SignInAgain):
    """The token is good, and lacks a permission for all of what was asked."""


@dataclass(slots=True)
class Api:
    """One store's API. What it once refused to show is not asked for again."""

    http: Client
    path: str
    token: Secret
    bucket: Bucket
    version: str | None = None
    """Which version of its API answered, where it told."""
    hidden: set[str] = field(default_factory=set)
    how_to: dict[str, str | None] = field(default_factory=dict)
    """By the id of a product: where the store explains it."""

    def missed(self) -> list[str]:
        """Return what is hidden in every record, and missed there."""
        return sorted(self.hidden - {PRODUCT})

    async def ask(
        self, name: str, variables: Mapping[str, object], *, is_urgent: bool = False
    ) -> Node:
        """Return the data of an answer, in which each record says what was hidden of it.

        Raises:
            RemoteFailure: one of the four.
        """
        text = question(name)
        while True:
            asked = {**variables, **self._switches(text)}
            document = await self._answered(text, asked, is_urgent=is_urgent)
            errors = [*_errors(document)]
            if not errors or self._is_told_in_part(document, errors):
                mark(document, variables)
                return self._told(document["data"])

    def _is_told_in_part(self, document: Node, errors: list[Node]) -> bool:
        """Say whether there is an answer all the same.

        Where not, the question is to be asked again without what it was refused for.
        """
        if not all(map(_is_denied, errors)):
            raise _failure(self.http.name, errors)
        data = document["data"]
        is_there = _is_there(data)
        if any(_field(one) == PRODUCT for one in errors):
            self.hidden.add(PRODUCT)
        if is_there:
            errors = [one for one in errors if marking.takes_record(data.value, one["path"].value)]
        denied = {one for one in map(_field, errors) if one in SWITCHES} - self.hidden
        if not denied and not is_there:
            raise NotAllowed(_denied(self.http.name, errors[0]))
        self.hidden |= denied
        return not denied

    def _switches(self, text: str) -> dict[str, bool]:
        return {one: one not in self.hidden for one in SWITCHES if f"${one}:" in text}

    def _told(self, data: Node) -> Node:
        if not _is_there(data):
            raise Refused(f"{self.http.name} answered with nothing")
        return data

    async def _answered(self, text: str, variables: object, *, is_urgent: bool) -> Node:
        """Return an answer that the throttle let through."""
        pause = 0.0
        with self.bucket.claim(is_urgent=is_urgent):
            for _ in range(TRIES):
                async with self.bucket.turn(is_urgent=is_urgent):
                    document = await self._posted(text, variables)
                    self.bucket.hear(document)
                if not any(_is_throttled(one) for one in _errors(document)):
                    return document
                pause = self.bucket.refused_s()
                if pause > LONGEST_PAUSE_S:
                    break
                await asyncio.sleep(pause)
        raise TryLater(f"{self.http.name} asks to wait (throttled)", pause)

    async def _posted(self, text: str, variables: object) -> Node:
        headers = {HEADER: self.token.reveal()}
        body = {"query": text, "variables": variables}
        is_read = not text.startswith("mutation")
        call = Call("POST", self.path, body, headers, is_read, answers=EXPLAINED)
        answer = await self.http.call(call)
        self.version = answer.headers.get(VERSION_HEADER) or self.version
        return self._opened(answer)

    def _opened(self, answer: Answer) -> Node:
        name = self.http.name
        try:
            document = Node(decode(answer.body))
            if document["data"].is_missing() and document["errors"].is_missing():
                raise Refused(f"{name} sent an answer without data")
        except UnreadableError as error:
            raise Refused(f"{name} sent an answer nobody can read: {error}") from error
        return document


@contextmanager
def understood(name: str) -> Iterator[None]:
    """Have what cannot be read in an answer of a connection be a failure of that answer."""
    try:
        yield
    except UnreadableError as error:
        raise AnsweredWithErrors(f"{name} sent an answer nobody can read: {error}") from error


def troubles(document: Node) -> list[Trouble]:
    """Return the errors of an answer in the interface's words, but for what is hidden in it."""
    errors = [*_errors(document)]
    is_there = _is_there(document["data"])
    meant = [one for one in errors if not (is_there and _is_denied(one))]
    failures = [_failure("the store", [one]) for one in meant]
    return [Trouble(failure.kind, failure.message) for failure in failures]


def mark(document: Node, asked: Mapping[str, object] | None = None) -> None:
    """Note in each record of an answer what the store hid of it.

    A record that is hidden as a whole is no record that is not there: in its place comes one that
    says so, with its id where it was `asked` for by it.
    """
    for one in _errors(document):
        if _is_denied(one) and _field(one) != PRODUCT:
            marking.mark(document["data"].value, one["path"].value, asked or {})


def _errors(document: Node) -> Iterator[Node]:
    """Yield the errors of an answer; some come as a bare text."""
    errors = document["errors"]
    if isinstance(errors.value, list):
        yield from errors.items()
    elif not errors.is_missing():
        yield Node({"message": errors.value})


def _is_throttled(error: Node) -> bool:
    said = error["extensions"]["code"].value, error["message"].value
    return said[0] == THROTTLED or said[1] == "Throttled"


def _is_denied(error: Node) -> bool:
    return error["extensions"]["code"].value == DENIED


def _is_there(data: Node) -> bool:
    """Say whether an answer holds anything; a single record that is not there is an answer."""
    if not isinstance(data.value, dict):
        return False
    roots = {name: one for name, one in data.value.items() if name != "currentAppInstallation"}
    return any(one is not None or name in SINGLE for name, one in roots.items())


def _field(error: Node) -> str:
    """Return the name of the field an error is about, empty where it does not tell."""
    path = error["path"].value
    names = [one for one in path if isinstance(one, str)] if isinstance(path, list) else []
    told = FIELD.search(str(error["message"].value))
    return names[-1] if names else (told[1] if told else "")


def _denied(name: str, error: Node) -> str:
    wanted = _field(error) or "that"
    return f"{name} lacks a permission for {wanted}: {error['message'].value}"


def _failure(name: str, errors: list[Node]) -> RemoteFailure:
    """Return what the first error that is no hidden field means."""
    first = next((one for one in errors if not _is_denied(one)), errors[0])
    code, message = first["extensions"]["code"].value, first["message"].value
    if _is_denied(first):
        return NotAllowed(_denied(name, first))
    if _is_throttled(first):
        return TryLater(f"{name} asks to wait (throttled)")
    if isinstance(code, str) and code in UNWELL:
        return TryLater(f"{name} is in trouble itself: {message}")
    return AnsweredWithErrors(f"{name} answered with an error: {message}")
