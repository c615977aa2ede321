"""How a carrier's connector reads a raw answer, for people and tests to look at."""

from collections.abc import Iterator

from agent_console.connectors.kit.carrier.telling import Reader, Told
from agent_console.connectors.kit.explaining import Decoder, Document, Listed, documents
from agent_console.connectors.kit.reading import decode
from agent_console.ports.explaining import Exchange, Explained, Trouble


def explained(
    exchange: Exchange, read: Reader, listed: Listed, *, decoder: Decoder = decode
) -> Explained:
    """Read all parcels of a raw answer, whatever they are wrapped in, and its errors.

    An empty list is none of the answers that a carrier gives.
    """
    answers = list(documents(exchange, listed, decoder)) or [Document([], exchange.http_status)]
    told = [one for each in answers for one in read(each)]
    shipments = [one.shipment for one in told if one.shipment is not None]
    errors = [error for one in told for error in _errors(one)]
    return Explained(shipments=tuple(shipments), errors=tuple(errors))


def _errors(told: Told) -> Iterator[Trouble]:
    if told.trouble is not None:
        yield told.trouble
    for why in told.left_out:
        yield Trouble("refused", f"left out: {why}")
