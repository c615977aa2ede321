"""Who is in trouble is found early and seldom in vain, in worlds the policy was not made by.

The numbers of resources/policies/exceptions.toml were chosen in worlds of other seeds. Usual gaps
are learned from the first half of each world, and all is judged by the second.
"""

from datetime import timedelta

import pytest

from agent_console.machine.policies.exceptions import exception_policy
from agent_console.machine.resources import resources
from tests.domain.watching.histories import World, histories
from tests.domain.watching.judging import Watch, fixed, learned, score, ways, without

POLICY = exception_policy(resources("policies") / "exceptions.toml")
WORLDS = {
    "as usual": World(101),
    "another": World(102),
    "gaps that vary": World(103, spread=0.45),
    "little trouble, more season": World(104, trouble=0.08, season=1.45),
    "much trouble, few outages": World(105, trouble=0.25, outages=3),
}


@pytest.mark.parametrize("name", WORLDS)
def test_trouble_is_found_early_and_seldom_in_vain(name: str):
    made = histories(WORLDS[name])
    before, after = made[: len(made) // 2], made[len(made) // 2 :]
    watch, plain = Watch(POLICY, learned(before), ways(before)), score(after, fixed)
    ours = score(after, watch)
    assert ours.recall >= 0.90
    assert ours.precision >= 0.80
    assert ours.lead >= timedelta(hours=24)
    assert ours.recall > plain.recall
    assert ours.precision > plain.precision
    unlearned = score(after, without(watch))
    assert unlearned.recall >= 0.90
    assert unlearned.precision >= 0.75, "by the limits of the policy alone"
