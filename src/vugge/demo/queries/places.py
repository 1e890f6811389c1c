"""The demo's housing areas, with the residents that the catalogue gives them: they are in no official list."""

from vugge.access.rules.statistics_tables import Place
from vugge.demo.queries.vocabulary import vocabulary


def demo_places() -> tuple[Place, ...]:
    """Return the demo's housing areas as rows of statistics."""
    return tuple(Place(one.key, one.name, one.residents) for one in vocabulary().places.areas)
