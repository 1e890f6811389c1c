"""Whether the demo's municipality is on file."""

from django.utils import timezone

from vugge.audit.rules import Viewer
from vugge.demo.queries.vocabulary import vocabulary
from vugge.organisations.queries.register import organisations_of_kind
from vugge.organisations.rules.kinds import OrganisationKind


def is_demo_loaded(viewer: Viewer) -> bool:
    """Say whether the demo's municipality is on file. One statement."""
    code = vocabulary().places.code
    found = organisations_of_kind(viewer, kind=OrganisationKind.MUNICIPALITY, on=timezone.localdate())
    return any(one.code == code for one in found)
