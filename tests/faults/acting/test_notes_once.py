"""An agent who types notes and is killed again and again: what was shown as saved is there, once.

What was shown as kept while it was typed is there too, as a draft or as the note it became.
"""

import os
import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from agent_console.actions.notes.pad import StoreNotePad
from agent_console.domain.acting.note import Note, NoteDraft
from agent_console.domain.profile import ProfileId
from agent_console.machine.clock import SystemClock
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.writing.drafts import StoredDrafts
from agent_console.storage.store import Store
from agent_console.storage.tables.events import timeline_entry
from tests.fakes.records import at, people_page, person
from tests.faults.acting.killing import killed_in

KEY, HELENA = "5e" * 32, ProfileId(1)
KILLS = int(os.environ.get("AGENT_CONSOLE_KILLS", "200")) // 4
NOTES, MOST_STEP, MOST_KILLS = 12, 40, 20
POINTS = {
    *("note: before insert", "note: draft gone", "note: told", "note: before commit"),
    *("note: after commit", "draft: before commit", "draft: after commit"),
}


def text(number: int) -> str:
    return f"the whole of note {number}"


def pad_of(store: Store) -> StoreNotePad:
    return StoreNotePad(StoredNotebook(store), StoredDrafts(store), SystemClock(), "ann")


def work(home: Path, shown: Path) -> None:
    """Write the notes one after the other, going on with what was being typed."""
    store = open_store(Place(home), KEY)
    pad = pad_of(store)
    with shown.open("a", buffering=1) as screen:
        for number in range(_notes(store).total(), NOTES):
            draft = pad.draft([HELENA])
            if draft is None:
                draft = NoteDraft(f"key{number}", Note("the whole"))
                pad.keep([HELENA], draft)
                screen.write(f"kept {draft.key}\n")
            whole = NoteDraft(draft.key, Note(text(int(draft.key[3:]))))
            pad.keep([HELENA], whole)
            screen.write(f"kept {draft.key}\n")
            pad.save(HELENA, whole)
            screen.write(f"saved {draft.key}\n")
    store.close()


def _notes(store: Store) -> Counter[str]:
    wanted = select(timeline_entry.c.text).where(timeline_entry.c.kind == "note")
    with store.read() as connection:
        return Counter(connection.execute(wanted).scalars())


def _saved(shown: Path) -> set[str]:
    told = shown.read_text().split("\n") if shown.exists() else []
    return {line.removeprefix("saved ") for line in told if line.startswith("saved ")}


def judge(home: Path, shown: Path) -> int:
    """Compare what was shown with what is there; return how many notes are."""
    store = open_store(Place(home), KEY)
    notes = _notes(store)
    draft = pad_of(store).draft([HELENA])
    lines = shown.read_text().splitlines() if shown.exists() else []
    kept = {line.removeprefix("kept ") for line in lines if line.startswith("kept ")}
    assert not [words for words, times in notes.items() if times > 1], "a note was doubled"
    for key in _saved(shown):
        assert notes[text(int(key[3:]))] == 1, f"{key} was shown as saved, and is lost"
    for key in kept:
        is_there = notes[text(int(key[3:]))] == 1 or (draft is not None and draft.key == key)
        assert is_there, f"{key} was shown as kept, and is lost"
    if draft is not None:
        assert notes[text(int(draft.key[3:]))] == 0, "both the note and its draft are there"
    assert audit.broken(store) == []
    assert audit.count(store) == sum(notes.values())
    store.close()
    return notes.total()


@pytest.mark.timeout(1200 + 6 * KILLS)
def test_killed_at_any_moment_no_note_is_lost_or_doubled(tmp_path: Path):
    rng, points, number = random.Random(3), Counter[str](), 0
    while points.total() < KILLS:
        home, shown = tmp_path / str(number), tmp_path / f"{number}.shown"
        store = create_store(Place(home), KEY)
        StoredIntake(store).keep("web-shop", people_page(person()), at(0))
        store.close()
        kills = 0
        while True:
            step = rng.randrange(MOST_STEP) if kills < MOST_KILLS else None
            point = killed_in(partial(work, home, shown), step)
            written = judge(home, shown)
            if point is None:
                break
            points[point] += 1
            kills += 1
        assert written == NOTES
        number += 1
    assert points.keys() <= POINTS
    assert len(points) >= min(len(POINTS), KILLS // 8), points
