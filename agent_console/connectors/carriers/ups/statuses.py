"""UPS's words in ours; what is not listed is unknown and stays verbatim."""

from agent_console.connectors.kit.carrier.faults import TROUBLED, by_code
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import Fault, ParcelStatus

TYPES = {
    "D": ParcelStatus.DELIVERED,
    "I": ParcelStatus.IN_TRANSIT,
    "M": ParcelStatus.PRE_TRANSIT,
    "MV": ParcelStatus.CANCELLED,
    "P": ParcelStatus.IN_TRANSIT,
    "X": ParcelStatus.EXCEPTION,
    "RS": ParcelStatus.RETURN_TO_SENDER,
}
"""What sort of event it is; in transit and out for delivery are one to UPS."""

_NUMBERS = {
    ParcelStatus.PRE_TRANSIT: "3 44 45 77 79 80 157 166",
    ParcelStatus.IN_TRANSIT: (
        "5 10 12 14 16 25 38 39 41 42 47 57 70 71 73 74 75 84 87 92 134 137 138 143 158 159 160"
        " 164 165 167 168 169"
    ),
    ParcelStatus.OUT_FOR_DELIVERY: "6 21 37 72 78 89 91 146 162",
    ParcelStatus.AVAILABLE_FOR_PICKUP: "17 40 100 106 108 144 161",
    ParcelStatus.DELIVERED: "11 26",
    ParcelStatus.ATTEMPT_FAILED: "22 23 24 60 61 62 66 145",
    ParcelStatus.RETURN_TO_SENDER: "34 35 36 67 81 118",
    ParcelStatus.CANCELLED: "7",
    ParcelStatus.EXCEPTION: (
        "13 29 30 32 46 48 49 50 51 52 53 58 59 64 68 69 76 83 85 86 90 123 124 125 126 132 139 141"
        " 147 149"
    ),
}
BY_NUMBER = {
    int(number): status for status, numbers in _NUMBERS.items() for number in numbers.split()
}
"""The status of an event by its number, where it says more than the sort of event."""

_FAULT_NUMBERS = {
    Fault.CARRIER: "132",
    Fault.WEATHER: "32 51 52 53",
    Fault.ADDRESS: "50",
    Fault.CONSIGNEE: "22 23 24 61 62 64 85 139",
    Fault.CUSTOMS: "58 123 124 125 126 141 147",
    Fault.RETAILER: "149",
    Fault.DAMAGE: "59 81",
    Fault.LOSS: "68",
}
FAULT_BY_NUMBER = {int(one): fault for one, fault in by_code(_FAULT_NUMBERS).items()}
"""By whose fault it is by the number of an event; "Delay" alone says of nobody."""
FAULT_BY_CODE = by_code(
    {
        Fault.CARRIER: (
            "1K 1L 1O 1Q 1V 1X 2H 2Y 2Z 3A 3B 3C 3L 3T 4K 4Z 5U 5W 5Z 6E 7G 7R 7Y 7Z 8G 8K 8L 9L"
            " 9M 9N 9O 9P 9Q 9R 9S 9T 9U 9V 9X 9Y 9Z AR AZ C6 CC CD CK CM CQ DC E3 FG FX GD GH"
            " GI HA HD HH I6 IJ IL IN IO K1 LE LF MB NP NW OS PM RF RG RN S6 SN TM TN U4"
            " UL UM YV"
        ),
        Fault.WEATHER: "2A 3D 6D 7V 7W 7X BW C5 CR DF DJ EA PY PZ",
        Fault.ADDRESS: (
            "A6 A7 A8 A9 AA AB AC AD AE AF AK AL AV AW BO CW CY EE EG FA H1 H2 H3 H4 H5 OJ PI PN"
            " PS QZ R0 R5 RH RJ RK RM RT RX RY S3 S5 S7 SA SE SF SK TU UN YF YJ YK"
        ),
        Fault.CONSIGNEE: (
            "3N 5G 6C 7F 7L 8H AM AN AP AQ AX AY BI BQ BS BT C4 C8 CO D1 D5 DI DT DV DX EC"
            " EI EY FC FM FO FZ G7 G8 IG IH II IR KI KR KS KT KX KY KZ L1 OH PG PJ PL PU"
            " QU QW QX R2 R6 R7 RA RC RI RU RV S0 S2 SB SC SH SJ SR TB UF UY VI VJ VL YE ZM"
        ),
        Fault.CUSTOMS: (
            "1U 1W 2B 2T 4T 7H 7P 7S 7T 7U A1 A2 A3 AO B2 B5 BA BB BD BE BG BH BJ BK BX CE CF CN"
            " CP CT CX D0 DK ES ET EU EV EW FE FF G5 GF GZ HC I2 L2 L3 L5 LV OB OI OQ PD PK PO PQ"
            " Q8 Q9 QA QB QC QD QE QF QG QH QI QJ QK QL QM QN QP QQ SS ST SV T9 VK X2 X3 X5 X6 X7"
            " X8 XB XC XE XG XJ XK XL XN XV XW XY XZ Y1 YA"
        ),
        Fault.RETAILER: (
            "4P 8A 9F C9 CS CU CV CZ H9 I1 IY J0 K2 O0 OM PR R8 RL S1 SI TX U0 UR US XU"
        ),
        Fault.DAMAGE: "D4 E8 E9 HR KQ LQ PH PX QR QV R3 RZ SG TV UJ XD",
        Fault.LOSS: "AJ F8 GK LC R9 TJ UO UX",
    }
)
"""The same by UPS's codes of what went wrong, of parcels; where nothing did they mean others."""

