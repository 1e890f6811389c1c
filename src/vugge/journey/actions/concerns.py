"""Concerns: sent, taken up by a coordinator without authority, followed up, closed.

Offers `send_concern`, `take_concern`, `note_concern`, `close_concern` and `link_concern`. Who sent one stands in no
line of the log that the family reads: the lines of the log are about the concern until somebody takes it up.
"""

from datetime import date
from uuid import uuid4

from django.db.models import F, Max
from django.utils import timezone

from vugge.access.actions.giving import employee, end, new_basis, to_myself
from vugge.access.models import Basis
from vugge.access.queries.actors import sight
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.actions.sessions import wait_for_turn
from vugge.audit.rules import Act, Category, Logged, Permit, Seen, Viewer
from vugge.journey.actions.repeating import earlier, marked
from vugge.journey.models.concerns import Concern, ConcernEntry
from vugge.journey.models.sealing import seal_about
from vugge.journey.queries.receiving import must_receive, receivers
from vugge.journey.rules.concerns import (
    LONGEST_REACH,
    LONGEST_TEXT,
    Deed,
    NewConcern,
    Outcome,
    State,
    after,
    checked_text,
)
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.rules.changes import Plain, stale

TURN = 7_004_001
"""The lock of those who give a concern its number."""
ABOUT_NOBODY_YET = "concern_unread"
"""The basis of what is written into a concern before anybody has taken it up."""


@action("journey.concern_sent")
def send_concern(viewer: Viewer, *, new: NewConcern, unit: int, key: str, permit: Permit | None = None) -> Logged[int]:
    """Send a concern to a unit that receives them, and return its number; a repeated `key` gives the first one's.

    With a permit it is about the permit's person, otherwise in words alone. The system sends for those who are not
    logged in. Raises `BadInput` where it says nothing, is about nobody, or goes to a unit that receives none.
    """
    if permit is not None:
        permit.must_cover(viewer, Act.SHARE, permit.sight.person, Category.SHARING)
    text = checked_text(new.text)
    about, reach = new.about.strip(), new.reach.strip()
    if permit is None and not about:
        raise BadInput(sentence("Skriv, hvem eller hvor det handler om, så godt du kan."))
    if len(about) > LONGEST_TEXT or len(reach) > LONGEST_REACH:
        raise BadInput(sentence("Teksten er for lang. Skriv kortere."))
    if unit not in {one.id for one in receivers(local_day(timezone.now()))}:
        raise BadInput(sentence("Vælg, hvem der skal have din bekymring."))
    given: dict[str, Plain] = {"text": text, "about": about, "reach": reach, "unit": unit, "from": new.sender}
    with deciding():  # the number follows those of everybody, and the row is another unit's from the moment it is there
        wait_for_turn(TURN)
        before = earlier(Concern.objects.adding(), viewer, key=key, given=given)
        row = Concern.objects.facts_of().filter(id=before).first() if before else None
        if row is None:
            row = _new(viewer, new, text=text, unit=unit)
            row.person_id = permit.sight.person if permit else None
            row.sealed_about = seal_about(about, row.id) if about else ""
            row.sealed_reach = seal_about(reach, row.id) if reach else ""
            marked(row, viewer, key=key, given=given)
            row.save(force_insert=True)
    return Logged(row.number, subject=f"concern:{row.number}", basis=ABOUT_NOBODY_YET)


@action("journey.concern_taken")
def take_concern(viewer: Viewer, *, number: int) -> Logged[int]:
    """Take up a concern that one's unit has received: whom it is about is then open to one, in outline, until it ends.

    A colleague's may be taken over. Raises `NotFound` for another unit's, `BadInput` for a closed one, and
    `NotAllowed` for whoever may not have to do with that person.
    """
    must_receive(viewer)
    now = timezone.now()
    with deciding():  # nothing opens the person until the basis is there
        row = _received(viewer, number)
        if row.state == State.CLOSED:
            raise BadInput(sentence("Bekymringen er afsluttet."))
        if row.handler_id != employee(viewer):
            _let_go(row)
            row.handler_id, row.taken_at = employee(viewer), now
            row.basis_id = _open_person(viewer, row)
            row.version = row.version + 1
            row.save(update_fields=["handler", "taken_at", "basis", "version"])
    return _logged(viewer, row, "handler")


@action("journey.concern_contacted")
def note_concern(viewer: Viewer, *, number: int, version: int, deed: Deed, on: date, text: str) -> Logged[int]:
    """Write down the first contact with the family, or a follow-up.

    Raises `BadInput` for a day to come or before the concern, and `Conflict` when somebody wrote meanwhile.
    """
    row = _mine(viewer, number)
    today = local_day(timezone.now())
    if not local_day(row.received_at) <= on <= today:
        raise BadInput(sentence("Vælg en dag, fra bekymringen kom, og til i dag."))
    state = after(State(row.state), deed)
    _add(viewer, row, deed, on=on, text=checked_text(text))
    _change(row, version, state=state, last_on=on)
    return _logged(viewer, row, "state")


