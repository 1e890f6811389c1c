"""What can be asked about the demo: its ways in, the catalogue it is made from, and whether it is loaded."""

from vugge.demo.queries.vocabulary import demo_entrances

__all__ = ["demo_entrances"]
