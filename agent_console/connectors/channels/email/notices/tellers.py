"""Who may tell of parcels by mail: carriers, services that write for shops, and the shop itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_LABELS, LONGEST_ADDRESS = 12, 320
ADDRESS = re.compile(r"[^\s@<>,;\"]{1,64}@((?:[a-z0-9-]{1,63}\.){1,11}[a-z0-9-]{2,63})", re.ASCII)

_CARRIERS = {
    "Australia Post": "auspost.com.au",
    "Austrian Post": "post.at",
    "bpost": "bpost.be",
    "Canada Post": (
        "canadapost.ca postescanada.ca canadapost-postescanada.ca postescanada-canadapost.ca"
    ),
    "Chronopost": "chronopost.fr",
    "DHL": (
        "dhl.com dpdhl.com dhl-news.com dhl.de dhl.fr dhl.nl dhl.at dhl.it dhl.es dhl.ch"
        " dhl.co.uk dhlparcel.nl dhlecommerce.nl deutschepost.de"
    ),
    "DPD": (
        "dpd.com dpd.de dpd.at dpd.ch dpd.fr dpd.nl dpd.be dpd.co.uk dpd.ie dpdlocal.co.uk"
        " dpdgroup.com dpdgroup.co.uk"
    ),
    "Evri": "evri.com myhermes.co.uk hermes-europe.co.uk hermesworld.com myhermes.de",
    "FedEx": "fedex.com",
    "GLS": "gls-group.eu gls-group.com gls-pakete.de gls-germany.com gls-italy.com gls-spain.es",
    "La Poste": "laposte.fr colissimo.fr",
    "New Zealand Post": "nzpost.co.nz",
    "OnTrac": "ontrac.com",
    "Parcelforce": "parcelforce.com parcelforce.co.uk",
    "PostNL": "postnl.nl postnl.be",
    "PostNord": "postnord.com postnord.se postnord.dk postnord.no postnord.fi",
    "Royal Mail": "royalmail.com",
    "Swiss Post": "post.ch",
    "TNT": "tnt.com",
    "UPS": "ups.com",
    "USPS": "usps.com usps.gov",
}
CARRIERS = {domain: name for name, domains in _CARRIERS.items() for domain in domains.split()}
"""The domains that carriers write from, registered ones; what is below them is theirs too."""
_SERVICES = """
shopify.com shopifyemail.com shop.app aftership.com easypost.com goshippo.com shippo.com
narvar.com parcellab.com sendcloud.com sendcloud.sc shipstation.com shipup.co parcelperform.com
parcelpanel.com route.com gomalomo.com 17track.net packlink.com shippit.com clickpost.in
"""
SERVICES = frozenset(_SERVICES.split())
_FREE = """
icloud.com me.com mac.com msn.com web.de t-online.de freenet.de arcor.de posteo.de posteo.net
mailbox.org orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net libero.it virgilio.it
tiscali.it alice.it tin.it poste.it ziggo.nl kpnmail.nl home.nl hetnet.nl planet.nl xs4all.nl
telenet.be skynet.be proton.me protonmail.com pm.me tutanota.com tuta.io mail.com email.com mail.ru
bk.ru qq.com 163.com 126.com zoho.com fastmail.com comcast.net verizon.net att.net sbcglobal.net
cox.net charter.net btinternet.com sky.com virginmedia.com ntlworld.com bluewin.ch hispeed.ch
sunrise.ch a1.net aon.at chello.at bigpond.com telus.net rogers.com shaw.ca sympatico.ca
videotron.ca hushmail.com terra.es telefonica.net movistar.es
"""
FREE = frozenset(_FREE.split())
_FREE_NAMES = "gmail googlemail gmx outlook hotmail live yahoo ymail rocketmail aol yandex"
FREE_NAMES = frozenset(_FREE_NAMES.split())
"""Of those who hand out addresses to everybody, in many countries."""


class Trade(StrEnum):
    """What somebody is who may tell of parcels."""

    CARRIER = "carrier"
    SERVICE = "service"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose mail it is, by the domain of its sender; only of a carrier its name is told."""

    trade: Trade
    domain: str
    carrier: str | None = None


def teller(address: str | None, own: frozenset[str]) -> Teller | None:
    """Return who may tell of parcels from an address; None for everybody else."""
    domain = domain_of(address)
    if not domain:
        return None
    for place in _upwards(domain):
        if place in CARRIERS:
            return Teller(Trade.CARRIER, domain, CARRIERS[place])
        if place in SERVICES:
            return Teller(Trade.SERVICE, domain)
    if is_free(domain) or not any(is_within(domain, domain_of(one)) for one in own):
        return None
    return Teller(Trade.SHOP, domain)


def domain_of(address: str | None) -> str:
    """Return the domain of an address in lower case, nothing where it is none."""
    if not address or len(address) > LONGEST_ADDRESS:
        return ""
    found = ADDRESS.fullmatch(address.lower())
    return found[1] if found else ""


def is_within(domain: str, place: str) -> bool:
    """Say that a domain is another, or below it."""
    return bool(place) and (domain == place or domain.endswith(f".{place}"))


def is_free(domain: str) -> bool:
    """Say that everybody can have an address there."""
    return any(place in FREE or place.partition(".")[0] in FREE_NAMES for place in _upwards(domain))


def _upwards(domain: str) -> Iterator[str]:
    """Yield a domain and those above it, the top one left out."""
    labels = domain.split(".")[-MOST_LABELS:]
    yield from (".".join(labels[at:]) for at in range(len(labels) - 1))
