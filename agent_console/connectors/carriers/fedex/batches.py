"""An answer of FedEx's to several numbers, taken apart into one for each."""

import json
from dataclasses import replace

from agent_console.connectors.kit.http import Answer
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError, decode


def apart(answer: Answer) -> dict[str, Answer]:
    """Return the answer to each number; none where it does not say to which it belongs."""
    try:
        results = Node(decode(answer.body))["output"]["completeTrackResults"].value
    except UnreadableError:
        return {}
    found: dict[str, list[object]] = {}
    for one in results if isinstance(results, list) else ():
        number = Lapses().leaving_out(Node(one)["trackingNumber"].text_or_none)
        if number is not None:
            found.setdefault(number, []).append(one)
    return {number: _alone(answer, told) for number, told in found.items()}


def _alone(answer: Answer, results: list[object]) -> Answer:
    body = json.dumps({"output": {"completeTrackResults": results}}, ensure_ascii=False)
    return replace(answer, body=body.encode())
