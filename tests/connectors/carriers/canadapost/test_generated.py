"""Thousands of answers of Canada Post's with something wrong in them."""

from typing import ClassVar

from agent_console.connectors.carriers.canadapost import mapper
from agent_console.connectors.carriers.canadapost.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Reader
from agent_console.connectors.kit.xml_tree import decode_xml
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.canadapost.answers import EVENTS, answer, event, messages
from tests.contracts.generated_answers import GeneratedAnswers
from tests.fakes.soundness import is_explained

SIGNED = event("20", "Signature image recorded", "2026-01-24", "09:30:13", "EST", signed="HETU")
MOVING = answer(SIGNED, *[event(*one) for one in EVENTS[1:]], expected_delivery_date="2026-01-20")
SAID = (MOVING, answer(last=4), messages("004"), f"<wrapper>{messages('1')}</wrapper>")


class TestCanadaPostAnswers(GeneratedAnswers):
    MANIFEST = MANIFEST
    UNDER_WAY: ClassVar = tuple(map(decode_xml, SAID))
    OVER: ClassVar = (decode_xml(answer()),)
    TEXTS: ClassVar = (*SAID, answer(), "<tracking-detail>" * 500 + "</tracking-detail>" * 500)
    RUBBISH = '<>/&;=!"?:0159.eE+-[] \x00é'
    NAMES: ClassVar = (
        "tracking-detail", "messages", "message", "code", "description", "wrapper", "pin",
         "significant-events", "occurrence", "event-identifier", "event-date", "event-time",
         "event-time-zone", "event-province", "request", "response", "body"
    )  # fmt: skip

    def reader(self) -> Reader:
        return mapper.read

    def explained(self, text: str) -> None:
        for raw in (text.encode(), text.encode("utf-16")):
            exchange = Exchange(raw.decode(errors="replace"), raw=raw)
            is_explained(self.MANIFEST.explain(exchange, "AT"))
        is_explained(self.MANIFEST.explain(Exchange(text), "AT"))
