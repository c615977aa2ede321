"""WooCommerce's REST API v3 over a store in memory: what it filters, sorts, pages and refuses."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.peers.woocommerce.shop import SITE, TRASH, Record, WooShop

API = "/wp-json/wc/v3"
KEY, SECRET = "ck_loopback", "cs_loopback-only"
MOST = 100
JSON, HTML = "application/json; charset=UTF-8", "text/html; charset=UTF-8"
NO_ROUTE = "No route was found matching the URL and request method."
ORDER = re.compile(rf"{API}/orders/(\d+)(?:/(notes|refunds))?$")
SORTED = {
    "modified": lambda one: (one["date_modified_gmt"] or "", one["id"]),
    "date": lambda one: (one["date_created_gmt"], one["id"]),
    "registered_date": lambda one: (one["date_created_gmt"], one["id"]),
    "name": lambda one: (one.get("username", ""), one["id"]),
}


@dataclass
class Reply:
    """An answer as it goes over the wire."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


def refusal(status: int, code: str, message: str) -> Reply:
    """Return an error as WordPress words it."""
    told = {"code": code, "message": message, "data": {"status": status}}
    return Reply(status, json.dumps(told), {"content-type": JSON})


@dataclass
class WooApi:
    """Answers GET requests; `instead` are answers by the beginning of a path, used before all."""

    shop: WooShop
    key: str = KEY
    secret: str = SECRET
    most_at_once: int = MOST
    can_list_trash: bool = True
    heeds_dates: bool = True
    unlisted: set[str] = field(default_factory=lambda: {TRASH, "auto-draft"})
    instead: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def reply(self, path: str, query: Mapping[str, str], authorization: str) -> Reply:
        """Answer a request."""
        self.asked.append((path, dict(query)))
        for start, reply in self.instead.items():
            if path.startswith(start):
                return reply
        wanted = b64encode(f"{self.key}:{self.secret}".encode()).decode()
        if authorization != f"Basic {wanted}":
            message = "Sorry, you cannot list resources."
            return refusal(401, "woocommerce_rest_cannot_view", message)
        return self._answer(path, query)

    def _answer(self, path: str, query: Mapping[str, str]) -> Reply:
        if found := ORDER.fullmatch(path):
            return self._of_order(int(found[1]), found[2], query)
        if path == f"{API}/orders":
            return self._orders(query)
        if path == f"{API}/customers":
            return self._customers(query)
        return refusal(404, "rest_no_route", NO_ROUTE)

    def count(self, ending: str) -> int:
        """Return how often paths with that ending were asked for."""
        return sum(path.endswith(ending) for path, _ in self.asked)

    def _of_order(self, number: int, part: str | None, query: Mapping[str, str]) -> Reply:
        if number not in self.shop.orders:
            return refusal(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")
        if part is None:
            return _json(self.shop.orders[number], {})
        if part == "notes":
            return _json(list(reversed(self.shop.notes[number])), {})
        return self._listed(self.shop.refunds[number], query, "date")

    def _orders(self, query: Mapping[str, str]) -> Reply:
        found: Iterable[Record] = self.shop.orders.values()
        status = query.get("status", "any")
        if status == TRASH and not self.can_list_trash:
            return refusal(400, "rest_invalid_param", "Invalid parameter(s): status")
        if status == TRASH:
            found = [one for one in found if one["status"] == TRASH]
        else:
            found = [one for one in found if one["status"] not in self.unlisted]
        if "customer" in query:
            found = [one for one in found if str(one["customer_id"]) == query["customer"]]
        if not self.heeds_dates:
            return self._listed(found, query, "date")
        after, before = (_bound(query, name) for name in ("modified_after", "modified_before"))
        found = [one for one in found if _is_within(one["date_modified_gmt"], after, before)]
        before = _bound(query, "before")
        found = [one for one in found if _is_within(one["date_created_gmt"], None, before)]
        return self._listed(found, query, "date")

    def _customers(self, query: Mapping[str, str]) -> Reply:
        role = query.get("role", "customer")
        found = [one for one in self.shop.customers.values() if role in {"all", one["role"]}]
        if "email" in query:
            found = [one for one in found if one["email"] == query["email"]]
        return self._listed(found, query, "name")

    def _listed(self, found: Iterable[Record], query: Mapping[str, str], default: str) -> Reply:
        per_page = int(query.get("per_page", 10))
        if not 1 <= per_page <= MOST:
            message = "per_page must be between 1 (inclusive) and 100 (inclusive)"
            return refusal(400, "rest_invalid_param", message)
        per_page = min(per_page, self.most_at_once)
        if "include" in query:
            ids = {int(one) for one in query["include"].split(",")}
            found = [one for one in found if one["id"] in ids]
        by = SORTED.get(query.get("orderby", default), lambda one: one["id"])
        whole = sorted(found, key=by, reverse=query.get("order", "desc") == "desc")
        start = int(query.get("offset", 0)) or (int(query.get("page", 1)) - 1) * per_page
        page = whole[start : start + per_page]
        if "_fields" in query:
            names = query["_fields"].split(",")
            page = [{name: one[name] for name in names if name in one} for one in page]
        pages = -(-len(whole) // per_page)
        return _json(page, {"X-WP-Total": str(len(whole)), "X-WP-TotalPages": str(pages)})


def _json(told: object, headers: dict[str, str]) -> Reply:
    return Reply(200, json.dumps(told), {"content-type": JSON, **headers})


def _bound(query: Mapping[str, str], name: str) -> str | None:
    """Return a bound in GMT; told without `dates_are_gmt` it is the clock on the store's wall."""
    if name not in query:
        return None
    at = datetime.fromisoformat(query[name])
    if query.get("dates_are_gmt") != "true":
        at -= SITE
    return at.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _is_within(at: str | None, after: str | None, before: str | None) -> bool:
    """Say whether a time lies strictly between two others."""
    at = at or ""
    return (after is None or at > after) and (before is None or at < before)
