"""The carriers of the demo world, read from resources/demo/carriers.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent_console.sandbox.carriage import Carrier, Location, Words
from agent_console.sandbox.shop import Address

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Haulage:
    """All carriers, and the places they pass."""

    zones: Mapping[str, tzinfo | None]
    latin: Mapping[str, str]
    places: Mapping[str, Location]
    carriers: Mapping[str, Carrier]

    def locate(self, address: Address) -> Location:
        """Say where an address is, as carriers write it."""
        country, state = address.country_code, address.province
        city = self.latin.get(address.city, address.city)
        return Location(city, country, state, address.postcode, self.zone(country, state))

    def zone(self, country: str, state: str | None = None) -> tzinfo | None:
        """Find the clock of a country, or of one of its states."""
        return self.zones.get(f"{country}-{state}", self.zones[country])


def read(given: Given) -> Haulage:
    """Read all carriers."""
    zones = {name: _zone(one) for name, one in given["zones"].items()}
    haulage = Haulage(zones, given["latin"], {}, {})
    places = {
        name: Location(name, **one, zone=haulage.zone(one["country"], one.get("state")))
        for name, one in given["places"].items()
    }
    carriers = {
        name: _carrier(name, one, places, given["moments"])
        for name, one in given["carriers"].items()
    }
    return Haulage(zones, given["latin"], places, carriers)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None


def _carrier(
    name: str, given: Given, places: Mapping[str, Location], moments: Mapping[str, list[str]]
) -> Carrier:
    clock = given.get("told_clock")
    return Carrier(
        name=name,
        easypost=given["easypost"],
        hall=places[given["hall"]],
        services=given["services"],
        routes={
            country: [places[one] for one in hubs]
            for country, hubs in given.get("routes", {}).items()
        },
        words={what: _words(told, moments[what]) for what, told in given["words"].items()},
        far=given.get("far", {}),
        told_clock=clock and time.fromisoformat(clock),
        is_in_capitals=given.get("capitals", False),
    )


def _words(told: list[str], moment: list[str]) -> Words:
    text, code, short = (*told, told[0])[:3]
    return Words(text, code, short, *moment)
