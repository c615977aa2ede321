"""A number that is used again under the same id at its source is another parcel there."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD, NEW = "uq_parcel_connection_id_external_id", "uq_parcel_connection_id_external_id_life"
FIRST = sa.text("1")


def upgrade() -> None:
    """Count the lives of a number at a source; all that were told of are the first."""
    comment = "counts how often the source used the number again"
    life = sa.Column("life", sa.Integer(), nullable=False, server_default=FIRST, comment=comment)
    with op.batch_alter_table("parcel") as parcel:
        parcel.add_column(life)
        parcel.drop_constraint(OLD, type_="unique")
        parcel.create_unique_constraint(NEW, ["connection_id", "external_id", "life"])
    with op.batch_alter_table("parcel") as parcel:
        parcel.alter_column("life", server_default=None)


def downgrade() -> None:
    """Keep the last life only."""
    op.execute(
        "DELETE FROM parcel WHERE EXISTS (SELECT 1 FROM parcel later WHERE later.life > parcel.life"
        " AND later.connection_id = parcel.connection_id"
        " AND later.external_id = parcel.external_id)"
    )
    with op.batch_alter_table("parcel") as parcel:
        parcel.drop_constraint(NEW, type_="unique")
        parcel.create_unique_constraint(OLD, ["connection_id", "external_id"])
        parcel.drop_column("life")
