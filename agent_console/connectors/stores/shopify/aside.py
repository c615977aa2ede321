"""What Shopify keeps beside purchases and parcels: people alone, and gift cards."""

from agent_console.connectors.kit.explaining import account, kept_in_store
from agent_console.connectors.kit.reading import Node
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.stores.shopify import people, rest
from agent_console.domain.contact import Contact
from agent_console.domain.moment import Moment


def customer(node: Node, region: str) -> Contact:
    """Read a customer who comes without an order, of GraphQL or of the old API."""
    told = Node(rest.customer(node)) if node["updatedAt"].is_absent else node
    person = people.person(told, region, lambda _, __: "")
    return account(person, told_time(told["updatedAt"]) or Moment())


def gift_card(node: Node) -> Contact:
    """Read a gift card: what is left on it, of GraphQL or of the old API."""
    told = rest.gift_card(node) if node["lastCharacters"].is_absent else node
    ending, expires = told["lastCharacters"].text(), told["expiresOn"].text_or_none()
    left, of = _amount(told["balance"]), _amount(told["initialValue"])
    words = [
        f"Gift card ending in {ending}: {left} of {of} left",
        expires and f"expires on {expires}",
        None if told["deactivatedAt"].is_missing() else "not valid any more",
        told["note"].text_or_none(),
    ]
    time = told_time(told["updatedAt"]) or Moment()
    return kept_in_store(" · ".join(filter(None, words)), time)


def _amount(node: Node) -> str:
    amount = node["amount"]
    amount.decimal()
    return f"{amount.text()} {node['currencyCode'].text()}"
