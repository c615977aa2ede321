"""A return as it is typed: which articles of which order, and why."""

import asyncio
import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from agent_console.actions.messages.writing import LabelTopic, Writing, letter
from agent_console.actions.returns.asking import Asked, Choice, allowed
from agent_console.actions.returns.cases import Case, case_of
from agent_console.actions.returns.judging import CannotReturnError, ReturnWish
from agent_console.cli.command import Console, Result, UsageError
from agent_console.cli.documents import returns as documents
from agent_console.cli.documents.intent import intent as intent_document
from agent_console.cli.message.command import NoWayOutError, way_of_mail
from agent_console.domain.acting.intent import Intent, new_key
from agent_console.domain.acting.label import LabelFormat, Quote, Rate
from agent_console.domain.customer import Customer
from agent_console.domain.profile import Statement
from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.acting.sending import Way
from agent_console.queries.customer import customer
from agent_console.queries.who import find_one
from agent_console.sync.dispatch import WayOut

LABEL = "return_label"
MOST = Decimal(100_000)
QUANTITY = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")


def order(console: Console, arguments: Namespace) -> Result:
    """Judge what is typed, ask for its price, and order the label unless it is only a question."""
    wish, desk, returns = _wish(arguments), console.desk(), console.acting.returns()
    found = customer(desk, find_one(desk, arguments.who))
    judged = returns.judge(found, wish, console.clock.now())
    is_exception = allowed(judged, arguments.exception)
    key, way = new_key(), selling(console)
    quote = _quote(way, returns.parcel(judged, key))
    told = {
        "verdict": documents.verdict(judged.verdict),
        "quote": documents.quote(quote),
    }
    if arguments.quote:
        _rate(quote, arguments.service)
        return Result(told, [judged.verdict.sentence, *_rates(quote)])
    asked = Asked(found.id, judged, _choice(arguments, quote))
    if arguments.mail:
        asked = replace(asked, choice=_with_mail(console, found, key, asked))
    intent = returns.ask(key, asked, _said(console), Way(way.name, way.settle))
    return _told(intent, told, is_exception=is_exception)


def _said(console: Console) -> Statement:
    return Statement(console.actor, console.clock.now(), "")


def _choice(arguments: Namespace, quote: Quote) -> Choice:
    chosen = _rate(quote, arguments.service)
    return Choice(quote, chosen, LabelFormat(arguments.format), arguments.exception)


def selling(console: Console) -> WayOut:
    """Return the connection that sells labels.

    Raises:
        NoWayOutError: none does.
    """
    found = [one for one in console.setup().ways_out() if one.sell is not None]
    if not found:
        raise NoWayOutError(
            "No connection sells labels. Connect one that does: `connections add` easypost."
        )
    return found[0]


def _told(intent: Intent, told: Mapping[str, object], *, is_exception: bool) -> Result:
    made = case_of(intent)
    if made is None:
        raise CannotReturnError("What was asked for cannot be read again.")
    whole = intent_document(intent)
    document = {**whole, "intent": whole, "return": documents.case(made), **told}
    return Result(document, _lines(made, is_exception=is_exception))


def _lines(made: Case, *, is_exception: bool) -> list[str]:
    rate = made.order.rate
    state = "waits for a decision" if is_exception else "is bought next"
    return [
        made.order.verdict,
        f"{made.intent.key}: {rate.carrier} {rate.service}, {rate.price}, {state}",
    ]


def _wish(arguments: Namespace) -> ReturnWish:
    if not arguments.order or not arguments.line or not arguments.reason:
        raise UsageError("A return needs --order NUMBER, --line SKU=QTY and --reason R.")
    lines: dict[str, Decimal] = {}
    for one in arguments.line:
        sku, quantity = _line(one)
        lines[sku] = lines.get(sku, Decimal(0)) + quantity
    reason = Reason(arguments.reason)
    return ReturnWish(arguments.order, lines, reason, is_another=arguments.another)


def _line(told: str) -> tuple[str, Decimal]:
    sku, _, number = told.rpartition("=")
    quantity = Decimal(number) if QUANTITY.fullmatch(number) else Decimal(0)
    if not sku or not 0 < quantity <= MOST:
        raise UsageError(f"--line is written SKU=QTY, as SHOE-42=1, not {told!r}.")
    return sku, quantity


def _quote(way: WayOut, parcel: Parcel) -> Quote:
    async def asked() -> Quote:
        if way.sell is None:
            raise NoWayOutError(f"{way.name} sells no labels.")
        seller = way.sell()
        try:
            return await seller.quote(parcel)
        finally:
            await seller.close()

    quote = asyncio.run(asked())
    if not quote.rates:
        raise CannotReturnError("No carrier offers a label for this parcel.", *quote.warnings)
    return quote


def _rate(quote: Quote, service: str | None) -> Rate:
    """Choose the cheapest, or that of a service."""
    if service is None:
        return quote.rates[0]
    found = [one for one in quote.rates if service.casefold() == one.service.casefold()]
    if not found:
        known = ", ".join(one.service for one in quote.rates)
        raise UsageError(f"There is no service {service!r} for it; there are: {known}.")
    return found[0]


def _rates(quote: Quote) -> Sequence[str]:
    return [f"{one.price}  {one.carrier} {one.service}" for one in quote.rates] + [*quote.warnings]


def _with_mail(console: Console, found: Customer, key: str, asked: Asked) -> Choice:
    """Return the choice with a letter that takes the label along."""
    judged, rate = asked.judged, asked.choice.rate
    items = tuple((one.title, f"{one.quantity.normalize():f}") for one in judged.items)
    wish = Writing(
        template=LABEL,
        language=console.acting.language,
        signer=console.signer,
        order=judged.known.order.number,
        label=LabelTopic(key, rate.carrier, items, judged.verdict.last_day),
    )
    written = letter(console.acting.writing_desk, found, wish, console.clock.now())
    way, said = way_of_mail(console), _said(console)
    wanted = console.acting.post().along(written, found, way, said)
    return replace(asked.choice, mail=(new_key(), wanted))
