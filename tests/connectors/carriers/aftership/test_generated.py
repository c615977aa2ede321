"""Thousands of answers of AfterShip's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.aftership import mapper
from agent_console.connectors.carriers.aftership.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from tests.connectors.carriers.aftership.answers import created, error, listing, tracking
from tests.contracts.generated_answers import GeneratedAnswers


class TestAfterShipAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (
        listing(tracking(4), tracking(3)),
        created(latest_estimated_delivery={"type": "specific", "datetime": "2026-11-25"}),
        error(4005),
    )
    OVER: ClassVar = (
        listing(tracking(), tracking(3)),
        {"meta": {"code": 200}, "data": {"tracking": tracking(return_to_sender=True)}},
    )
    NAMES: ClassVar = (
        "meta", "code", "data", "tracking", "trackings", "tracking_number", "tag",
    "subtag", "checkpoints", "checkpoint", "msg", "request", "response", "body",
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read
