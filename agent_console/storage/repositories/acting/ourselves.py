"""What this console itself says: on the timeline in the transaction of the deed it speaks of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from agent_console.domain.observation import Observation, Subject, SubjectKind
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories import events
from agent_console.storage.repositories.connections import connection_row
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.tables.people import CONSOLE
from agent_console.storage.tables.people import connection as connections

OURSELVES = "agent-console"
"""The source of what agents say."""


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


def tell(connection: Connection, when: datetime, place: Place, told: Sequence[Observation]) -> None:
    """Put what this console says on a timeline."""
    if told:
        telling = Telling(own_row(connection), OURSELVES, when)
        events.save(connection, telling, [Said(one, place) for one in told])
