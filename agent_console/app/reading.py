"""The desk over the local store: all the window ever needs of it, without network code."""

from functools import cache

from agent_console.app.config import settings
from agent_console.app.config.pace import Pace
from agent_console.app.parts import Parts
from agent_console.domain.watching.policy import ExceptionPolicy
from agent_console.machine.catalogues.answers import FiledPhrases
from agent_console.machine.policies.exceptions import exception_policy
from agent_console.machine.resources import resources
from agent_console.queries.desk import Desk
from agent_console.queries.freshness import PacedHealth
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.files import StoredFiles
from agent_console.storage.readers.identities.handing import StoredHandOffReader
from agent_console.storage.readers.identities.pairs import StoredPairs
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.messages import StoredMessages
from agent_console.storage.readers.recency import StoredHealth, StoredRecency
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.readers.waiting import StoredWaiting
from agent_console.storage.store import Store
from agent_console.storage.watching.concerns import StoredRadar


def phrases(parts: Parts) -> FiledPhrases:
    """Return the phrases of answers, in the language of the house."""
    house = settings.general(parts.home / settings.FILE).language
    return FiledPhrases(resources("i18n") / "answers", house)


def desk(parts: Parts, store: Store) -> Desk:
    """Return what questions are asked of."""
    return Desk(
        people=StoredCustomers(store),
        timelines=StoredTimelines(store),
        lookup=StoredLookups(store),
        recent=StoredRecency(store),
        health=PacedHealth(StoredHealth(store), Pace(parts.home / settings.FILE).poll_seconds),
        messages=StoredMessages(store),
        files=StoredFiles(store),
        waiting=StoredWaiting(store),
        radar=StoredRadar(store, watched),
        pairs=StoredPairs(store),
        hand_offs=StoredHandOffReader(store),
        phrases=phrases(parts),
        clock=parts.clock,
        region=parts.region,
    )


@cache
def watched() -> ExceptionPolicy:
    """Read what the house wants to be told of, once.

    Raises:
        PolicyError: it cannot be used.
    """
    return exception_policy(resources("policies") / "exceptions.toml")
