"""Tables of orders."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _customer_order()
    _order_line()
    _payment()
    _refund()
    _fulfilment()
    _fulfilment_line()
    _shipment()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("shipment")
    op.drop_table("fulfilment_line")
    op.drop_table("fulfilment")
    op.drop_table("refund")
    op.drop_table("payment")
    op.drop_table("order_line")
    op.drop_table("customer_order")


def _customer_order() -> None:
    op.create_table(
        "customer_order",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("placed_utc", Instant, nullable=True),
        sa.Column("placed_local", sa.Text(), nullable=True),
        sa.Column("placed_offset", sa.Text(), nullable=True),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_currency", sa.Text(), nullable=False),
        sa.Column("shipping_minor", sa.BigInteger(), nullable=True),
        sa.Column("shipping_currency", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("ship_to", sa.Text(), nullable=True),
        sa.Column("admin_url", sa.Text(), nullable=True),
        sa.Column(
            "content",
            sa.BigInteger(),
            nullable=False,
            comment="hash of the record, to notice changes",
        ),
        sa.Column("first_heard", Instant, nullable=False),
        sa.Column("last_heard", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_customer_order_connection_id")
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_customer_order_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_order")),
        sa.UniqueConstraint(
            "connection_id", "external_id", name=op.f("uq_customer_order_connection_id_external_id")
        ),
    )
    op.create_index(
        op.f("ix_customer_order_profile_id"), "customer_order", ["profile_id"], unique=False
    )
    op.create_index(
        "ix_customer_order_reread",
        "customer_order",
        ["connection_id", "is_open", "last_heard"],
        unique=False,
    )


def _order_line() -> None:
    op.create_table(
        "order_line",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Text(), nullable=False, comment="decimal text"),
        sa.Column("cancelled", sa.Text(), nullable=False, comment="decimal text"),
        sa.Column("refunded", sa.Text(), nullable=False, comment="decimal text"),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("price_currency", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_order_line_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
    )
    op.create_index(op.f("ix_order_line_order_id"), "order_line", ["order_id"], unique=False)


def _payment() -> None:
    op.create_table(
        "payment",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("amount_currency", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("created_utc", Instant, nullable=True),
        sa.Column("created_local", sa.Text(), nullable=True),
        sa.Column("created_offset", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_payment_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_order_id"), "payment", ["order_id"], unique=False)


def _refund() -> None:
    op.create_table(
        "refund",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("amount_currency", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_utc", Instant, nullable=True),
        sa.Column("created_local", sa.Text(), nullable=True),
        sa.Column("created_offset", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_refund_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
    )
    op.create_index(op.f("ix_refund_order_id"), "refund", ["order_id"], unique=False)


def _fulfilment() -> None:
    op.create_table(
        "fulfilment",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("created_utc", Instant, nullable=True),
        sa.Column("created_local", sa.Text(), nullable=True),
        sa.Column("created_offset", sa.Text(), nullable=True),
        sa.Column("shipped_utc", Instant, nullable=True),
        sa.Column("shipped_local", sa.Text(), nullable=True),
        sa.Column("shipped_offset", sa.Text(), nullable=True),
        sa.Column("delivered_utc", Instant, nullable=True),
        sa.Column("delivered_local", sa.Text(), nullable=True),
        sa.Column("delivered_offset", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_fulfilment_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fulfilment")),
    )
    op.create_index(op.f("ix_fulfilment_order_id"), "fulfilment", ["order_id"], unique=False)


def _fulfilment_line() -> None:
    op.create_table(
        "fulfilment_line",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("line_ref", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Text(), nullable=False, comment="decimal text"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_fulfilment_line_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fulfilment_line")),
    )
    op.create_index(
        op.f("ix_fulfilment_line_order_id"), "fulfilment_line", ["order_id"], unique=False
    )


def _shipment() -> None:
    op.create_table(
        "shipment",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("order_id", Id, nullable=True),
        sa.Column("carrier", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, comment="the number, normalised"),
        sa.Column(
            "unique_id",
            sa.Text(),
            nullable=True,
            comment="the carrier's own id; numbers are used again",
        ),
        sa.Column("ship_date", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_text", sa.Text(), nullable=True),
        sa.Column("promised_utc", Instant, nullable=True),
        sa.Column("promised_local", sa.Text(), nullable=True),
        sa.Column("promised_offset", sa.Text(), nullable=True),
        sa.Column("estimated_utc", Instant, nullable=True),
        sa.Column("estimated_local", sa.Text(), nullable=True),
        sa.Column("estimated_offset", sa.Text(), nullable=True),
        sa.Column("delivered_utc", Instant, nullable=True),
        sa.Column("delivered_local", sa.Text(), nullable=True),
        sa.Column("delivered_offset", sa.Text(), nullable=True),
        sa.Column("next_poll", Instant, nullable=True),
        sa.Column("first_heard", Instant, nullable=False),
        sa.Column("last_heard", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_shipment_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_shipment_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("order_id", "reference", name=op.f("uq_shipment_order_id_reference")),
    )
    op.create_index(op.f("ix_shipment_order_id"), "shipment", ["order_id"], unique=False)
    op.create_index(op.f("ix_shipment_profile_id"), "shipment", ["profile_id"], unique=False)
    op.create_index(op.f("ix_shipment_reference"), "shipment", ["reference"], unique=False)
