"""The population every bench works on: made once, copied for each test that writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.places import Town, copied, town
from tests.bench.population import Size
from tests.fakes.application import the_application

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the benches: they share what is made once, and measure with nothing beside them."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("bench")
            item.add_marker(pytest.mark.xdist_group("bench"))  # where somebody gives them workers


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("town") / "home", Size()) as made:
        yield made


@pytest.fixture
def place(original: Town, tmp_path: Path) -> Iterator[Town]:
    with copied(original, tmp_path / "home") as copy:
        yield copy


@pytest.fixture(scope="session")
def app() -> QApplication:
    return the_application()


@pytest.fixture(autouse=True)
def as_in_real_life(stores_made: None) -> None:
    """What is measured is what the program does, with nothing made beforehand."""
