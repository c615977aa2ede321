"""A label is kept with its picture: to be looked at and printed without opening the file."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the pictures; labels fetched before have none."""
    op.add_column("label_file", sa.Column("picture", sa.LargeBinary(), comment="PNG"))


def downgrade() -> None:
    """Forget the pictures."""
    op.drop_column("label_file", "picture")
