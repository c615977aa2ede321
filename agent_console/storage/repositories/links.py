"""The book of links on this store."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from agent_console.domain.profile import Link, LinkId, ProfileId, Statement
from agent_console.storage.repositories import finding
from agent_console.storage.repositories.acting import sealing
from agent_console.storage.repositories.contacts import hanging as mails
from agent_console.storage.repositories.joins import joining
from agent_console.storage.repositories.parcels import hanging as parcels
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.people import kept_apart, link


@dataclass(frozen=True, slots=True)
class StoredLinkBook:
    """Writes links (port LinkBook)."""

    store: Store

    def link(self, a: ProfileId, b: ProfileId, said: Statement) -> Link:
        """Join two profiles; what kept them apart is lifted, for a person has decided."""
        with self.store.write() as connection:
            return joined(connection, a, b, said)

    def unlink(self, link_id: LinkId, said: Statement) -> Link | None:
        """End a live link; its profiles are kept apart, and so are those it had brought back."""
        with self.store.write() as connection:
            found = connection.execute(
                select(link).where(link.c.id == link_id, link.c.ended_at.is_(None))
            ).first()
            if found is None:
                return None
            connection.execute(
                update(link)
                .where(link.c.id == link_id)
                .values(ended_at=said.when, ended_by=said.who)
            )
            connection.execute(
                kept_apart.insert().values(
                    a_id=found.a_id, b_id=found.b_id, who=said.who, at=said.when
                )
            )
            connection.execute(
                update(kept_apart).where(kept_apart.c.lifted_by == link_id).values(lifted_by=None)
            )
            both = ProfileId(found.a_id), ProfileId(found.b_id)
            parcels.follow(connection, joining.regroup(connection, *both))
            for one in both:
                mails.rehang_people(connection, joining.members(connection, one))
            finding.follow_numbers(connection, both)
            sealing.end(connection, sealing.LINK, found, said)
        return link_of(found)


def joined(connection: Connection, a: ProfileId, b: ProfileId, said: Statement) -> Link:
    """Join two profiles in the caller's transaction; a live link of the two stays as it is."""
    live = connection.execute(
        select(link).where(
            link.c.ended_at.is_(None), link.c.a_id == min(a, b), link.c.b_id == max(a, b)
        )
    ).first()
    if live is not None:
        return link_of(live)
    between = joining.between(connection, kept_apart, a, b)
    made, moved = joining.join(connection, a, b, said)
    parcels.follow(connection, moved)
    mails.rehang_people(connection, joining.members(connection, a))
    connection.execute(
        update(kept_apart).where(kept_apart.c.lifted_by.is_(None), between).values(lifted_by=made)
    )
    finding.follow_numbers(connection, (a, b))
    row = connection.execute(select(link).where(link.c.id == made)).one()
    sealing.make(connection, sealing.LINK, row, said)
    return Link(made, min(a, b), max(a, b), said.who, said.when, said.why)


def link_of(row: AnyRow) -> Link:
    """Read a link."""
    return Link(LinkId(row.id), row.a_id, row.b_id, row.who, row.at, row.why)
