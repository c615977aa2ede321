"""A wish of one message and the answer to it, in the child: a line of JSON each."""

import json
import signal
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from agent_console.machine.templates.environment import PlainEnvironment
from agent_console.machine.templates.known import KnownParts, known
from agent_console.machine.templates.markup import html_of
from agent_console.machine.templates.plain import MOST_PREHEADER, MOST_SUBJECT, check, one_line
from agent_console.ports.acting.messages import CannotRenderError, Rendered

TOO_MUCH = "the template needs too much memory"
TOO_LONG = "the template took too long"
TOO_DEEP = "the template is nested too deeply"


def answer(wish: bytes) -> bytes:
    """Return the message that was wished for, or the reasons why there is none."""
    try:
        told: dict[str, object] = asdict(rendered(json.loads(wish)))
    except CannotRenderError as error:
        told = {"reasons": error.others, "missing": error.missing}
    except MemoryError:
        told = {"reasons": [TOO_MUCH]}
    except RecursionError:
        told = {"reasons": [TOO_DEEP]}
    except (ArithmeticError, LookupError, SyntaxError, TypeError, ValueError) as error:
        told = {"reasons": [f"the template cannot be read: {str(error)[:200]}"]}
    return json.dumps(told).encode()


BY_THE_CLOCK, BY_MEMORY = frozenset({"SIGALRM", "SIGXCPU"}), frozenset({"SIGABRT", "SIGKILL"})


def broken(ended: int) -> bytes:
    """Return what is said for a process that ended without an answer: a code, or minus a signal."""
    name = next((one.name for one in signal.Signals if one == -ended), "")
    reason = TOO_LONG if name in BY_THE_CLOCK else "the template broke while it was filled"
    return json.dumps({"reasons": [TOO_MUCH if name in BY_MEMORY else reason]}).encode()


def rendered(wish: Mapping[str, Any]) -> Rendered:
    """Fill all parts of a template with the same values.

    Raises:
        CannotRenderError: something is missing, wrong or too large; all that is missing is named.
    """
    check(wish["values"])
    values, files = known(wish["values"]), wish["files"]
    missing: list[str] = []
    plain = PlainEnvironment(missing, is_markup=False)
    subject, preheader = (
        one_line(plain.written(f"the {part}", wish[part], values))
        for part in ("subject", "preheader")
    )
    text = plain.written(files[0], wish["text"], values)
    message = {"subject": subject, "preheader": preheader[:MOST_PREHEADER]}
    message["language"] = wish["language"]
    rich = PlainEnvironment(missing, is_markup=True)
    markup = rich.written(
        files[1], wish["mjml"], {**values, "message": KnownParts("message", message)}
    )
    if missing:
        raise CannotRenderError(missing=missing)
    if not 0 < (size := len(subject)) <= MOST_SUBJECT:
        raise CannotRenderError(f"the subject has {size} characters, not 1 to {MOST_SUBJECT}")
    return Rendered(subject, text.strip() + "\n", html_of(files[1], markup))
