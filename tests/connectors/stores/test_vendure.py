"""The Vendure connector: the contract of all connectors, and what is its own."""

import asyncio
import json
from copy import deepcopy

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.vendure.client import VendureSource
from agent_console.connectors.stores.vendure.manifest import MANIFEST, connect
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Gone, Page, Wanted
from tests.connectors.stores.vendure_records import CUSTOMER, ORDER, entry
from tests.contracts.source_contract import SourceContract, Wire


def told(document: object) -> httpx.Response:
    return httpx.Response(200, json=document, headers={"vendure-auth-token": "t1"})


class TestVendure(SourceContract):
    def opened(self, transport: httpx.MockTransport) -> VendureSource:
        values = {"base_url": "http://127.0.0.1:3101", "username": "superadmin"}
        secrets = {"password": Secret(self.SECRET)}
        return connect(Given("web-shop", values, secrets, "AT", self.CLOCK, transport))

    def answer(self, request: httpx.Request) -> httpx.Response:
        question = json.loads(request.content)
        if "login(" in question["query"]:
            return told({"data": {"login": {"__typename": "CurrentUser", "id": "1"}}})
        assert request.headers["authorization"] == "Bearer t1"
        if "customers(" in question["query"]:
            return told({"data": {"customers": {"totalItems": 1, "items": [CUSTOMER]}}})
        other = {**deepcopy(ORDER), "id": "12", "code": "SECOND"}
        return told({"data": {"orders": {"totalItems": 2, "items": [ORDER, other]}}})

    def refusal(self) -> httpx.Response:
        wrong = {
            "errorCode": "INVALID_CREDENTIALS_ERROR",
            "message": "The credentials do not match",
        }
        return httpx.Response(200, json={"data": {"login": {"__typename": "X", **wrong}}})

    def break_record(self, response: httpx.Response) -> httpx.Response:
        document = response.json()
        if orders := document["data"].get("orders"):
            orders["items"][0]["totalWithTax"] = 159.61
        return told(document)

    def test_an_expired_session_signs_in_once_more(self):
        forbidden = {"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}]}
        turns = iter(range(100))

        def handler(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json=forbidden) if next(turns) == 1 else self.answer(request)

        assert sum(page.fetched() for page in self.pages(handler)) == 3

    def test_a_record_that_spoils_its_page_goes_aside_alone(self):
        spoilt = {"errors": [{"message": "Cannot return null for Order.total"}], "data": None}

        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            text, asked = question["query"], json.dumps(question["variables"])
            if "OrderIds" in text:
                ids = ["12"] if '"12"' in asked else ["11", "12"]
                return told({"data": {"orders": {"items": [{"id": one} for one in ids]}}})
            if "query Orders" not in text:
                return self.answer(request)
            if '"11"' in asked:
                return told({"data": {"orders": {"items": [ORDER]}}})
            return httpx.Response(200, json=spoilt)

        pages = self.pages(handler)
        assert [one.order.external_id for page in pages for one in page.orders] == ["11"]
        [bad] = [one for page in pages for one in page.unreadable]
        assert (bad.external_id, "Cannot return null" in bad.reason) == ("12", True)

    def test_it_is_known_how_much_there_is(self):
        totals = {(page.stream, page.total) for page in self.pages(self.answer)}
        assert totals == {("customers", 1), ("orders", 2)}

    def test_a_long_history_is_read_to_its_end(self):
        late = entry(13, "ORDER_NOTE", {"note": "the hundred and first"})
        long = {**deepcopy(ORDER), "history": {"totalItems": 6, "items": ORDER["history"]["items"]}}

        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            if "OrderHistory" in question["query"]:
                assert question["variables"] == {"id": "11", "skip": 5}
                return told({"data": {"order": {"history": {"items": [late]}}}})
            if "query Orders" in question["query"]:
                return told({"data": {"orders": {"items": [long]}}})
            return self.answer(request)

        [record] = [one for page in self.pages(handler) for one in page.orders]
        assert "the hundred and first" in {one.text for one in record.observations}

    def test_a_page_too_large_is_asked_record_by_record(self):
        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            text, asked = question["query"], json.dumps(question["variables"])
            if "OrderIds" in text:
                return told({"data": {"orders": {"items": [{"id": "11"}, {"id": "12"}]}}})
            for one in ("11", "12"):
                if "query Orders" in text and f'"eq": "{one}"' in asked:
                    return told({"data": {"orders": {"items": [{**ORDER, "id": one}]}}})
            if "query Orders" in text:
                return httpx.Response(200, content=b" " * (http.MIB * 6))
            return self.answer(request)

        pages = self.pages(handler)
        assert len([one for page in pages for one in page.orders]) == 2

    def test_a_whole_page_of_spoilt_records_ends_nothing(self):
        ids = [
            {"id": str(n), "updatedAt": f"2026-11-22T00:{n // 60:02d}:{n % 60:02d}Z"}
            for n in range(70)
        ]

        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            text, options = question["query"], question["variables"].get("options", {})
            if "Order" not in text:
                return self.answer(request)
            wanted = options["filter"].get("id", {}).get("eq")
            after = options["filter"].get("updatedAt", {}).get("after", "")
            some = [one for one in ids if wanted in {None, one["id"]} and one["updatedAt"] > after]
            if "OrderIds" in text:
                return told({"data": {"orders": {"items": some[:50]}}})
            return httpx.Response(200, json={"errors": [{"message": "spoilt"}]})

        pages = self.pages(handler)
        bad = {one.external_id for page in pages for one in page.unreadable}
        assert len(bad) == 70

    def test_people_are_read_again_with_all_their_orders(self):
        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            if "OrdersOf" in question["query"]:
                orders = {"totalItems": 1, "items": [{"id": "77"}]}
                return told({"data": {"customers": {"items": [{"id": "1", "orders": orders}]}}})
            if "query Orders" in question["query"]:
                assert question["variables"]["options"]["filter"] == {"id": {"in": ["11", "77"]}}
            return self.answer(request)

        async def again() -> list[Page]:
            source = self.opened(Wire(handler).transport())
            wanted = Wanted(people=["1"], orders=["11"], with_their_orders=True)
            return [page async for page in source.reread(wanted)]

        pages = asyncio.run(again())
        assert [page.fetched() for page in pages] == [1, 2]
        assert [page.gone for page in pages] == [Gone(), Gone(orders=("77",))]

    def test_a_graphql_error_is_refused_with_its_words(self):
        wrong = {"errors": [{"message": "Cannot query field", "extensions": {"code": "X"}}]}
        failure, _ = self.failing(lambda _: httpx.Response(200, json=wrong))
        assert (failure.kind, "Cannot query field" in failure.message) == ("refused", True)


def test_a_missing_password_says_how_to_set_it():
    given = Given("web-shop", {"base_url": "x", "username": "y"}, {}, "AT", SourceContract.CLOCK)
    with pytest.raises(SignInAgain, match="secrets set web-shop password"):
        MANIFEST.open(given)
