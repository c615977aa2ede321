"""Orders and parcels are found by the end of their number too, and people by postcode."""

import json
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

AT_ONCE = 5_000
INSERT = sa.text(
    "INSERT INTO lookup_key (kind, value, profile_id) VALUES (:kind, :value, :owner)"
    " ON CONFLICT DO NOTHING"
)
NUMBERS = sa.text(
    "SELECT kind, value, profile_id FROM lookup_key WHERE kind IN ('order', 'tracking')"
)
PLACES = sa.text(
    "SELECT DISTINCT profile_id, address FROM customer_order"
    " WHERE address IS NOT NULL AND NOT is_draft"
)
Key = dict[str, object]


def upgrade() -> None:
    """Write the keys of what is stored."""
    connection = op.get_bind()
    _write(
        {"kind": f"{row.kind}_reversed", "value": row.value[::-1], "owner": row.profile_id}
        for row in connection.execute(NUMBERS).all()
    )
    _write(
        {"kind": "postcode", "value": value, "owner": row.profile_id}
        for row in connection.execute(PLACES).all()
        if (value := _plain(json.loads(row.address).get("postcode")))
    )


def _plain(postcode: str | None) -> str:
    return "".join(c for c in postcode or "" if c.isalnum()).upper()


def _write(keys: Iterable[Key]) -> None:
    some = list(keys)
    for start in range(0, len(some), AT_ONCE):
        op.get_bind().execute(INSERT, some[start : start + AT_ONCE])


def downgrade() -> None:
    """Forget them."""
    op.execute(
        "DELETE FROM lookup_key WHERE kind IN ('order_reversed', 'tracking_reversed', 'postcode')"
    )
