"""Thousands of answers of FedEx's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.fedex import mapper
from agent_console.connectors.carriers.fedex.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from tests.connectors.carriers.fedex.answers import answer, event, record, result, trouble
from tests.contracts.generated_answers import GeneratedAnswers

MORE = {
    "dateAndTimes": [
        {"type": "ACTUAL_DELIVERY", "dateTime": "2026-11-24T09:30:12-05:00"},
        {"type": "ESTIMATED_DELIVERY", "dateTime": "2026-11-25T00:00:00-06:00"},
    ],
    "standardTransitTimeWindow": {"window": {"ends": "2026-11-24T00:00:00-06:00"}},
    "estimatedDeliveryTimeWindow": {"window": {"begins": "2026-11-24T10:15:00-05:00"}},
    "deliveryDetails": {"receivedByName": "CREILLY", "deliveryAttempts": "1"},
    "serviceCommitMessage": {"type": "FIRST_DELIVERY_ATTEMPTED"},
    "returnDetail": {"authorizationName": "Sammy"},
}
TRIED = record(
    last=1,
    latestStatusDetail={
        "code": "DE",
        "derivedCode": "DE",
        "statusByLocale": "Delivery exception",
        "ancillaryDetails": [{"reason": "08", "reasonDescription": "Nobody there"}],
        "delayDetail": {"type": "WEATHER", "status": "DELAYED"},
    },
    scanEvents=[
        event("DE", "DE", "Delivery exception", "2026-11-24T10:00:00-05:00", exceptionCode="08"),
        event("PU", "PU", "Picked up", "2026-11-21T00:00:00"),
    ],
    **MORE,
)


class TestFedExAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (
        answer(result(record(last=1, **MORE)), result(trouble())),
        answer(result(TRIED, record(last=3))),
    )
    OVER: ClassVar = (answer(result(record(**MORE))),)
    NAMES: ClassVar = (
        "output", "completeTrackResults", "trackResults", "trackingNumber", "trackingNumberInfo",
    "scanEvents", "latestStatusDetail", "error", "errors", "code", "derivedCode", "request",
    "response", "body", "dateAndTimes",
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read

    def says_delivered(self, made: object) -> bool:
        return False
