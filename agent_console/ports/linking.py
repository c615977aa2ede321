"""The book of links: joining two profiles, and taking it back exactly."""

from typing import Protocol

from agent_console.domain.profile import Link, LinkId, ProfileId, Statement


class LinkBook(Protocol):
    """Writes links; who belongs together is recomputed in the same transaction."""

    def link(self, a: ProfileId, b: ProfileId, said: Statement) -> Link:
        """Join two profiles and return the link; a live link of the two is returned as it is."""

    def unlink(self, link_id: LinkId, said: Statement) -> Link | None:
        """End a link and keep the two apart from now on; None when there is no such live link."""
