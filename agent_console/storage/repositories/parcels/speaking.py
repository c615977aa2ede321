"""Who speaks of a parcel that several tell of: the first of its rows, in this order."""

from sqlalchemy import and_, case

from agent_console.domain.parcel import ParcelStatus
from agent_console.storage.tables.parcels import parcel

OVER = (ParcelStatus.DELIVERED.value, ParcelStatus.RETURN_TO_SENDER.value)
FIRST = (
    parcel.c.channel.is_not(None),
    case((and_(parcel.c.channel.is_not(None), parcel.c.status.not_in(OVER)), 1), else_=0),
    parcel.c.last_seen.desc().nulls_last(),
    parcel.c.last_heard.desc(),
    case((parcel.c.channel.is_not(None), parcel.c.external_id)),
)
"""Who tracks it and saw it last; of messages the last, but that it has come outlasts the others."""
