"""Whatever is linked, ended, dismissed and synced in whatever order: the live links say it all.

AGENT_CONSOLE_LINK_STORIES says how many stories are told; 10,000 before a release.
"""

import os
from pathlib import Path

import pytest

from agent_console.storage.opening import Place, create_store, open_team_store
from tests.contracts.link_stories import Side, Story

KEY = "5e" * 32
STORIES = int(os.environ.get("AGENT_CONSOLE_LINK_STORIES", "100"))
FIRST = int(os.environ.get("AGENT_CONSOLE_FIRST_STORY", "1"))
STORIES_OF_A_TEAM = 15


@pytest.mark.timeout(14_400)
def test_the_links_that_are_live_say_who_is_who(tmp_path: Path):
    acted, told = (Side(create_store(Place(tmp_path / name), KEY)) for name in ("a", "b"))
    for number in range(FIRST, FIRST + STORIES):
        Story(number, acted, told).run()
    for side in (acted, told):
        side.store.close()


@pytest.mark.timeout(600)
def test_they_do_for_a_team_too(tmp_path: Path, team_url: str):
    acted, told = Side(open_team_store(team_url)), Side(create_store(Place(tmp_path), KEY))
    for number in range(STORIES_OF_A_TEAM):
        Story(number, acted, told).run()
    for side in (acted, told):
        side.store.close()
