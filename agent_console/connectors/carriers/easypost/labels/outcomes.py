"""What an answer of EasyPost to a purchase means: a no only where it surely is one.

The codes are EasyPost's own list of errors. What is not in the tables here is unclear, and so is
an answer that speaks of a purchase: SHIPMENT.POSTAGE.EXISTS, SHIPMENT.PURCHASE.IN_PROGRESS,
SHIPMENT.POSTAGE.TIMED_OUT and NO_RESPONSE mean that somebody has to look.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.connectors.carriers.easypost import mapper
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.reading import Node
from agent_console.ports.acting.sending import NotGone, Refusal, Unclear
from agent_console.ports.failures import MOST_WORDS

WRONG, BROKEN, PAY = 400, 500, 402
RATE_LIMITED = "RATE_LIMITED"
QUOTE_AGAIN = "ask for the prices again, and buy at one of those"
CHECK_PARCEL = "check both addresses and the parcel, then ask for the prices again"
NOT_SOLD = f"the carrier did not sell it: {CHECK_PARCEL}, or take another service"
CHECK_KEY = "put the API key of the connection right, then buy again"
CHECK_CARRIER = "take another service, or have the carrier's account at EasyPost put right"
FILL_UP = "fill up the balance at EasyPost, then buy again"
NOTHING_BOUGHT: Mapping[str, str] = {
    "SHIPMENT.POSTAGE.FAILURE": NOT_SOLD,
    "SHIPMENT.MISSING_RATE": QUOTE_AGAIN,
    "SHIPMENT.MISSING_INFORMATION": CHECK_PARCEL,
    "SHIPMENT.INVALID": CHECK_PARCEL,
    "SHIPMENT.INVALID_PARAMS": CHECK_PARCEL,
    "SHIPMENT.OPTIONS.INVALID": CHECK_CARRIER,
    "SHIPMENT.RATE.CARRIER_ACCOUNT_INVALID": CHECK_CARRIER,
    "SHIPMENT.RATES.UNAVAILABLE": QUOTE_AGAIN,
    "SHIPMENT.CUSTOMS_INFO.REQUIRED": "this way needs customs papers: buy it at the carrier",
    "PARAMETER.REQUIRED": QUOTE_AGAIN,
    "PARAMETER.INVALID": QUOTE_AGAIN,
    "NOT_FOUND": f"EasyPost does not know it under this API key: {QUOTE_AGAIN}",
    "APIKEY.INACTIVE": CHECK_KEY,
    "UNAUTHORIZED": CHECK_KEY,
    "MODE.UNAUTHORIZED": CHECK_KEY,
    "PAYMENT_REQUIRED": FILL_UP,
    "INSUFFICIENT_FUNDS": FILL_UP,
}
"""Errors by which nothing was bought for sure, and what to do about each."""
NOT_TAKEN_BACK: Mapping[str, str] = {
    "SHIPMENT.REFUND.UNAVAILABLE": "the carrier has the parcel already, or does not take this back",
    "SHIPMENT.POSTAGE.REQUIRED": "no label was bought under this shipment",
    "NOT_FOUND": "EasyPost does not know this shipment under this API key",
    "APIKEY.INACTIVE": CHECK_KEY,
    "UNAUTHORIZED": CHECK_KEY,
    "MODE.UNAUTHORIZED": CHECK_KEY,
}
"""Errors by which nothing was asked of the carrier for sure."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of EasyPost: its status, what it says, and since when to ask again."""

    status: int
    node: Node
    retry_after_s: float | None = None

    def code(self) -> str:
        """Return the code of its error, if it has one."""
        code = self.node["error"]["code"].value
        return code.upper() if isinstance(code, str) else ""

    def words(self) -> str:
        """Say what its error says."""
        trouble = mapper.trouble(Document(self.node.value, self.status))
        return f"HTTP {self.status}" if trouble is None else trouble.message[:MOST_WORDS]


def no_of(told: Told, name: str, definite: Mapping[str, str]) -> Refusal | NotGone | Unclear:
    """Return what an answer means that is no success."""
    is_ours = WRONG <= told.status < BROKEN
    if is_ours and told.code() in definite:
        return Refusal(f"{name} refused: {told.words()}. To do: {definite[told.code()]}")
    if is_ours and told.status == PAY and told.code():
        return Refusal(f"{name} wants money first: {told.words()}. To do: {FILL_UP}")
    if is_ours and told.code() == RATE_LIMITED:
        return NotGone(f"{name} asks to wait: {told.words()}", told.retry_after_s)
    return Unclear(f"{name} did not say clearly what came of it: {told.words()}")
