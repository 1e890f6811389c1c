"""Leave to do one thing with one person: asked for by a page, demanded by the actions of the rooms below.

Offers `permit`, `permit_new` (for somebody who is not registered yet) and `may_register`.
"""

from uuid import UUID, uuid4

from django.utils import timezone

from vugge.access.queries.actors import actor_of, sight
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.law import PolicyRule
from vugge.audit.actions import deny
from vugge.audit.rules import Act, Category, Kind, Level, Permit, Sight, Viewer
from vugge.kit.errors import Hidden, NotAllowed
from vugge.kit.text import sentence


def permit(viewer: Viewer, act: Act, *, person: UUID, category: Category) -> Permit:
    """Return leave for one act on one person.

    Raises `Hidden` where the viewer may not know of the person, as if nobody was there, and `NotAllowed` where
    they may know but not do this. Both are written in the log.
    """
    if viewer.kind is Kind.SYSTEM:
        return Permit.of_system(viewer, act, person)
    seen = sight(viewer, person)
    if seen.level is Level.UNKNOWN:
        deny(viewer, f"access.{act}_denied", person=person)
        raise Hidden(person)
    if not seen.may(act, category):
        deny(viewer, f"access.{act}_denied", person=person)
        raise NotAllowed(sentence("Det har du ikke adgang til at gøre for denne person."))
    return Permit(viewer, act, seen)


def permit_new(viewer: Viewer) -> Permit:
    """Return leave to register somebody under a new id. Raises `NotAllowed` for a role that adds nobody."""
    person = uuid4()
    if viewer.kind is Kind.SYSTEM:
        return Permit.of_system(viewer, Act.ADD, person)
    found = _registering(viewer, actor_of(viewer, timezone.now()).role)
    if found is None:
        raise NotAllowed(sentence("Din opgave giver ikke adgang til at registrere personer. Spørg den, der kan."))
    basis, rule = found
    rights = frozenset((category, Act.ADD) for category in rule.categories)
    return Permit(viewer, Act.ADD, Sight(person, Level.FULL, rights, bases=(f"{basis}:new",)))


def may_register(viewer: Viewer) -> bool:
    """Say whether the viewer's role registers people, so that a page offers it; `permit_new` asks if it is held."""
    return viewer.kind is Kind.SYSTEM or _registering(viewer, viewer.role) is not None


def _registering(viewer: Viewer, role: str | None) -> tuple[BasisKind, PolicyRule] | None:
    policy = access_law(timezone.localdate()).policy
    for basis in (BasisKind.ASSIGNED, BasisKind.STATUTE):
        rule = policy.rule(role, basis) if role else None
        if rule and Act.ADD in rule.acts and viewer.purpose in rule.purposes:
            return basis, rule
    return None
