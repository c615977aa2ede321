"""What a row of the parcel strip says."""

from dataclasses import dataclass

from agent_console.ui.screens.customer.parcels.way import Track
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.tokens import Ink


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One parcel in the strip, or the line that counts the delivered ones."""

    key: object
    carrier: str
    number: str = ""
    content: str = ""
    status: str = ""
    when: str = ""
    order: str = ""
    says: str = ""
    age: str = ""
    ink: Ink = Ink.TEXT
    glyph: Glyph = Glyph.PARCEL
    promise: str = ""
    certainty: str = ""
    track: Track | None = None
    is_late: bool = False

    def spoken(self) -> str:
        """Name it for screen readers."""
        what = (self.carrier, self.number, self.content)
        told = (*what, self.status, self.promise, self.when, self.certainty)
        return ", ".join(part for part in (*told, self.order, self.says, self.age) if part)
