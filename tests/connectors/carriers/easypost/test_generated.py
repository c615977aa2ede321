"""Thousands of answers of EasyPost's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.easypost import mapper
from agent_console.connectors.carriers.easypost.manifest import MANIFEST
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange
from tests.contracts.generated_answers import GeneratedAnswers
from tests.fakes.soundness import is_explained, is_sound
from tests.peers.easypost.trackers import detail, made_up, tracker

DELIVERED = tracker(
    "9400",
    detail("out_for_delivery", "2026-11-23T08:00:00", carrier_code="OD"),
    detail("failure", "2026-11-23", place=("Graz", "ST", "AT")),
    detail("delivered", "2026-11-24T09:00:00.000Z"),
    est_delivery_date="2026-11-24T00:00:00Z",
    signed_by="A. NEIGHBOUR",
    carrier_detail={
        "est_delivery_date_local": "2026-11-24",
        "est_delivery_time_local": "20:00:00",
        "initial_delivery_attempt": "2026-11-23T15:00:00Z",
        "guaranteed_delivery_date": "2026-11-26",
    },
)
MOVING = tracker(
    "9401",
    detail("in_transit", "2026-11-22T08:00:00Z", status_detail="weather_delay"),
    detail("out_for_delivery", "2026-11-23T08:00:00", carrier_code="OD"),
    est_delivery_date="2026-11-24T00:00:00Z",
    carrier_detail={"est_delivery_date_local": "2026-11-24"},
)


class TestEasyPostAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (made_up(), MOVING)
    OVER: ClassVar = (DELIVERED,)
    NAMES: ClassVar = (
        "result", "tracker", "trackers", "error", "object", "id", "tracking_code",
        "tracking_details", "status", "code", "message", "errors", "request", "response", "body",
    )  # fmt: skip

    def read(self, text: str) -> list[Shipment]:
        is_explained(self.MANIFEST.explain(Exchange(text), "AT"))
        try:
            record = mapper.record(Node(decode(text)))
        except UnreadableError as error:
            assert str(error)  # noqa: PT017 - either way is right
            return []
        is_sound(record)
        return [record.shipment]
