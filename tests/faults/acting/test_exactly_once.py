"""Kills and faults in any order: nothing is done twice, nothing lost, nothing stuck.

`AGENT_CONSOLE_KILLS=1000` makes a run before a release; 200 are in every verify.
"""

import os
import random
from functools import partial
from pathlib import Path

import pytest

from tests.faults.acting import ledger
from tests.faults.acting.abreast import abreast
from tests.faults.acting.ledger_sender import LedgerSender, told_by
from tests.faults.acting.mutants import MUTANTS
from tests.faults.acting.scenario import Scenario, Verdict

pytestmark = pytest.mark.xdist_group("kills")  # each reckons with two cores
KILLS = int(os.environ.get("AGENT_CONSOLE_KILLS", "200"))
SHARES, FAULTS = 6, 0.4
MOST_SCENARIOS = 40
FAULTY = ledger.FAULTS
TEMPTING = {"no settle": ("late",)}
"""Only what is done late tempts who believes too soon that nothing was."""


@pytest.mark.timeout(1200 + 6 * KILLS)
def test_kills_and_faults_double_and_lose_nothing(tmp_path: Path):
    shares = abreast([partial(killed, share, tmp_path / f"{share}") for share in range(SHARES)])
    whole = sum(shares, Verdict())
    assert whole.kills >= KILLS
    assert all(one.ends["done"] > one.ends["failed"] for one in shares), shares
    assert all(len(one.points) >= 8 for one in shares), shares
    assert len(whole.points) >= 10, whole.points


def killed(share: int, home: Path) -> Verdict:
    """Kill in one scenario after the other, until the share is done."""
    rng, whole, number = random.Random(share), Verdict(), 0
    while whole.kills < KILLS / SHARES:
        with ledger.running(FAULTS, rng.randrange(1 << 30)) as port:
            sender = partial(LedgerSender, port, repeats=bool(number % 2))
            scenario = Scenario(home / str(number), sender, partial(told_by, port))
            scenario.prepare()
            verdict = scenario.run(rng, most_kills=10)
        assert verdict.is_clean(), (share, number, verdict)
        whole += verdict
        number += 1
    return whole


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", MUTANTS)
def test_a_dispatcher_with_a_mistake_is_caught(name: str, tmp_path: Path):
    rng = random.Random(1)
    for number in range(MOST_SCENARIOS):
        with ledger.running(FAULTS, rng.randrange(1 << 30), TEMPTING.get(name, FAULTY)) as port:
            sender = partial(LedgerSender, port, repeats=True)
            home = tmp_path / str(number)
            scenario = Scenario(home, sender, partial(told_by, port), make=MUTANTS[name], wishes=6)
            scenario.prepare()
            if not scenario.run(rng, most_kills=10).is_clean():
                return
    pytest.fail(f"{name} was not caught in {MOST_SCENARIOS} runs")
