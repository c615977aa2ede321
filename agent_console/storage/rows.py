"""Rows of the database read back into facts of the domain."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.observation import (
    Channel,
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.order import Fulfilment, OrderLine, Payment, Refund
from agent_console.domain.parcel import Fault, ParcelStatus, Place

AnyRow = Row[*tuple[Any, ...]]


def moment_of(row: AnyRow, name: str) -> Moment:
    """Read a time as told."""
    return Moment(
        getattr(row, f"{name}_utc"), getattr(row, f"{name}_local"), getattr(row, f"{name}_offset")
    )


def moment_or_none(row: AnyRow, name: str) -> Moment | None:
    """Read a time that may not have been told at all."""
    told = moment_of(row, name)
    return None if told == Moment() else told


def money_of(row: AnyRow, name: str) -> Money:
    """Read an amount."""
    return Money(getattr(row, f"{name}_minor"), getattr(row, f"{name}_currency"))


def money_or_none(row: AnyRow, name: str) -> Money | None:
    """Read an amount that may be missing."""
    return None if getattr(row, f"{name}_minor") is None else money_of(row, name)


def channel_of(row: AnyRow) -> Channel | None:
    """Read by what way words came."""
    return None if row.channel is None else Channel(row.channel)


def direction_of(row: AnyRow) -> Direction | None:
    """Read who spoke to whom."""
    return None if row.direction is None else Direction(row.direction)


def fault_of(row: AnyRow) -> Fault | None:
    """Read by whose fault something was; rows that old steps of the store read tell of none."""
    told = getattr(row, "fault", None)
    return None if told is None else Fault(told)


def observation_of(row: AnyRow) -> Observation:
    """Read what a source said; the row carries its subject as subject_kind and subject_key."""
    place = Place(row.city, row.region, row.country)
    return Observation(
        subject=Subject(SubjectKind(row.subject_kind), row.subject_key),
        kind=EntryKind(row.kind),
        status=row.status,
        moment=moment_of(row, "told"),
        external_id=row.external_id,
        code=row.code,
        text=row.text,
        detail=row.detail,
        what=row.what,
        place=None if place == Place() else place,
        amount=money_or_none(row, "amount"),
        order=row.order_number,
        shipment=row.shipment_number,
        channel=channel_of(row),
        direction=direction_of(row),
        author=row.author,
        fault=fault_of(row),
    )


def line_of(row: AnyRow) -> OrderLine:
    """Read a line of an order."""
    return OrderLine(
        external_id=row.external_id,
        sku=row.sku,
        title=row.title,
        quantity=Decimal(row.quantity),
        cancelled=Decimal(row.cancelled),
        refunded=Decimal(row.refunded),
        unit_price=money_of(row, "price"),
        stated=money_or_none(row, "stated"),
        how_to=row.how_to,
    )


def payment_of(row: AnyRow) -> Payment:
    """Read a payment."""
    return Payment(
        external_id=row.external_id,
        amount=money_of(row, "amount"),
        state=row.state,
        stage=row.stage,
        method=row.method,
        created=moment_of(row, "created"),
    )


def refund_of(row: AnyRow) -> Refund:
    """Read a refund."""
    return Refund(
        external_id=row.external_id,
        amount=money_of(row, "amount"),
        state=row.state,
        stage=row.stage,
        reason=row.reason,
        created=moment_of(row, "created"),
    )


def fulfilment_of(row: AnyRow, lines: tuple[tuple[str, Decimal], ...]) -> Fulfilment:
    """Read a fulfilment with the quantities of its lines."""
    return Fulfilment(
        external_id=row.external_id,
        state=row.state,
        status=ParcelStatus(row.status),
        carrier=row.carrier,
        number=row.number,
        created=moment_of(row, "created"),
        shipped=moment_or_none(row, "shipped"),
        delivered=moment_or_none(row, "delivered"),
        lines=lines,
    )
