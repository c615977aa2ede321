"""The numbers of parcels that customers send back, where people only write of them."""

import re
from collections.abc import Iterable, Iterator

from agent_console.domain.tracking.printed_numbers import Printed, printed

RETURN = re.compile(
    r"""\b(?:
        return[ ]?(?:label|parcel|package|shipment|number|tracking)
      | (?:r(?:ü|ue)ck(?:sende|sendung|schein|paket)|retour(?:en)?(?:label|etikett|schein|paket))
      | retoure | retourzending | retourpakket | retouretiket
      | (?:étiquette|bon|bordereau|colis)[ ](?:de[ ])?retour
      | etiqueta[ ]de[ ]devoluci(?:ó|o)n | etichetta[ ]di[ ]reso | etykiet\w*[ ]zwrotn
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What goes back with a number: no verb, for "returned to sender" is no return."""
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")


def named(texts: Iterable[str]) -> Iterator[Printed]:
    """Yield the numbers that stand in one sentence with a return label or parcel."""
    for text in texts:
        for sentence in SENTENCE.split(text):
            if RETURN.search(sentence):
                yield from printed(sentence)
