"""What could not be read is asked for again, and it is remembered when."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WHEN = "when its source was last asked for it by its id"


def upgrade() -> None:
    """Add when it was asked for."""
    op.add_column("quarantine", sa.Column("asked_at", Instant, nullable=True, comment=WHEN))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("quarantine", "asked_at")
