"""The pages that "open in store admin" leads to: what the store knows, in plain HTML."""

from collections.abc import Iterator
from html import escape

from agent_console.sandbox.vendure.notation import Record
from agent_console.sandbox.vendure.rendering import Rendered

STYLE = "body{font:16px sans-serif;max-width:40em;margin:3em auto}dt{color:#666}dd{margin:0 0 1em}"
ORDER = ("code", "state", "orderPlacedAt", "updatedAt", "currencyCode", "totalWithTax")
CUSTOMER = ("firstName", "lastName", "emailAddress", "phoneNumber", "createdAt", "updatedAt")


def page(rendered: Rendered, path: str) -> bytes | None:
    """Show /admin/orders/ID or /admin/customers/ID."""
    _, _, what, number = (*path.split("/"), "", "")[:4]
    record, shown = rendered.orders.get(number), ORDER
    if what == "customers":
        record, shown = rendered.customers.get(number), CUSTOMER
    if record is None or what not in {"orders", "customers"}:
        return None
    return "".join(_lines(f"{what[:-1].title()} {number}", record, shown)).encode()


def _lines(title: str, record: Record, shown: tuple[str, ...]) -> Iterator[str]:
    yield f"<!doctype html><meta charset=utf-8><title>{title} - demo store</title>"
    yield f"<style>{STYLE}</style><h1>{title}</h1><dl>"
    for name in shown:
        yield f"<dt>{name}<dd>{escape(str(record[name]))}"
    yield "</dl>"
