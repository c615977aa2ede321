"""Thousands of answers of UPS's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.ups import mapper
from agent_console.connectors.carriers.ups.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from tests.connectors.carriers.ups.answers import answer, package, refusal, warning
from tests.contracts.generated_answers import GeneratedAnswers

MORE = {
    "deliveryDate": [{"type": "SDD", "date": "20261123"}, {"type": "DEL", "date": "20261124"}],
    "deliveryTime": {"type": "EDW", "startTime": "090000", "endTime": "130000"},
    "deliveryInformation": {"receivedBy": "HOFER"},
}


class TestUpsAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (
        answer(package(last=1, **MORE), package("1Z1442YY7229014688", last=2)),
        warning("TW0001"),
        refusal("TV1002"),
    )
    OVER: ClassVar = (answer(package(**MORE)),)
    NAMES: ClassVar = (
        "trackResponse", "shipment", "package", "activity", "trackingNumber", "inquiryNumber",
        "warnings", "errors", "code", "type", "statusCode", "location", "address", "date", "time",
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read

    def says_delivered(self, made: object) -> bool:
        return False
