"""What may stand in an address besides words and numbers."""

from datetime import date


class DayConverter:
    """A day in an address: 2017-12-01."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Read the day; an impossible one is no address of ours."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Write the day."""
        return value.isoformat()
