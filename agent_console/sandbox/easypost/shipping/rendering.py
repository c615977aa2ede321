"""Shipments in EasyPost's wire format, as recorded from its API in March and May 2025."""

from collections.abc import Mapping

from agent_console.sandbox.easypost.refusals import Record
from agent_console.sandbox.easypost.rendering import instant, listed
from agent_console.sandbox.easypost.shipping.shipments import FORMATS, Rate, Shipment
from agent_console.sandbox.easypost.trackers import Tracker

FILES = "/files/postage_label/"
ADDRESS = (
    *("name", "company", "street1", "street2", "city", "state", "zip", "country"),
    *("phone", "email"),
)
SIZES = ("length", "width", "height")


def rendered(one: Shipment, base: str) -> Record:
    """Render a shipment as it is told everywhere."""
    at, updated = instant(one.created), instant(one.updated or one.created)
    ends = {name: _address(name, one) for name in ("from", "to", "return", "buyer")}
    return {
        "id": one.id,
        "created_at": at,
        "is_return": one.is_return,
        "messages": [],
        "mode": "production",
        "options": {"currency": "USD", "payment": {"type": "SENDER"}, "date_advance": 0},
        "reference": one.reference,
        "status": "unknown",
        "tracking_code": one.tracker and one.tracker.number,
        "updated_at": updated,
        "batch_id": None,
        "batch_status": None,
        "batch_message": None,
        "customs_info": None,
        "from_address": ends["from"],
        "insurance": None,
        "order_id": None,
        "parcel": _parcel(one, at),
        "postage_label": _label(one, base),
        "rates": [_rate(rate, one) for rate in one.rates],
        "refund_status": one.refund,
        "scan_form": None,
        "selected_rate": one.chosen and _rate(one.chosen, one),
        "tracker": one.tracker and _tracker(one.tracker, base),
        "to_address": ends["to"],
        "usps_zone": 4,
        "return_address": ends["return"],
        "buyer_address": ends["buyer"],
        "forms": [],
        "fees": _fees(one),
        "object": "Shipment",
    }


def _tracker(tracker: Tracker, base: str) -> Record:
    told = listed(tracker, base)
    del told["delivery_evidence"]
    return told


def _address(end: str, one: Shipment) -> Record:
    told: Mapping[str, object] = one.from_address if end in {"from", "return"} else one.to_address
    at = instant(one.created).replace("Z", "+00:00")
    return {
        "id": f"adr_{one.id[4:30]}{end[:2]}",
        "object": "Address",
        "created_at": at,
        "updated_at": at,
        **{name: told.get(name) for name in ADDRESS},
        "mode": "production",
        "carrier_facility": None,
        "residential": None,
        "federal_tax_id": None,
        "state_tax_id": None,
        "verifications": {},
    }


def _parcel(one: Shipment, at: str) -> Record:
    return {
        "id": f"prcl_{one.id[4:]}",
        "object": "Parcel",
        "created_at": at,
        "updated_at": at,
        **{name: _inches(one.parcel.get(name)) for name in SIZES},
        "predefined_package": None,
        "weight": float(one.weight),
        "mode": "production",
    }


def _inches(side: object) -> float | None:
    return float(side) if isinstance(side, int | float) else None


def _rate(rate: Rate, one: Shipment) -> Record:
    at = instant(one.created)
    prices: Record = {}
    for name in ("", "retail_", "list_"):
        prices[f"{name}rate"] = rate.price
        prices[f"{name}currency"] = rate.currency
    return {
        "id": rate.id,
        "object": "Rate",
        "created_at": at,
        "updated_at": at,
        "mode": "production",
        "service": rate.offer.service,
        "carrier": rate.offer.carrier,
        **prices,
        "billing_type": "easypost",
        "delivery_days": rate.offer.days,
        "delivery_date": None,
        "delivery_date_guaranteed": False,
        "est_delivery_days": rate.offer.days,
        "shipment_id": one.id,
        "carrier_account_id": f"ca_{rate.id[5:]}",
    }


def _label(one: Shipment, base: str) -> Record | None:
    if one.bought is None:
        return None
    at = instant(one.bought)
    urls: Record = {
        f"label_{name}_url": _url(one, name, base) if name.upper() in one.also else None
        for name in ("pdf", "zpl", "epl2")
    }
    return {
        "object": "PostageLabel",
        "id": f"pl_{one.id[4:]}",
        "created_at": at,
        "updated_at": at,
        "date_advance": 0,
        "integrated_form": "none",
        "label_date": at,
        "label_resolution": 300,
        "label_size": "4x6",
        "label_type": "default",
        "label_file_type": FORMATS[one.format],
        "label_url": _url(one, one.format.lower(), base),
        **urls,
        "label_file": None,
    }


def _url(one: Shipment, ending: str, base: str) -> str:
    return f"{base}{FILES}{instant(one.created)[:10].replace('-', '')}/{one.id}.{ending}"


def _fees(one: Shipment) -> list[Record]:
    if one.chosen is None:
        return []
    amounts = (("LabelFee", "0.00000"), ("PostageFee", f"{one.chosen.price}000"))
    return [
        {
            "object": "Fee",
            "type": kind,
            "amount": amount,
            "charged": True,
            "refunded": one.refund == "refunded",
        }
        for kind, amount in amounts
    ]
