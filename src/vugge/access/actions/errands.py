"""Taking up a matter of the register: a basis for just those it is about, for a time, until the matter is settled.

Offers `take_up_errand`, and to the pages that settle one `end_errand`.
"""

from datetime import timedelta

from django.utils import timezone

from vugge.access.actions.giving import as_text, end, new_basis, to_myself
from vugge.access.models import Basis
from vugge.access.queries.errands import errand_of, is_open, keeps_register_in
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.errands import Errand, ErrandKind
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Category, Kind, Level, Logged, Purpose, Seen, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence


@action("access.errand_taken_up")
def take_up_errand(viewer: Viewer, *, kind: ErrandKind, number: str) -> Logged[int]:
    """Let whoever keeps the register look at those whom one matter is about. Returns how many bases that made.

    The law package says for how long and at which data; each of them reads in their log that it was done, and why.
    Raises `NotFound` for a matter that is settled, another municipality's, or not the viewer's to settle.
    """
    now = timezone.now()
    with deciding():  # nobody in the matter is open to the viewer until these rows are there
        errand = errand_of(viewer, kind=kind, number=number)
        if errand is None:
            raise NotFound(sentence("Sagen er ikke her. Måske har en anden allerede afgjort den."))
        terms = access_law(local_day(now)).terms.registration.of(kind)
        running = _running(viewer, errand)
        made = [
            new_basis(
                viewer,
                BasisKind.STATUTE,
                person=person,
                now=now,
                **to_myself(viewer),
                ends_at=now + timedelta(days=terms.days),
                categories=as_text(terms.categories),
                has_own_categories=True,
                purpose=Purpose.REGISTRATION.value,
                legal_basis=terms.legal_basis,
                reason=errand.code,
            )
            for person in errand.persons
            if person not in running
        ]
        for basis in made:
            basis.save()
    persons = tuple(
        Seen(one.person_id, Level.EXISTS, frozenset({Category.IDENTITY}), f"{BasisKind.STATUTE}:{one.pk}")
        for one in made
    )
    return Logged(
        len(made),
        subject=f"{kind}:{number}",
        basis=persons[0].basis if persons else f"{BasisKind.STATUTE}:running",
        persons=persons,
        numbers={"bases": len(made)},
    )


@action("access.errand_ended")
def end_errand(viewer: Viewer, *, kind: ErrandKind, number: str) -> Logged[int]:
    """End what a matter opened, once it is settled: whoever took it up sees those it is about no more by it.

    Returns how many bases ended: none where the matter was settled by somebody who may know the persons anyway.
    """
    if viewer.kind is not Kind.SYSTEM and not keeps_register_in(viewer):
        raise NotAllowed(sentence("Sager om registeret afsluttes af den, der fører det."))
    now = timezone.now()
    with deciding():  # the last of them shuts its own row
        if is_open(kind, number):
            raise BadInput(sentence("Sagen er ikke afgjort endnu. Afgør den først."))
        rows = Basis.objects.facts_of().filter(
            kind=BasisKind.STATUTE, reason=f"{kind}:{number}", ended_at__isnull=True, ends_at__gt=now
        )
        ended = list(rows.select_for_update(of=("self",)).order_by("pk"))
        end(ended, now, reason="sagen er afgjort")
    persons = tuple(
        Seen(one.person_id, Level.EXISTS, frozenset({Category.IDENTITY}), f"{BasisKind.STATUTE}:{one.pk}")
        for one in ended
    )
    basis = persons[0].basis if persons else f"{BasisKind.STATUTE}:none"
    return Logged(len(ended), subject=f"{kind}:{number}", basis=basis, persons=persons, numbers={"bases": len(ended)})


def _running(viewer: Viewer, errand: Errand) -> frozenset[object]:
    rows = Basis.objects.facts_of().filter(
        kind=BasisKind.STATUTE,
        account=viewer.identity,
        person__in=errand.persons,
        reason=errand.code,
        ended_at__isnull=True,
        ends_at__gt=timezone.now(),
    )
    return frozenset(rows.values_list("person_id", flat=True))
