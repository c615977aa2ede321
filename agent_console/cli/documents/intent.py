"""An intent as the interface writes it."""

from agent_console.domain.acting.intent import Intent
from agent_console.domain.moment import iso_z
from agent_console.queries.who import customer_id


def intent(one: Intent) -> dict[str, object]:
    """Write an intent."""
    return {
        "key": one.key,
        "kind": one.wanted.kind.value,
        "customer": customer_id(one.customer),
        "state": one.state.value,
        "attempts": one.attempts,
        "created_at": iso_z(one.created_at),
        "due_at": iso_z(one.wanted.due_at),
        "outcome": one.outcome,
        "connection": one.wanted.connection,
        "order": one.wanted.order,
        "actor": one.actor,
        "settle_at": iso_z(one.look_at),
    }
