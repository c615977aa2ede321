"""The phrases as they are shipped, for whoever asks a desk in memory."""

from agent_console.machine.catalogues.answers import FiledPhrases
from agent_console.machine.resources import resources

PHRASES = FiledPhrases(resources("i18n") / "answers")
