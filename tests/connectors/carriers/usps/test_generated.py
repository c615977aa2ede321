"""Thousands of answers of USPS's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.usps import mapper
from agent_console.connectors.carriers.usps.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from tests.connectors.carriers.usps.answers import NUMBER, answer, refusal
from tests.contracts.generated_answers import GeneratedAnswers

MORE = {
    "expectedDeliveryTimeStamp": "2026-11-25T21:00:00",
    "guaranteedDeliveryTimeStamp": "2026-11-24T00:00:00",
    "predictedDeliveryDate": "2026-11-26",
}
SUMMARY = {"trackingNumber": NUMBER, "eventSummaries": ["Your item was delivered.", "Label"]}


class TestUspsAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (answer(last=1, **MORE), answer(last=2), SUMMARY, refusal("404", "1"))
    OVER: ClassVar = (answer(**MORE),)
    NAMES: ClassVar = (
        "trackingNumber", "trackingEvents", "eventSummaries", "statusCategory", "status", "error",
    "errors", "code", "message", "request", "response", "body", "eventCode", "eventTimestamp",
    "GMTTimestamp", "GMTOffset",
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read

    def says_delivered(self, made: object) -> bool:
        """Say that the answer states a delivery itself: by its category, if it has any."""
        assert isinstance(made, dict)
        category = made.get("statusCategory")
        is_told = isinstance(category, str) and category.strip("\x00 ")
        return (category if is_told else made.get("status")) == "Delivered"
