"""What the tests of the whole program share."""

from tests.fakes.shop import shop  # noqa: F401 - a fixture
