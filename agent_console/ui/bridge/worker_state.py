"""What the worker process is started by, and how it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from agent_console.ports.desktop import Trouble

ANSWER_MS = 30_000
"""A worker calls before it does anything else; one that has not by then never will."""


class WorkerStatus(StrEnum):
    """How the worker is."""

    STARTING = "starting"
    RUNNING = "running"
    RESTARTING = "restarting"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class WorkerState:
    """How the worker is, why, and in how many seconds it starts again.

    With a `trouble` it would end the same way each time: it is not started before `start`.
    """

    status: WorkerStatus
    why: str = ""
    again_in_s: int = 0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class WorkerCommand:
    """The program that is the worker, what it adds to our environment, and its socket's folder."""

    command: Sequence[str]
    environment: Mapping[str, str]
    runtime_dir: Path
    answer_ms: int = ANSWER_MS
