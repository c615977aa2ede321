"""Hands tests out to the workers of a run."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController


class Forgetful(LoadGroupScheduling):
    """Forgets what is done: xdist counts through all it ever handed out at each step of a test."""

    def mark_test_complete(
        self, node: WorkerController, item_index: int, duration: float = 0
    ) -> None:
        super().mark_test_complete(node, item_index, duration)
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(self.assigned_work[node][scope].values()):
            del self.assigned_work[node][scope]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Forgetful | None:
    """Hand tests out in little time, however many there were already."""
    return Forgetful(config, log) if config.getoption("dist") == "loadgroup" else None
