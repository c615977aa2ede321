"""Reading aloud by a program of this computer."""

import sys
from pathlib import Path

import pytest

from agent_console.machine import speech
from agent_console.machine.speech import ChildVoice, own_voice

HEARS = """
import pathlib, sys
pathlib.Path(sys.argv[2]).write_bytes(sys.stdin.buffer.read() + sys.argv[1].encode())
"""
WAITS = "import sys, time; sys.stdin.read(); print(flush=True); time.sleep(60)"


def test_a_text_is_handed_over_where_nobody_else_can_read_it(tmp_path: Path):
    heard = tmp_path / "heard"
    voice = ChildVoice(sys.executable, lambda language: ("-c", HEARS, language, str(heard)))

    assert voice.speak("Ihr Paket kommt am Mittwoch.", "de")
    voice._child.wait(30)
    assert heard.read_text(encoding="utf-8") == "Ihr Paket kommt am Mittwoch.de"
    assert not voice.is_speaking()
    voice.hush()


def test_it_can_be_hushed_and_says_one_thing_at_a_time():
    voice = ChildVoice(sys.executable, lambda _: ("-c", WAITS))
    voice.speak("one", "en")
    first = voice._child
    assert voice.is_speaking()
    voice.speak("two", "en")
    assert first.poll() is not None
    voice.hush()
    assert not voice.is_speaking()


def test_a_program_that_is_gone_is_no_crash():
    assert not ChildVoice("/nowhere/espeak", lambda _: ()).speak("one", "en")


def test_where_nothing_speaks_there_is_no_voice(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(speech, "which", lambda _: None)
    assert own_voice() is None
    monkeypatch.setattr(speech, "which", lambda name: f"/bin/{name}" if name == "espeak" else None)
    assert own_voice() is not None
