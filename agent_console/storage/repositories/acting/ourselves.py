"""What this console itself says: on the timeline in the transaction of the deed it speaks of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from agent_console.domain.acting.intent import Intent, IntentKind
from agent_console.domain.moment import instant
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.profile import ProfileId, Statement
from agent_console.storage.repositories import events
from agent_console.storage.repositories.connections import connection_row
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.tables.people import CONSOLE
from agent_console.storage.tables.people import connection as connections

OURSELVES = "agent-console"
"""The source of what agents say."""
DEEDS = {
    IntentKind.MESSAGE: "Sending a message",
    IntentKind.LABEL: "Buying a return label",
    IntentKind.VOID: "Taking back a label",
}


def subject(owner: ProfileId, order: str | None) -> Subject:
    """Return what a saying is about: a person, perhaps one order of theirs."""
    return Subject(SubjectKind.PERSON, f"{OURSELVES}:{owner}:{order or ''}")


def own_row(connection: Connection) -> int:
    """Return the row of this console among the connections."""
    row = connection_row(connection, OURSELVES)
    connection.execute(
        update(connections)
        .where(connections.c.id == row, connections.c.kind != CONSOLE)
        .values(kind=CONSOLE)
    )
    return row


def found_out(intent: Intent, said: Statement, words: str) -> Observation:
    """Say that somebody found out how something ended of which nobody could tell."""
    return Observation(
        subject(intent.wanted.profile, intent.wanted.order),
        EntryKind.NOTE,
        Direction.INTERNAL.value,
        instant(said.when),
        external_id=f"{intent.key}:settled",
        text=f"{DEEDS[intent.wanted.kind]}: {words}.",
        detail=said.who,
        order=intent.wanted.order,
        direction=Direction.INTERNAL,
        author=said.who,
    )


def tell(connection: Connection, when: datetime, place: Place, told: Sequence[Observation]) -> None:
    """Put what this console says on a timeline."""
    if told:
        telling = Telling(own_row(connection), OURSELVES, when)
        events.save(connection, telling, [Said(one, place) for one in told])
