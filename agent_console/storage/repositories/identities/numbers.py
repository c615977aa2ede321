"""Telephone numbers that agents said to be a customer's: a profile each, held by a link."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import Link, ProfileId, Statement
from agent_console.ports.source import PersonRecord
from agent_console.storage.repositories import links, people
from agent_console.storage.repositories.acting.ourselves import OURSELVES, own_row
from agent_console.storage.repositories.joins import joining
from agent_console.storage.repositories.people import Name, Telling
from agent_console.storage.store import Store
from agent_console.storage.tables.people import NUMBER, identity, link, profile


@dataclass(frozen=True, slots=True)
class StoredNumbers:
    """Writes whose telephone numbers are (port NumberBook)."""

    store: Store

    def attach(self, owner: ProfileId, number: Identity, said: Statement) -> Link:
        """Say that a number is a customer's; what was said already is returned as it is.

        Each saying has a profile of its own: one number said of two people joins nobody.
        """
        with self.store.write() as connection:
            live = _live(connection, joining.members(connection, owner), number)
            if live is not None:
                return live
            told = Telling(own_row(connection), OURSELVES, said.when)
            person = PersonRecord(NUMBER, f"{number.value}:{owner}", "", (number,))
            saved = people.save(connection, told, [person])
            made = saved.profiles[people.key_of(person)]
            people.save_names(connection, told, [Name(made, number)])
            return links.joined(connection, owner, made, said)


def _live(connection: Connection, members: Collection[ProfileId], number: Identity) -> Link | None:
    """Return the link that holds this number to a customer, if somebody said so."""
    row = connection.execute(
        select(link)
        .join(profile, or_(profile.c.id == link.c.a_id, profile.c.id == link.c.b_id))
        .join(identity, identity.c.profile_id == profile.c.id)
        .where(
            link.c.ended_at.is_(None),
            profile.c.kind == NUMBER,
            profile.c.id.in_(members),
            identity.c.kind == IdentityKind.PHONE.value,
            identity.c.value == number.value,
        )
        .limit(1)
    ).first()
    return None if row is None else links.link_of(row)
