"""What the tests of commands share: the published data on file."""

from tests.areas.conftest import published

__all__ = ["published"]
