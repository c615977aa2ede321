"""Tokens that carriers lend to an application: fetched once, shared, fetched anew in time."""

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from agent_console.connectors.kit.carrier.budget import Budget, Pace, Quota
from agent_console.connectors.kit.http import Answer, Call, Client
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.ports.clock import Clock
from agent_console.ports.failures import Refused, SignInAgain
from agent_console.ports.secrets import Secret

Shared = TypeVar("Shared")
EARLY = timedelta(seconds=60)
"""So long before its end a token is not used any more."""
SHORTEST = timedelta(seconds=30)
UNTOLD_S = 600
"""A token of which nobody says how long it holds is believed for ten minutes."""
SAYS_NO = frozenset({400, 401, 403})


@dataclass(frozen=True, slots=True)
class Token:
    """What opens the API, and until when."""

    secret: Secret
    until: datetime


@dataclass(frozen=True, slots=True)
class Application:
    """Who asks for a token: the id and the secret a carrier gave to an application."""

    client_id: Secret
    client_secret: Secret

    def basic(self) -> str:
        """Return the header that says who asks."""
        pair = f"{self.client_id.reveal()}:{self.client_secret.reveal()}"
        return f"Basic {b64encode(pair.encode()).decode()}"

    def form(self) -> Mapping[str, str]:
        """Return the fields that say who asks, where no header does."""
        return {
            "grant_type": "client_credentials",
            "client_id": self.client_id.reveal(),
            "client_secret": self.client_secret.reveal(),
        }


@dataclass(slots=True)
class Wallet:
    """What all connections of this process share, by the application they ask for.

    Tokens, and how much may still be asked: two connections of one application have one account.
    """

    held: dict[object, Token] = field(default_factory=dict)
    paces: dict[object, Pace] = field(default_factory=dict)
    budgets: dict[object, Budget] = field(default_factory=dict)
    others: dict[tuple[object, type], object] = field(default_factory=dict)

    def pace(self, owner: object, per_second: float) -> Pace:
        """Return the pace of an application."""
        return self.paces.setdefault(owner, Pace(per_second))

    def budget(self, owner: object, quota: Quota, clock: Clock) -> Budget:
        """Return the budget of an application."""
        return self.budgets.setdefault(owner, Budget(quota, clock))

    def share(self, owner: object, kind: type[Shared]) -> Shared:
        """Return what a connector keeps of a kind of its own, for all that ask for one owner."""
        found = self.others.setdefault((owner, kind), kind())
        return found if isinstance(found, kind) else kind()


@dataclass(slots=True)
class Tokens:
    """The token of one application; `lend` is the call that asks for one."""

    name: str
    lend: Call
    owner: object
    wallet: Wallet
    clock: Clock
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def call(self, http: Client, call: Call) -> Answer:
        """Send a call with a token; one that is not accepted any more is changed for a new one.

        Raises:
            RemoteFailure: SignInAgain where a fresh token is not accepted either.
        """
        token = await self._token(http)
        try:
            return await http.call(_signed(call, token))
        except SignInAgain:
            if self.wallet.held.get(self.owner) is token:
                del self.wallet.held[self.owner]
            return await http.call(_signed(call, await self._token(http)))

    async def sign_in(self, http: Client) -> None:
        """Fetch a token, unless there is one."""
        await self._token(http)

    async def _token(self, http: Client) -> Token:
        async with self._lock:
            held = self.wallet.held.get(self.owner)
            if held is None or held.until <= self.clock.now():
                held = self._read(await http.call(self.lend))
                self.wallet.held[self.owner] = held
            return held

    def _read(self, answer: Answer) -> Token:
        if answer.status in SAYS_NO:
            raise SignInAgain(f"{self.name} does not accept the client id and secret")
        try:
            node = Node(decode(answer.body))
            secret = Secret(node["access_token"].text())
            lasts = node["expires_in"]
            seconds = UNTOLD_S if lasts.is_missing() else lasts.whole()
        except UnreadableError as error:
            raise Refused(f"{self.name} lent a token nobody can read") from error
        room = max(timedelta(seconds=min(seconds, 10**7)) - EARLY, SHORTEST)
        return Token(secret, self.clock.now() + room)


def _signed(call: Call, token: Token) -> Call:
    headers = {**(call.headers or {}), "Authorization": f"Bearer {token.secret.reveal()}"}
    return replace(call, headers=headers)
