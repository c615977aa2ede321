"""Returns, their verdicts, quotes and escalations as the interface writes them."""

from agent_console.actions.returns.cases import Case
from agent_console.actions.returns.deciding import Escalation
from agent_console.cli.documents.values import money
from agent_console.domain.acting.label import Quote, Rate
from agent_console.domain.moment import iso_z
from agent_console.domain.returning.verdict import Verdict
from agent_console.queries.who import customer_id


def verdict(told: Verdict) -> dict[str, object]:
    """Write a verdict."""
    return {
        "eligible": told.is_eligible,
        "sentence": told.sentence,
        "clause": told.clause,
        "delivered_on": told.delivered_on and told.delivered_on.isoformat(),
        "last_day": told.last_day and told.last_day.isoformat(),
        "days_left": told.days_left,
        "label_fee": told.label_fee and money(told.label_fee),
        "would_help": list(told.would_help),
        "exception_possible": not (told.is_eligible or told.is_final),
    }


def rate(told: Rate) -> dict[str, object]:
    """Write a rate."""
    return {
        "id": told.external_id,
        "carrier": told.carrier,
        "service": told.service,
        "price": money(told.price),
        "days": told.days,
    }


def quote(told: Quote) -> dict[str, object]:
    """Write a quote, the cheapest rate first."""
    return {"rates": [rate(one) for one in told.rates], "warnings": list(told.warnings)}


def case(told: Case) -> dict[str, object]:
    """Write what goes back and why."""
    order = told.order
    return {
        "key": told.intent.key,
        "order": order.order,
        "lines": [
            {"sku": one.sku, "title": one.title, "quantity": f"{one.quantity.normalize():f}"}
            for one in order.items
        ],
        "reason": order.reason.value,
        "exception": order.exception,
        "verdict": order.verdict,
        "clause": order.clause,
        "rate": rate(order.rate),
    }


def escalation(told: Escalation) -> dict[str, object]:
    """Write an exception that waits for a decision, with all the evidence."""
    intent = told.case.intent
    return {
        "key": intent.key,
        "customer": {"id": customer_id(told.customer.id), "name": told.customer.name},
        "asked_by": intent.actor,
        "asked_at": iso_z(intent.created_at),
        "order": told.case.order.order,
        "request": case(told.case),
        "verdict": None if told.judged is None else verdict(told.judged.verdict),
        "money": {
            "label": money(told.case.order.rate.price),
            "goods": None if told.judged is None else money(told.judged.worth),
        },
        "changed": list(told.changed),
        "history": [{**case(one), "state": one.intent.state.value} for one in told.earlier],
        "suggestion": {"decision": told.suggestion.decision.value, "why": told.suggestion.why},
    }
