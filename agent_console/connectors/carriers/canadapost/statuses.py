"""Canada Post's events in our words; what is not listed is unknown and stays verbatim."""

from agent_console.connectors.kit.carrier.faults import TROUBLED, by_code
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import Fault, ParcelStatus

_NUMBERS = {
    ParcelStatus.PRE_TRANSIT: "3000 3002",
    ParcelStatus.IN_TRANSIT: (
        "100 101 102 103 104 105 106 107 113 114 115 116 130 170 175 400 405 410 700 701 800 804"
        " 815 900 910 1240 1241 1244 1300 1301 1302 1303 1410 1480 1490 1703 1705 2300 2410 2500"
        " 2501 4000 4100 4202 4310 4311 4330 4400 4450 4500 4550 4600 4900 4950 5201 8901"
        " 610 611 612 613 614 615 616 617 618 619 620"
    ),
    ParcelStatus.OUT_FOR_DELIVERY: "174 500",
    ParcelStatus.AVAILABLE_FOR_PICKUP: "156 1405 1407 1435 1436 1437 1438 1488 1701 2407",
    ParcelStatus.DELIVERED: (
        "1406 1408 1409 1421 1422 1423 1424 1425 1426 1427 1428 1429 1430 1431 1432 1433 1434 1441"
        " 1442 1461 1462 1463 1465 1466 1467 1468 1469 1471 1472 1473 1475 1476 1496 1498"
    ),
    ParcelStatus.ATTEMPT_FAILED: "1411 1443 1479",
    ParcelStatus.EXCEPTION: (
        "117 118 120 121 127 150 159 160 161 162 163 171 172 173 179 621 622 623 624 625 626 627"
        " 628 629 630 710 810 1245 1412 1414 1444 1450 1483 1484 1487 1493 1494 1495 2411 2412"
        " 2414 2601 4650 4700"
    ),
    ParcelStatus.RETURN_TO_SENDER: (
        "167 168 169 181 182 183 184 1100 1415 1416 1417 1418 1419 1420 1481 1482 1491 1492 2600"
        " 2802 3001"
    ),
    ParcelStatus.CANCELLED: "190",
}
BY_NUMBER = {
    int(number): status for status, numbers in _NUMBERS.items() for number in numbers.split()
}
"""An event by its number. A locker or a counter holds a parcel for pickup: it is not delivered."""
NOTES = frozenset(
    {20, 21, 152, 198, 1200, 1203, 1210, 1214, 1215, 1216, 1220, 1221, 1223, 1224, 1225, 1230}
    | {1232, 1234, 2001, 2101}
)
"""Signatures, photos, money, wishes and dates: they tell nothing of where the parcel stands."""
WHOLE_WORDS = {
    "delivered": ParcelStatus.DELIVERED,
    "item successfully delivered": ParcelStatus.DELIVERED,
    "item out for delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "out for delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "item in transit": ParcelStatus.IN_TRANSIT,
    "item processed": ParcelStatus.IN_TRANSIT,
}
"""What the whole description says of an event whose number nobody knows."""
RETURNED = frozenset(
    {
        "item successfully returned to sender",
        "item returned to sender",
        "l'article a été renvoyé avec succès à l'expéditeur.",
        "l'article renvoyé à l'expéditeur est sorti pour livraison.",
        "l'article renvoyé à l'expéditeur est arrivé à l'installation postale.",
    }
)
"""The same numbers tell the way back too; then the whole description says so."""

_FAULT_NUMBERS = {
    Fault.CARRIER: "161 162 172",
    Fault.WEATHER: "159",
    Fault.ADDRESS: "120 171 173 1412 1415 1416 2412",
    Fault.CONSIGNEE: "121 1411 1417 1418 1419 1482 1492 2411",
    Fault.CUSTOMS: "117 127 182 810 1100 1487 1495",
    Fault.RETAILER: "167 168 169 181 184",
}
FAULT_BY_NUMBER = {int(one): fault for one, fault in by_code(_FAULT_NUMBERS).items()}
"""By whose fault it is by the number of an event; a power cut or a demonstration is nobody's."""

WAIT, SIGN_IN, MISSING, REFUSED = "try_later", "sign_in_again", "not_found", "refused"
ERROR_KINDS = {
    "004": MISSING,
    "E002": SIGN_IN,
    "SERVER": WAIT,
    "AA001": SIGN_IN,
    "AA002": SIGN_IN,
    "AA003": SIGN_IN,
    "AA004": SIGN_IN,
    "AA005": SIGN_IN,
    "AA006": SIGN_IN,
}
"""The codes of Canada Post's messages; "Server" rejects whoever asks too fast."""


def status(code: str | None, words: str | None) -> ParcelStatus:
    """Return our word for an event by its number, which may be padded with noughts."""
    said = (words or "").strip().casefold()
    if said in RETURNED:
        return ParcelStatus.RETURN_TO_SENDER
    number = _number(code)
    if number in NOTES:
        return ParcelStatus.UNKNOWN
    return BY_NUMBER.get(number, WHOLE_WORDS.get(said, ParcelStatus.UNKNOWN))


def fault(meaning: ParcelStatus, code: str | None) -> Fault | None:
    """Return by whose fault something went wrong that means one of our words for trouble."""
    return FAULT_BY_NUMBER.get(_number(code)) if meaning in TROUBLED else None


def is_note(code: str | None) -> bool:
    """Say whether an event tells nothing of where the parcel stands."""
    return _number(code) in NOTES


def error_kind(code: str | None, document: Document) -> str:
    """Return which of our failures a message is: by its code, else by how it came."""
    by_code = ERROR_KINDS.get((code or "").upper())
    if by_code is not None:
        return by_code
    by_status = trouble_of(document)
    return REFUSED if by_status is None else by_status.kind


def _number(code: str | None) -> int:
    return int(code) if code and code.isascii() and code.isdigit() and len(code) <= 6 else -1  # noqa: PLR2004 - no event has more digits
