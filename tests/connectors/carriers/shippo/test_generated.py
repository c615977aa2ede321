"""Thousands of answers of Shippo's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.shippo import mapper
from agent_console.connectors.carriers.shippo.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from tests.connectors.carriers.shippo.answers import track
from tests.contracts.generated_answers import GeneratedAnswers


class TestShippoAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (track(3), track(4), track(0))
    OVER: ClassVar = (track(), {"event": "track_updated", "data": track()})
    NAMES: ClassVar = (
        "results", "data", "tracking_number", "tracking_status", "tracking_history", "status",
    "substatus", "code", "detail", "carrier", "eta", "request", "response", "body",
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read
