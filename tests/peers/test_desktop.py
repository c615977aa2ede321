import sys
from pathlib import Path

import pytest

from tests.conftest import need
from tests.peers.desktop.desktop import Desktop, NotSeenError, why_not

WINDOW = Path(__file__).parent / "desktop" / "window.py"


@pytest.fixture
def example() -> Desktop:
    need(why_not())
    with Desktop("1024x768", app="Example Window") as desktop:
        desktop.start([sys.executable, WINDOW])
        yield desktop


@pytest.mark.xdist_group("heavy")
def test_a_window_is_used_from_outside(example: Desktop, tmp_path: Path):
    example.click("Send delay notice")
    assert example.find("Notice sent").role == "label"
    assert example.type_into("Search customers", "1Z999") == "1Z999"
    assert "focused" in example.state("Search customers")
    example.typ("AA1")
    assert "AA1" in (example.read("Search customers") or "")
    example.mouse("Order 1003", "list item")
    example.find("Showing Order 1003")
    assert "[push button] 'Send delay notice'" in example.tree()
    picture = example.screenshot(tmp_path / "screen.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert picture[16:24] == (1024).to_bytes(4) + (768).to_bytes(4)


@pytest.mark.xdist_group("heavy")
def test_what_does_not_show_is_an_error(example: Desktop):
    example.find("Orders")
    with pytest.raises(NotSeenError, match="Nowhere"):
        example.find("Nowhere", seconds=0.2)
