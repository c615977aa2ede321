"""Files of messages that somebody asked for are kept."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PLACE = "its place among the files of the message"
BYTES = "bytes that are kept of it"
TOO_LARGE = "none where it is too large to be kept"
DRAWN = "a small PNG, none where there is none to draw"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "contact_file",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment=PLACE),
        sa.Column("size", sa.BigInteger(), nullable=False, comment=BYTES),
        sa.Column("data", sa.LargeBinary(), comment=TOO_LARGE),
        sa.Column("picture", sa.LargeBinary(), comment=DRAWN),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_file_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_file")),
        sa.UniqueConstraint("contact_id", "number", name=op.f("uq_contact_file_contact_id_number")),
    )


def downgrade() -> None:
    """Drop it; the files lie at their sources."""
    op.drop_table("contact_file")
