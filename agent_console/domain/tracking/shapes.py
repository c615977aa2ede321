"""How the tracking numbers of carriers look, a record each.

What is publicly known of them is collected in the repository jkeen/tracking_number_data (MIT), from
which lengths, beginnings, weights and the countries of the postal union are learned.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.tracking import check_digits


class Certainty(StrEnum):
    """How far a number says by itself whose it is, the surest first."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Shape:
    """A carrier's numbers: how they look, which part a check digit proves, how far that goes.

    `n` is the part that the carrier tracks, `p` what is checked; without either it is all of it.
    The check reckons with `before` in front, which is not printed.
    """

    carrier: str | None
    pattern: re.Pattern[str]
    certainty: Certainty
    check: Callable[[str], bool] | None = None
    before: str = ""


def _all(written: str) -> re.Pattern[str]:
    return re.compile(written, re.ASCII)


SURE, LIKELY, POSSIBLE = Certainty
ROUTED = r"(?:420\d{5}(?:\d{4})?)?"
"""The postcode that USPS's labels bear before the number."""
MAILED = r"(?:9\d{8}(?:\d{7}|\d{11})|[0-8]\d{5}(?:\d{10}|\d{14}))\d"
"""USPS's number of a mailer, of nine digits or six, and that mailer's own of a parcel."""
SERVICES = r"(?:0[1-8]|14|2[1-6]|34|50|56|73|8[235])"
"""USPS's older services."""

