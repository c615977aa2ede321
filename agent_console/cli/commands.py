"""Every headless command, a line each."""

from agent_console.cli.answer.command import ANSWER
from agent_console.cli.command import Command
from agent_console.cli.connections.command import CONNECTIONS
from agent_console.cli.customer.command import CUSTOMER
from agent_console.cli.escalations.command import DECIDE, ESCALATIONS
from agent_console.cli.explain.command import EXPLAIN
from agent_console.cli.links.command import LINK, UNLINK
from agent_console.cli.links.pairs import DISMISS, HOUSEHOLD, SUGGESTIONS
from agent_console.cli.links.proofs import VERIFY
from agent_console.cli.message.command import MESSAGE
from agent_console.cli.note.command import NOTE
from agent_console.cli.opening.command import OPEN
from agent_console.cli.optout.command import OPTOUT
from agent_console.cli.outbox.command import OUTBOX
from agent_console.cli.quarantine.command import QUARANTINE
from agent_console.cli.radar.command import RADAR
from agent_console.cli.returns.command import RETURN
from agent_console.cli.search.command import SEARCH
from agent_console.cli.secrets.command import SECRETS
from agent_console.cli.store.command import BACKUP, DOCTOR, RESTORE
from agent_console.cli.sync.command import SYNC
from agent_console.cli.timeline.command import TIMELINE
from agent_console.cli.waiting.command import WAITING

COMMANDS: tuple[Command, ...] = (
    OPEN,
    SYNC,
    SEARCH,
    CUSTOMER,
    TIMELINE,
    ANSWER,
    EXPLAIN,
    LINK,
    UNLINK,
    SUGGESTIONS,
    DISMISS,
    HOUSEHOLD,
    VERIFY,
    MESSAGE,
    NOTE,
    WAITING,
    RADAR,
    OPTOUT,
    RETURN,
    ESCALATIONS,
    DECIDE,
    OUTBOX,
    CONNECTIONS,
    SECRETS,
    QUARANTINE,
    BACKUP,
    RESTORE,
    DOCTOR,
)
