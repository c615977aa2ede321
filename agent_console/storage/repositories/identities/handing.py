"""Hand-offs: which code opens whom and which order."""

from dataclasses import dataclass

from sqlalchemy import select

from agent_console.domain.acting.handing import HandOff
from agent_console.domain.profile import ProfileId, Statement
from agent_console.storage.dialect import insert_missing
from agent_console.storage.repositories.acting.owning import kin_of, owner_of
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.people import hand_off


@dataclass(frozen=True, slots=True)
class StoredHandOffs:
    """Writes hand-offs (port HandOffBook)."""

    store: Store

    def hand_off(
        self, code: str, profile: ProfileId, order: str | None, said: Statement
    ) -> HandOff | None:
        """Keep it with the profile whose order it is: it stays there whatever is unlinked."""
        with self.store.write() as connection:
            row = {
                "code": code,
                "profile_id": owner_of(connection, profile, order),
                "order_number": order,
                "who": said.who,
                "at": said.when,
            }
            made = insert_missing(connection, hand_off, [row], *hand_off.c)
            return hand_off_of(made[0]) if made else None

    def newest(self, profile: ProfileId, order: str | None) -> HandOff | None:
        """Return the hand-off of a customer and an order that was made last."""
        number = hand_off.c.order_number
        with self.store.read() as connection:
            row = connection.execute(
                select(hand_off)
                .where(
                    hand_off.c.profile_id.in_(kin_of(profile)),
                    number.is_(None) if order is None else number == order,
                )
                .order_by(hand_off.c.id.desc())
                .limit(1)
            ).first()
        return None if row is None else hand_off_of(row)


def hand_off_of(row: AnyRow) -> HandOff:
    """Read a hand-off."""
    return HandOff(row.code, ProfileId(row.profile_id), row.order_number, row.who, row.at)