SHAPES = (
    Shape("UPS", _all(r"1Z(?P<p>[0-9A-Z]{15}\d)"), SURE, check_digits.ups),
    Shape("UPS", _all(r"[AHJKTV](?P<p>\d{10})"), LIKELY, check_digits.ups),
    Shape(
        "USPS", _all(rf"{ROUTED}(?P<n>94\d{{3}}(?:9\d{{24}}|{MAILED}))"), SURE, check_digits.gs1
    ),
    Shape(
        "USPS", _all(rf"{ROUTED}(?P<n>9(?:3(?=\d{{3}}[0-8])|5)\d{{3}}{MAILED})"), SURE,
        check_digits.gs1,
    ),
    Shape("USPS", _all(rf"{ROUTED}(?P<n>92\d{{3}}(?=9){MAILED})"), LIKELY, check_digits.gs1),
    Shape("FedEx", _all(rf"{ROUTED}(?P<n>92\d{{3}}(?=9){MAILED})"), POSSIBLE, check_digits.gs1),
    Shape("UPS", _all(rf"{ROUTED}(?P<n>92\d{{3}}(?=9){MAILED})"), POSSIBLE, check_digits.gs1),
    Shape("USPS", _all(rf"{ROUTED}(?P<n>91{SERVICES}\d{{18}})"), SURE, check_digits.gs1),
    Shape("USPS", _all(rf"{ROUTED}(?P<n>{SERVICES}\d{{18}})"), LIKELY, check_digits.gs1, "91"),
    Shape("USPS", _all(rf"{SERVICES}\d{{18}}"), LIKELY, check_digits.gs1),
    Shape("FedEx", _all(r"6129\d{16}"), LIKELY, check_digits.gs1, "92"),
    Shape("FedEx", _all(r"\d{12}"), POSSIBLE, check_digits.fedex),
    Shape(
        "FedEx", _all(r"(?=[0-8]\d{33}$)\d{20}(?P<p>0*(?P<n>\d{12,14}))"), LIKELY,
        check_digits.fedex,
    ),
    Shape("FedEx", _all(r"3\d{15}(?P<n>(?P<p>\d{12}))\d{4}"), LIKELY, check_digits.fedex),
    Shape("FedEx", _all(r"\d{15}"), POSSIBLE, check_digits.gs1),
    Shape("FedEx", _all(r"0[0124](?P<p>\d{16})"), LIKELY, check_digits.gs1),
    Shape("FedEx", _all(r"96\d{5}(?P<n>(?P<p>\d{15}))"), SURE, check_digits.gs1),
    Shape("FedEx", _all(r"(?=\d{34}$)96\d{18}(?P<p>0*(?P<n>\d{12,14}))"), SURE, check_digits.fedex),
    Shape("DHL Paket", _all(r"003404\d{14}"), SURE, check_digits.gs1),
    Shape("DHL Paket", _all(r"00(?!3404)\d{18}"), POSSIBLE, check_digits.gs1),
    Shape("DHL Paket", _all(r"\d{12}"), POSSIBLE, check_digits.identcode),
    Shape("DHL Paket", _all(r"JJD\d{17,20}"), LIKELY),
    Shape("DHL Express", _all(r"\d{10,11}"), POSSIBLE, check_digits.mod7),
    Shape("DHL Express", _all(r"J[A-Z]{2,3}\d{9,10}"), LIKELY),
    Shape("DHL Express", _all(r"JVGL\d{11,20}"), LIKELY),
    Shape("DHL eCommerce", _all(r"GM(?=(?:[A-Z]*\d){10})[0-9A-Z]{10,39}"), LIKELY),
    Shape(
        "DHL eCommerce",
        _all(r"(?:LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=(?:[A-Z]*\d){10})[0-9A-Z]{10,39}"),
        POSSIBLE,
    ),
    Shape("DHL eCommerce", _all(r"\d{14}"), POSSIBLE),
    Shape(None, _all(r"[A-Z]{2}(?P<p>\d{9})[A-Z]{2}"), SURE, check_digits.s10),
    Shape("Canada Post", _all(r"\d{16}"), POSSIBLE, check_digits.gs1),
    Shape(
        "DPD", _all(r"(?P<p>\d{7}(?P<n>\d{14})\d{3}(?!000)\d{3}[0-9A-Z])"), SURE,
        check_digits.iso7064,
    ),
    Shape("DPD", _all(r"(?P<p>(?P<n>\d{14})[A-Z])"), SURE, check_digits.iso7064),
    Shape("DPD", _all(r"(?P<p>(?P<n>\d{14})\d)"), POSSIBLE, check_digits.iso7064),
    Shape("GLS", _all(r"\d{12}"), POSSIBLE, check_digits.gls),
    Shape("OnTrac", _all(r"C(?P<p>\d{14})"), SURE, check_digits.ups, "4"),
    Shape("OnTrac", _all(r"D(?P<p>\d{14})"), SURE, check_digits.ups, "5"),
    Shape("LaserShip", _all(r"L[AEHINX][1-3]\d{7}"), LIKELY),
    Shape("LaserShip", _all(r"1LS7[12]\d{10}"), LIKELY),
    Shape("LaserShip", _all(r"1LS7[12]\d{2}01[1-4]\d{6}1"), LIKELY),
    Shape("LaserShip", _all(r"1LSCX[0-9A-Z]{10}"), LIKELY),
    Shape("Amazon", _all(r"TB[ACM]\d{12}"), LIKELY),
    Shape("Amazon", _all(r"[ACF]\d{10}"), POSSIBLE),
    Shape("Purolator", _all(r"[0-5]\d{11}"), POSSIBLE, check_digits.luhn),
    Shape("Purolator", _all(r"[A-Z]{3}\d{9}"), POSSIBLE),
    Shape("Canpar", _all(r"[CDKLSUXZ]\d{21}"), LIKELY),
    Shape("Old Dominion", _all(r"(?:77[78]|072|780)\d{8}"), POSSIBLE, check_digits.luhn),
    Shape("Old Dominion", _all(r"80\d{9}"), POSSIBLE, check_digits.luhn),
    Shape("Spee-Dee", _all(r"SP\d{18}"), LIKELY),
    Shape("Landmark Global", _all(r"LTN\d{8}N1"), LIKELY),
    Shape("GOFO", _all(r"GFUS\d{14}"), LIKELY),
    Shape("PostNL", _all(r"3S[0-9A-Z]{11,13}"), LIKELY),
    Shape("La Poste", _all(r"[5-9][A-Z]\d{11}"), POSSIBLE),
    Shape("Yodel", _all(r"JJ?D\d{16}"), LIKELY),
    Shape("YunExpress", _all(r"YT\d{16}"), LIKELY),
)  # fmt: skip
"""Without a carrier it is of the post of the country at its end."""

_NUMBERING = (
    "AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG"
    " CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH"
    " GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR"
    " KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MR MT MU MV MW MX MY MZ NA"
    " NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL"
    " SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU"
    " WS YE ZA ZM ZW"
)
COUNTRIES = frozenset(_NUMBERING.split())
"""Those with a post that numbers parcels as the world postal union has it."""
