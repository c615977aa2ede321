"""Thousands of answers of DHL's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.dhl import mapper
from agent_console.connectors.carriers.dhl.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from agent_console.connectors.kit.xml_tree import decode_xml
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.dhl.answers import (
    EXPRESS_SCANS,
    answer,
    express,
    no_result,
    piece,
    shipment,
)
from tests.contracts.generated_answers import GeneratedAnswers
from tests.fakes.soundness import is_explained

FRAME = {"estimatedFrom": "2026-11-25T00:00:00Z", "estimatedThrough": "2026-11-25T22:00:00Z"}
PROOF = {"timestamp": "2026-09-05T16:33:00Z", "signed": {"givenName": "John"}}
DETAILS = {"proofOfDelivery": PROOF, "pieceIds": ["JD01"], "totalNumberOfPieces": 8}
LOADED = ("SRTED", "NRQRD", "PO", "18.03.2026 09:02")
GONE = ("DSPSD", "NTCLM", "ZU", "18.03.2026 10:02")
XML = piece(LOADED, GONE, ice="DSPSD", ric="NTCLM", status="Disposed", status_timestamp=GONE[-1])


class TestDhlAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = (
        answer(shipment(last=1, estimatedDeliveryTimeFrame=FRAME, details=DETAILS)),
        answer(express(*EXPRESS_SCANS[:2], estimatedDeliveryDate="2026-08-11T23:59:00", pieces=[])),
        decode_xml(XML),
        no_result(),
    )
    OVER: ClassVar = (
        answer(shipment(details=DETAILS), shipment(7777777770)),
        answer(express(pieces=[{"trackingNumber": "JD1", "events": list(EXPRESS_SCANS)}])),
    )
    TEXTS: ClassVar = (XML, '<data name="piece-shipment-list">' * 500 + "</data>" * 500)
    RUBBISH = '{}[]<>/&;=!",:0159.eE+-\\uxntal \x00é'
    NAMES: ClassVar = (
        "shipments", "events", "status", "statusCode", "id", "shipmentTrackingNumber", "date",
         "time", "typeCode", "pieces", "data", "@name", "@ice", "@piece-code", "@code", "title",
         "request", "response", "body", "location", "address", "serviceArea"
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read

    def explained(self, text: str) -> None:
        for raw in (text.encode(), text.encode("utf-16")):
            exchange = Exchange(raw.decode(errors="replace"), raw=raw)
            is_explained(self.MANIFEST.explain(exchange, "AT"))
        is_explained(self.MANIFEST.explain(Exchange(text), "AT"))
