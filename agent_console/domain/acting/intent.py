"""An outward action as an intent: frozen before anything is sent, and followed to its end.

draft → pending → sending → done | failed | unknown → done | failed | pending | needs_human;
afterwards a label may be void. Before it is sent, an intent can be cancelled.
"""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.domain.profile import ProfileId

KEY_BYTES = 10
AGAIN = 2
"""So often an intent is sent at the most; then a person decides."""
FETCH = "fetch it where it was bought"
STEADY = timedelta(seconds=5)
"""So far two clocks may be apart."""
FIRST_LOOK, LAST_LOOK = 1.0, 1.5
"""Of the settle window, when a search that finds nothing begins to mean something."""


class IntentKind(StrEnum):
    """What is to be done outside."""

    MESSAGE = "message"
    LABEL = "label"
    VOID = "void"


class IntentState(StrEnum):
    """How far an intent has come; `draft` waits for a person, `unknown` for an answer."""

    DRAFT = "draft"
    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    NEEDS_HUMAN = "needs_human"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    VOID = "void"


OVER = frozenset({IntentState.DONE, IntentState.FAILED, IntentState.CANCELLED, IntentState.VOID})
FREE = frozenset({IntentState.FAILED, IntentState.CANCELLED, IntentState.VOID})
"""The ends after which the same may be wanted again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants done, frozen: `request` is the JSON that will be carried out.

    `guard` names the deed itself: of two live intents with one guard there is never a second.
    It belongs on the timeline of whoever placed the `order`, else on that of `profile`.
    One that `takes` the label of another intent along waits until the file of that is here, and
    comes to nothing with it.
    """

    kind: IntentKind
    connection: str
    profile: ProfileId
    request: str
    due_at: datetime
    settle: timedelta
    guard: str | None = None
    order: str | None = None
    is_draft: bool = False
    takes: str | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent as the outbox keeps it; `outcome` says in words how it stands or ended.

    `sent_at` is when it was last claimed, `looks` how many searches since then found nothing,
    `result` the JSON of what came of it; `released_by` who let it go although facts had changed.
    """

    key: str
    wanted: Wanted
    state: IntentState
    actor: str
    customer: ProfileId
    created_at: datetime
    attempts: int = 0
    looks: int = 0
    sent_at: datetime | None = None
    look_at: datetime | None = None
    owner: str | None = None
    outcome: str | None = None
    result: str | None = None
    released_by: str | None = None

    def is_over(self) -> bool:
        """Say whether nothing more will come of it by itself."""
        return self.state in OVER

    def counts(self, now: datetime) -> bool:
        """Say whether a search that finds nothing now means that nothing was done."""
        return self.sent_at is None or now >= self.sent_at + self.wanted.settle * FIRST_LOOK

    def is_ahead(self, now: datetime) -> bool:
        """Say that it was sent by a clock that was ahead of this one: no wait from then on ends."""
        return self.sent_at is not None and self.sent_at - now > STEADY

    def next_look(self, now: datetime) -> datetime:
        """Return when to look for it next, having looked now."""
        sent = self.sent_at or now
        first, last = (sent + self.wanted.settle * part for part in (FIRST_LOOK, LAST_LOOK))
        return first if now < first else max(last, now + self.wanted.settle * 0.5)


def found_out(kind: IntentKind, who: str, why: str, *, is_done: bool) -> str:
    """Say what somebody found out of an intent, and what is missing by it."""
    told = f"{who} found out that it was {'done' if is_done else 'not done'}"
    reason = f": {why}" if why else ""
    has_no_file = is_done and kind is IntentKind.LABEL
    missing = f"; its file is not here: {FETCH}" if has_no_file else ""
    return f"{told}{reason}{missing}"


def new_key() -> str:
    """Make the key of an intent: short enough to be a reference at every carrier."""
    return b32encode(secrets.token_bytes(KEY_BYTES)).decode().lower()
