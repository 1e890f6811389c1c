"""How families become what the room of people takes in at once.

Offers `batch_of` and `merge_all`.
"""

from collections.abc import Iterable, Mapping, Sequence

from vugge.audit.rules import Act, Permit, Viewer
from vugge.demo.rules.standing import Citizen
from vugge.demo.rules.values import Dwelling, Family, Spell
from vugge.demo.rules.vocabulary import Places
from vugge.people.actions.merging import Versions, merge_persons
from vugge.people.rules.loading import Batch, LoadedAccount, LoadedDwelling, LoadedSpell


def batch_of(
    families: Sequence[Family], *, units: Mapping[str, int], places: Places, citizens: Iterable[Citizen] = ()
) -> Batch:
    """Return families as one batch, with the ids of the units instead of their keys."""
    roles = {label: person for family in families for label, person in family.roles.items()}
    return Batch(
        persons=tuple(one for family in families for one in family.persons),
        dwellings=tuple(_dwelling(one, units, places) for family in families for one in family.dwellings),
        protections=tuple(one for family in families for one in family.protections),
        contacts=tuple(one for family in families for one in family.contacts),
        members=tuple(one for family in families for one in family.members),
        custodies=tuple(one for family in families for one in family.custodies),
        parents=tuple(one for family in families for one in family.parents),
        spells=tuple(_spell(one, units) for family in families for one in family.spells),
        duplicates=tuple(one for family in families for one in family.duplicates),
        accounts=tuple(
            LoadedAccount(one.link, roles[one.person], one.account) for one in citizens if one.person in roles
        ),
    )


def _dwelling(one: Dwelling, units: Mapping[str, int], places: Places) -> LoadedDwelling:
    return LoadedDwelling(
        one.id,
        one.street,
        one.number,
        places.postcode,
        places.city,
        places.code,
        one.floor,
        one.door,
        one.stairway,
        one.area_key,
        units.get(one.unit),
    )


def _spell(one: Spell, units: Mapping[str, int]) -> LoadedSpell:
    return LoadedSpell(one.id, one.person, one.kind, one.begins, one.ends, units.get(one.unit), one.dwelling, one.title)


def merge_all(viewer: Viewer, families: Iterable[Family]) -> None:
    """Make one of the records that the stories say are one, by the deed that a registrar does it with."""
    for family in families:
        for one in family.merges:
            merge_persons(
                viewer,
                kept=Permit.of_system(viewer, Act.DECIDE, one.kept),
                gone=Permit.of_system(viewer, Act.DECIDE, one.gone),
                versions=Versions(1, 1),
                reason=one.reason,
            )
