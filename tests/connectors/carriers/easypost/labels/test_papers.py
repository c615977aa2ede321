"""The files of labels: recognised by their bytes, whatever they are called."""

import hashlib
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from agent_console.connectors.carriers.easypost.labels.papers import recognised
from agent_console.domain.acting.label import Label, LabelFormat
from agent_console.domain.money import Money
from agent_console.ports.failures import Refused, RemoteFailure, TryLater
from tests.connectors.carriers.easypost.labels.account import (
    NOW,
    NUMBER,
    SHIPMENT,
    bought,
    shipment,
    with_seller,
)
from tests.contracts.source_contract import Wire

FILE = "http://127.0.0.1:3200/files/1.pdf"
LABEL = Label(
    SHIPMENT, "USPS", "Priority", NUMBER, Money(742, "USD"), LabelFormat.PDF, FILE, NOW
)  # fmt: skip


def fetched(handler, label: Label = LABEL):
    wire = Wire(handler)
    return with_seller(wire, lambda seller: seller.file(label)), wire


def test_every_real_label_is_recognised(shared: Path):
    found = sorted((shared / "payloads" / "carriers" / "labels").iterdir())
    assert {one.suffix for one in found} == {".pdf", ".png", ".zpl"}
    for path in found:
        told = recognised(path.read_bytes())
        assert (f".{told.format}", hashlib.sha256(told.content).digest()) == (
            path.suffix,
            hashlib.sha256(path.read_bytes()).digest(),
        )


@pytest.mark.parametrize(("content", "kind"), [
    (b"%PDF-1.4\n...", "pdf"),
    (b"\xef\xbb\xbf\r\n%PDF-1.7", "pdf"),
    (b"\x89PNG\r\n\x1a\n...", "png"),
    (b"^XA^FO0,0^XZ", "zpl"),
    (b"\n~CC^\n^XA\n^XZ", "zpl"),
    (b"CT~~CD,~CC^~CT~\n^XA^XZ", "zpl"),
])  # fmt: skip
def test_the_bytes_say_what_it_is(content: bytes, kind: str):
    told = recognised(content)
    assert (told.format, told.content) == (kind, content)


@pytest.mark.parametrize("content", [
    b"",
    b"  \n",
    b"<!doctype html><title>%PDF-1.4</title>",
    b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
    b'{"error": {}}',
    b"GIF89a",
    b"\xff\xd8\xff\xe0",
    b"MZ\x90",
    b"^XA and no end",
    b"text that speaks of ^XA and ^XZ",
    b"\x89PNG\n",
])  # fmt: skip
def test_all_else_is_no_label(content: bytes):
    with pytest.raises(Refused):
        recognised(content)


def test_a_file_is_fetched_without_the_key():
    file, wire = fetched(lambda _: httpx.Response(200, content=b"%PDF-1.4"))
    assert file.format is LabelFormat.PDF
    assert "authorization" not in wire.asked[0].headers


def test_a_label_is_what_its_bytes_say():
    file, _ = fetched(lambda _: httpx.Response(200, content=b"\x89PNG\r\n\x1a\n"))
    assert file.format is LabelFormat.PNG


@pytest.mark.parametrize("url", [
    "https://evil.example/1.pdf", "http://127.0.0.1:9/1.pdf", "https://169.254.169.254/",
])  # fmt: skip
def test_a_file_elsewhere_is_not_fetched(url: str):
    wire = Wire(lambda _: httpx.Response(200, content=b"%PDF-1.4"))
    with pytest.raises(Refused):
        with_seller(wire, lambda seller: seller.file(replace(LABEL, url=url)))
    assert wire.asked == []


def test_an_address_that_was_not_told_is_asked_for():
    told = bought(postage_label={"label_url": FILE, "label_file_type": "application/pdf"})

    def answer(request: httpx.Request) -> httpx.Response:
        is_file = request.url.path.startswith("/files")
        return httpx.Response(200, content=b"%PDF-") if is_file else httpx.Response(200, json=told)

    _, wire = fetched(answer, replace(LABEL, url=""))
    assert [one.url.path for one in wire.asked] == [f"/v2/shipments/{SHIPMENT}", "/files/1.pdf"]
    with pytest.raises(TryLater):
        fetched(lambda _: httpx.Response(200, json=shipment()), replace(LABEL, url=""))


def test_a_page_of_the_web_is_no_label():
    with pytest.raises(RemoteFailure, match="web page"):
        fetched(lambda _: httpx.Response(200, text="<html>"))
