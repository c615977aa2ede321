"""What the tests of this computer's parts share."""

from tests.fakes.shop import shop  # noqa: F401 - a fixture
