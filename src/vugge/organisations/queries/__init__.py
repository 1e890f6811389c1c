"""What can be asked about those who act: `places` (the catalogue's), `register` (organisations, units) and `staff`."""

from vugge.organisations.queries.places import (
    municipalities,
    municipalities_of,
    municipality,
    municipality_named,
    region,
    region_of,
    regions,
)

__all__ = [
    "municipalities",
    "municipalities_of",
    "municipality",
    "municipality_named",
    "region",
    "region_of",
    "regions",
]
