"""A postal address as its source tells it, in the parts a carrier asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A place a parcel goes to or comes from; `country` is ISO 3166-1 alpha-2.

    What a source did not tell is empty, or None where a carrier can do without.
    """

    name: str
    street: str
    city: str
    postcode: str
    country: str
    street2: str | None = None
    region: str | None = None
    company: str | None = None
    phone: str | None = None
    email: str | None = None

    def missing(self) -> tuple[str, ...]:
        """Name the parts without which no carrier takes a parcel."""
        told = {
            "street": self.street,
            "city": self.city,
            "postcode": self.postcode,
            "country": self.country,
        }
        return tuple(name for name, one in told.items() if not one.strip())
