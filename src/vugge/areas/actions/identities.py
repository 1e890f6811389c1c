"""How the catalogue's areas are stored: their names and what happened to them; what it no longer says is taken away."""

from collections.abc import Iterable

from vugge.areas import models
from vugge.areas.queries.files import names_of
from vugge.catalogue.names import fold
from vugge.catalogue.shapes import AreaIdentity


def store_identities(identities: Iterable[AreaIdentity]) -> None:
    """Make the names and changes on file what the catalogue says; names that somebody's file gave stay."""
    for identity in identities:
        area, _ = models.Area.objects.update_or_create(
            key=identity.key, defaults={"municipality": identity.municipality}
        )
        _store_names(area, identity)
        _store_changes(area, identity)


def remove_empty_areas(identities: Iterable[AreaIdentity]) -> None:
    """Remove the areas that the catalogue does not know and that nothing on file is about."""
    keys = {identity.key for identity in identities}
    for area in models.Area.objects.filter(years__isnull=True).exclude(key__in=keys):
        area.names.all().delete()
        area.changes.all().delete()
        area.delete()


def _store_names(area: models.Area, identity: AreaIdentity) -> None:
    shown = {one.name for one in identity.names}
    names = names_of(identity)
    area.names.filter(is_published=True).exclude(name__in={one.name for one in names}).delete()
    for known in names:
        models.AreaName.objects.update_or_create(
            area=area,
            name=known.name,
            defaults={
                "folded": fold(known.name),
                "is_spelling": known.name not in shown,
                "is_published": True,
                "first_year": known.first_year,
                "last_year": known.last_year,
            },
        )


def _store_changes(area: models.Area, identity: AreaIdentity) -> None:
    area.changes.all().delete()
    models.AreaChange.objects.bulk_create(
        models.AreaChange(
            area=area,
            kind=one.kind,
            year=one.year,
            text_da=one.text.da,
            text_en=one.text.en,
            is_comparable=one.comparable,
            certainty=one.certainty,
            source_title=one.sources[0].title,
            source_url=one.sources[0].url,
        )
        for one in identity.changes
    )