WAIT, SIGN_IN, MISSING, REFUSED = "try_later", "sign_in_again", "not_found", "refused"
ERROR_KINDS = {
    "10429": WAIT,
    "10400": REFUSED,
    "10401": SIGN_IN,
    "10403": SIGN_IN,
    "250001": SIGN_IN,
    "250002": SIGN_IN,
    "250003": SIGN_IN,
    "TV0001": REFUSED,
    "TV1002": REFUSED,
    "TV1003": REFUSED,
    "TW0001": MISSING,
    "151018": REFUSED,
    "151044": MISSING,
    "154010": SIGN_IN,
}
"""The codes of UPS's errors and warnings."""


def status(kind: str | None, number: str | None) -> ParcelStatus:
    """Return our word for an event by its sort and number; never a delivery that UPS does not say.

    What is delivered to a place where it waits for its receiver is not delivered yet.
    """
    by_kind = TYPES.get((kind or "").upper())
    by_number = BY_NUMBER.get(_number(number))
    if by_number is ParcelStatus.DELIVERED and by_kind not in {None, ParcelStatus.DELIVERED}:
        return by_kind
    if by_kind in {ParcelStatus.PRE_TRANSIT, ParcelStatus.CANCELLED}:
        return by_kind
    if by_kind is ParcelStatus.DELIVERED and by_number not in WAITING:
        return by_kind
    return by_number or by_kind or ParcelStatus.UNKNOWN


def fault(meaning: ParcelStatus, number: str | None, code: str | None) -> Fault | None:
    """Return by whose fault something went wrong that means one of our words for trouble."""
    if meaning not in TROUBLED:
        return None
    by_number = FAULT_BY_NUMBER.get(_number(number))
    return FAULT_BY_CODE.get((code or "").strip().upper(), by_number)


WAITING = frozenset({ParcelStatus.AVAILABLE_FOR_PICKUP, ParcelStatus.RETURN_TO_SENDER})


def error_kind(code: str | None, document: Document) -> str:
    """Return which of our failures an error is: by its code, else by how it came."""
    by_code = ERROR_KINDS.get(code or "")
    if by_code is not None:
        return by_code
    by_status = trouble_of(document)
    return REFUSED if by_status is None else by_status.kind


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= 6 else -1  # noqa: PLR2004 - no event has more digits
