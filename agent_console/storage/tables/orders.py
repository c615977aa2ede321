"""Orders and what hangs on them, as their stores state them."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

from agent_console.storage.tables.columns import (
    Instant,
    metadata,
    moment,
    money,
    refers,
    row_id,
)

customer_order = Table(
    "customer_order",
    metadata,
    row_id(),
    refers("connection_id", "connection"),
    refers("profile_id", "profile", indexed=True),
    Column("external_id", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("is_draft", Boolean, nullable=False),
    *moment("placed"),
    *money("total"),
    *money("shipping", optional=True),
    Column("channel", Text),
    Column("ship_to", Text),
    Column("address", Text, comment="JSON: ship_to in parts"),
    Column("charges", Text, comment="JSON: a list of [kind, title, minor units]"),
    Column("admin_url", Text),
    Column("content", BigInteger, nullable=False, comment="hash of the record, to notice changes"),
    Column("first_heard", Instant, nullable=False),
    Column("last_heard", Instant, nullable=False),
    Column("gone_at", Instant, comment="when its store was found to have it no longer"),
    UniqueConstraint("connection_id", "external_id"),
    Index("ix_customer_order_reread", "connection_id", "is_open", "last_heard"),
)


def _part(name: str, *columns: Column[Any]) -> Table:
    """Make a table of parts of an order, in the order the store gave them."""
    return Table(
        name,
        metadata,
        row_id(),
        refers("order_id", "customer_order", indexed=True),
        Column("position", Integer, nullable=False),
        Column("external_id", Text, nullable=False),
        *columns,
    )


order_line = _part(
    "order_line",
    Column("sku", Text),
    Column("title", Text, nullable=False),
    Column("quantity", Text, nullable=False, comment="decimal text"),
    Column("cancelled", Text, nullable=False, comment="decimal text"),
    Column("refunded", Text, nullable=False, comment="decimal text"),
    *money("price"),
    *money("stated", optional=True),
    Column("how_to", Text, comment="where the store explains how the article is used"),
)

payment = _part(
    "payment",
    *money("amount"),
    Column("state", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("method", Text),
    *moment("created"),
)

refund = _part(
    "refund",
    *money("amount"),
    Column("state", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text),
    *moment("created"),
)

fulfilment = _part(
    "fulfilment",
    Column("state", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("carrier", Text),
    Column("number", Text),
    *moment("created"),
    *moment("shipped"),
    *moment("delivered"),
)

fulfilment_line = _part(
    "fulfilment_line",
    Column("line_ref", Text, nullable=False),
    Column("quantity", Text, nullable=False, comment="decimal text"),
)

shipment = Table(
    "shipment",
    metadata,
    row_id(),
    refers("profile_id", "profile"),
    refers("order_id", "customer_order", optional=True),
    Column("carrier", Text),
    Column("number", Text, nullable=False),
    Column("reference", Text, nullable=False, index=True, comment="the number, normalised"),
    Column("status", Text, nullable=False),
    Column("status_text", Text),
    *moment("delivered"),
    Column("is_return", Boolean, nullable=False, comment="comes back from the customer"),
    Column("first_heard", Instant, nullable=False),
    Column("last_heard", Instant, nullable=False),
    UniqueConstraint("order_id", "reference"),
)