@action("journey.concern_closed")
def close_concern(viewer: Viewer, *, number: int, version: int, outcome: Outcome, text: str = "") -> Logged[int]:
    """Close a concern with what came of it; what opened the person ends with it.

    That it was handed to the child authority says that somebody has notified it, by the way that the law names.
    Raises as `note_concern`, and where nobody has spoken with a family that is said to want help or not.
    """
    row = _mine(viewer, number)
    state = after(State(row.state), Deed.CLOSE, outcome=outcome)
    today = local_day(timezone.now())
    _add(viewer, row, Deed.CLOSE, on=today, text=text.strip()[:LONGEST_TEXT])
    _change(row, version, state=state, outcome=outcome, closed_on=today)
    logged = _logged(viewer, row, "state", "outcome")
    with deciding():  # the last of it shuts its own row
        _let_go(row)
    return logged


@action("journey.concern_linked")
def link_concern(viewer: Viewer, *, permit: Permit, number: int, version: int) -> Logged[int]:
    """Say which person, whom one may know of anyway, a concern in words is about."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    row = _mine(viewer, number)
    if row.person_id is not None:
        raise BadInput(sentence("Bekymringen er allerede knyttet til et barn."))
    _change(row, version, person_id=person)
    row.person_id = person
    return _logged(viewer, row, "person")


def _new(viewer: Viewer, new: NewConcern, *, text: str, unit: int) -> Concern:
    last = Concern.objects.facts_of().aggregate(last=Max("number"))["last"] or 0
    identity = uuid4()
    is_public = viewer.identity is None
    return Concern(
        id=identity,
        number=last + 1,
        unit_id=unit,
        sender=new.sender,
        sent_by="" if is_public else viewer.name,
        received_at=timezone.now(),
        sealed_text=seal_about(text, identity),
        state=State.RECEIVED,
    )


def _received(viewer: Viewer, number: int) -> Concern:
    row = Concern.objects.received_in(viewer).select_for_update(of=("self",)).filter(number=number).first()
    if row is None:
        raise NotFound(sentence("Bekymringen er her ikke. Måske er den en anden enheds."))
    return row


def _mine(viewer: Viewer, number: int) -> Concern:
    """Return a concern that one has taken up, and whose person, if it has one, one may know of."""
    must_receive(viewer)
    row = _received(viewer, number)
    if row.handler_id != viewer.identity:
        raise NotAllowed(sentence("Tag bekymringen op først."))
    if row.person_id is not None and not sight(viewer, row.person_id).shows(Category.SHARING):
        raise NotAllowed(sentence("Du har ikke længere adgang til barnet. En kollega må tage over."))
    return row


def _open_person(viewer: Viewer, row: Concern) -> int | None:
    """Give whoever takes up a concern the outline of whom it is about. Returns the basis; None where none is needed."""
    if row.person_id is None or sight(viewer, row.person_id).shows(Category.SHARING):
        return None
    basis = new_basis(viewer, BasisKind.ASSIGNED, person=row.person_id, now=timezone.now(), **to_myself(viewer))
    basis.save()
    if not sight(viewer, row.person_id).shows(Category.SHARING):
        raise NotAllowed(sentence("Du må ikke have med barnet at gøre. En kollega må tage bekymringen op."))
    return basis.pk


def _let_go(row: Concern) -> None:
    """End what the concern opened to whoever had it."""
    if row.basis_id is None:
        return
    opened = Basis.objects.facts_of().filter(pk=row.basis_id, ended_at__isnull=True)
    end(list(opened), timezone.now(), reason="opgaven er afsluttet")


def _add(viewer: Viewer, row: Concern, deed: Deed, *, on: date, text: str) -> None:
    identity = uuid4()
    ConcernEntry(
        id=identity,
        concern=row,
        deed=deed,
        on=on,
        sealed_text=seal_about(text, identity) if text else "",
        written_by_id=employee(viewer),
        written_at=timezone.now(),
    ).save(force_insert=True)


def _change(row: Concern, version: int, **values: object) -> None:
    rows = Concern.objects.adding().filter(pk=row.pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise stale(())


def _logged(viewer: Viewer, row: Concern, *fields: str) -> Logged[int]:
    """Return what the log says: the concern, and whom it is about where somebody is linked."""
    subject = f"concern:{row.number}"
    if row.person_id is None:
        return Logged(row.number, subject=subject, basis=NO_BASIS_OF_WORDS, fields=fields)
    seen: Seen = sight(viewer, row.person_id).seen(Category.SHARING)
    return Logged(row.number, subject=subject, basis=seen.basis, persons=(seen,), fields=fields)


NO_BASIS_OF_WORDS = "concern_in_words"
"""The basis of a concern about nobody who is on file."""
