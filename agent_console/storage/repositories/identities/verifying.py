"""Who proved to be the customer, by what, and to whom."""

from dataclasses import dataclass

from agent_console.domain.profile import ProfileId, Statement, Verification, VerificationId
from agent_console.storage.repositories.acting import sealing
from agent_console.storage.repositories.acting.owning import owner_of
from agent_console.storage.repositories.acting.sealing import PROOF
from agent_console.storage.repositories.identities.pairs import end
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.people import verification


@dataclass(frozen=True, slots=True)
class StoredVerifications:
    """Writes verifications (port VerificationBook)."""

    store: Store

    def verify(self, profile: ProfileId, order: str, means: str, said: Statement) -> Verification:
        """Keep it with the profile whose order was named: it stays there whatever is unlinked."""
        with self.store.write() as connection:
            row = {
                "profile_id": owner_of(connection, profile, order),
                "order_number": order,
                "means": means,
                "who": said.who,
                "at": said.when,
            }
            insert = verification.insert().values(row).returning(verification)
            made = connection.execute(insert).one()
            sealing.make(connection, PROOF, made, said)
            return verification_of(made)

    def withdraw(self, verification_id: VerificationId, said: Statement) -> Verification | None:
        """Take it back."""
        with self.store.write() as connection:
            ended = end(connection, PROOF, verification_id, said)
        return None if ended is None else verification_of(ended)


def verification_of(row: AnyRow) -> Verification:
    """Read a verification."""
    return Verification(
        VerificationId(row.id), row.profile_id, row.order_number, row.means, row.who, row.at
    )
