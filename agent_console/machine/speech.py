"""Reads aloud with whatever this computer speaks by, in a child process."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from shutil import which

SPEAKERS: Mapping[str, Callable[[str], Sequence[str]]] = {
    "espeak-ng": lambda language: ("--stdin", "-v", language),
    "espeak": lambda language: ("--stdin", "-v", language),
    "spd-say": lambda language: ("--pipe-mode", "--wait", "--language", language),
    "say": lambda _: ("-f", "-"),
}
"""Programs that speak, the best first, and how each is told the language; all read their input."""
END_S = 2


class ChildVoice:
    """Reads aloud by a program (port Voice); what is read never stands in a list of processes."""

    def __init__(self, program: str, options: Callable[[str], Sequence[str]]) -> None:
        self._program = program
        self._options = options
        self._child: subprocess.Popen[bytes] | None = None

    def speak(self, text: str, language: str) -> bool:
        """Begin to read a text aloud in a language; False when the program does not start."""
        self.hush()
        try:
            child = subprocess.Popen(  # noqa: S603 - a program of this computer, no shell
                [self._program, *self._options(language)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return False
        self._child = child
        return _hand_over(child, text)

    def is_speaking(self) -> bool:
        """Say whether it reads aloud now."""
        return self._child is not None and self._child.poll() is None

    def hush(self) -> None:
        """Stop reading aloud."""
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(END_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def own_voice() -> ChildVoice | None:
    """Return the voice of this computer, None where nothing here can speak."""
    found = ((which(name), options) for name, options in SPEAKERS.items())
    return next((ChildVoice(path, options) for path, options in found if path), None)


def _hand_over(child: "subprocess.Popen[bytes]", text: str) -> bool:
    """Give the text to the child, which is far below what a pipe holds; False when it is gone."""
    if child.stdin is None:
        return False
    try:
        child.stdin.write(text.encode())
        child.stdin.close()
    except OSError:
        return False
    return True
