"""One transition, whole: for staff `transition_page`, for the family `own_transitions` and `own_transition`.

What a reader may not see is not in the value: places of a protected child, and the text of a note that has not passed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.queries.law import access_law
from vugge.access.queries.own import own_of
from vugge.access.queries.passing import has_passing_yes
from vugge.access.queries.signers import needed
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Level, Looked, Scope, Seen, Viewer
from vugge.journey.models import (
    FollowUp,
    MentorContact,
    NoteRelease,
    Transition,
    TransitionEvent,
    TransitionItem,
    TransitionMentor,
    TransitionNote,
)
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.queries.transition_rows import facts_from, known_of, lines_of, part_of, rows_of, stays_of
from vugge.journey.rules.transition_days import Stay, followup_due, still_there
from vugge.journey.rules.transition_law import TransitionKind, TransitionLaw
from vugge.journey.rules.transition_values import (
    ContactHow,
    EventLine,
    FollowUpDue,
    FollowUpLine,
    ItemAnswer,
    ItemLine,
    MentorLine,
    NoteLine,
    OwnTransition,
    TransitionLine,
    TransitionPage,
)
from vugge.journey.rules.transitions import (
    BEFORE_ARRIVAL,
    OVER,
    Deed,
    Part,
    Reader,
    State,
    answers,
    may_do,
    may_read_note,
)
from vugge.kit.errors import BadInput, Hidden, NotFound
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day
from vugge.kit.periods import age_on
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.queries.staff import colleagues
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.queries.persons import lines
from vugge.people.rules.kinds import SpellKind

SPELL_AT: Mapping[UnitKind, SpellKind] = {
    UnitKind.NURSERY: SpellKind.DAYCARE,
    UnitKind.KINDERGARTEN: SpellKind.DAYCARE,
    UnitKind.INTEGRATED_DAYCARE: SpellKind.DAYCARE,
    UnitKind.CHILDMINDING: SpellKind.DAYCARE,
    UnitKind.SCHOOL: SpellKind.SCHOOL,
    UnitKind.YOUTH_EDUCATION: SpellKind.EDUCATION,
}
"""What sort of place a child has who begins at a unit of a kind."""
NOT_HERE = sentence("Overgangen er ikke her. Åbn listen igen.")


@look("journey.transition_seen")
def transition_page(viewer: Viewer, *, person: UUID, transition: UUID) -> Looked[TransitionPage]:
    """Show one transition as far as the viewer may see it. A fixed number of statements.

    Raises `Hidden` for whom the viewer may not know of, and `NotFound` for a transition that is none of theirs.
    """
    mine = scope(viewer, persons=(person,))
    if mine.sight(person).level is Level.UNKNOWN:
        raise Hidden(person)
    row = next((one for one in rows_of(mine, (person,)) if one.id == transition), None)
    if row is None:
        raise NotFound(NOT_HERE)
    today = timezone.localdate()
    page = _page(mine, row, _line(mine, row, today=today), today=today)
    seen = mine.seen((person,), Category.IDENTITY, page.kind.category, Category.SHARING)
    return Looked(page, seen=seen, subject=f"transition:{transition}")


@look("journey.own_transitions_seen")
def own_transitions(viewer: Viewer) -> Looked[tuple[TransitionLine, ...]]:
    """Show a citizen the transitions of their own and of the children in their custody, the latest day first."""
    mine, _me = own_of(viewer)
    rows = rows_of(mine)
    children = lines(mine, {row.person_id for row in rows})
    known = known_of(mine, rows, children, ())
    found = lines_of(mine, rows, known, today=timezone.localdate())
    return Looked(tuple(reversed(found)), seen=_own_seen(mine, found))


@look("journey.own_transition_seen")
def own_transition(viewer: Viewer, *, transition: UUID) -> Looked[OwnTransition]:
    """Show a citizen one of them, with the note. Raises `NotFound` for one that is not about them."""
    mine, me = own_of(viewer)
    row = next((one for one in rows_of(mine) if one.id == transition), None)
    if row is None:
        raise NotFound(NOT_HERE)
    today = timezone.localdate()
    own = _own(mine, me, row, today=today)
    return Looked(own, seen=_own_seen(mine, (own.line,)), subject=f"transition:{transition}")


def _own_seen(mine: Scope, found: Iterable[TransitionLine]) -> tuple[Seen, ...]:
    return mine.seen({one.child.id for one in found}, Category.IDENTITY, Category.EDUCATION, Category.SUPPORT)


def _line(mine: Scope, row: Transition, *, today: date) -> TransitionLine:
    children = lines(mine, (row.person_id,))
    found = lines_of(mine, (row,), known_of(mine, (row,), children, ()), today=today)
    if not found:
        raise Hidden(row.person_id)
    return found[0]


def _kind(row: Transition) -> tuple[TransitionLaw, TransitionKind]:
    law = transition_law(local_day(row.opened_at))
    kind = law.kind(row.kind)
    if kind is None:
        raise NotFound(NOT_HERE)
    return law, kind


def _page(mine: Scope, row: Transition, line: TransitionLine, *, today: date) -> TransitionPage:
    law, kind = _kind(row)
    facts, part = facts_from(row), part_of(mine.viewer, row)
    sight = mine.sight(row.person_id)
    may_share = sight.may(Act.SHARE, Category.SHARING)
    stays = stays_of(mine, (row.person_id,)).get(row.person_id, ())
    followups = _followups(mine, row)
    mentors = _mentors(mine, row, today=today)
    note, texts = _note(mine, row, Reader(part), law=law, kind=kind)
    is_hidden = not line.from_name
    return TransitionPage(
        line=line,
        kind=kind,
        version=row.version,
        answers=answers(facts),
        to_unit=None if is_hidden else row.to_unit_id,
        to_place="" if is_hidden else row.to_place,
        answer_by=row.answer_by,
        arrived_on=row.arrived_on,
        may=frozenset(deed for deed in Deed if may_share and may_do(facts, deed, part)),
        may_write=part is Part.SENDER and row.state in BEFORE_ARRIVAL and sight.may(Act.ADD, kind.category),
        items=_items(mine, row, law),
        note=note,
        has_note=bool(texts),
        notes=_notes(law, row.kind, texts if note.value else {}),
        events=_events(mine, row, is_hidden=is_hidden),
        followups=followups,
        followup_due=_due(row, followups, stays, law=law, today=today),
        mentors=mentors,
        may_have_mentor=may_share and part is Part.SENDER and _is_old_enough(line, kind, law, today=today),
        is_mentor=any(not one.is_over and one.account == mine.viewer.identity for one in mentors),
        writes=_writes(mine, row, part, stays, today=today),
    )


def _is_old_enough(line: TransitionLine, kind: TransitionKind, law: TransitionLaw, *, today: date) -> bool:
    born = line.child.born
    return kind.mentor and born is not None and age_on(born, today) >= law.mentor.from_age


def _items(mine: Scope, row: Transition, law: TransitionLaw) -> tuple[ItemLine, ...]:
    rows = TransitionItem.objects.within(mine, only=(row.person_id,)).filter(transition=row.id)
    given = {item: ItemAnswer(answer) for item, answer in rows.values_list("item", "answer")}
    return tuple(ItemLine(one, given.get(one.id)) for one in law.items_of(row.kind))


def _note(
    mine: Scope, row: Transition, reader: Reader, *, law: TransitionLaw, kind: TransitionKind
) -> tuple[Explained[bool], Mapping[str, str]]:
    """Return whether the viewer may read the note, and why; and its texts, which the caller leaves out if not."""
    is_shown = mine.shows(row.person_id, kind.category)
    told = may_read_note(reader, State(row.state), has_yes=is_shown and passes(mine, row), law=law)
    rows = TransitionNote.objects.within(mine, only=(row.person_id,)).filter(transition=row.id)
    texts = dict(rows.values_list("prompt", "text"))
    return Explained(told.value and is_shown, told.because), texts


def passes(mine: Scope, row: Transition) -> bool:
    """Say whether the family lets the note pass to the next place: by a consent, or by a yes of all who must say it."""
    if row.to_unit_id is None:
        return False
    law, kind = _kind(row)
    matter = law.passing.matter
    has_consent = has_passing_yes(mine, row.person_id, unit=row.to_unit_id, matter=matter, category=kind.category)
    said, signers = _released(mine, row), _signers(row, law)
    return has_consent or (bool(signers) and signers <= said)


def _released(mine: Scope, row: Transition) -> frozenset[UUID]:
    rows = NoteRelease.objects.within(mine, only=(row.person_id,)).filter(
        transition=row.id, to_unit=row.to_unit_id, withdrawn_at__isnull=True
    )
    return frozenset(rows.values_list("signer_id", flat=True))


def _signers(row: Transition, law: TransitionLaw) -> frozenset[UUID]:
    """Return those who must all say yes today; nobody where nobody can."""
    today = timezone.localdate()
    matter = access_law(today).ages.matter(law.passing.matter)
    if matter is None:
        return frozenset()
    try:
        return frozenset(needed(row.person_id, matter, today).value.signers)
    except BadInput:
        return frozenset()


def _notes(law: TransitionLaw, kind: str, texts: Mapping[str, str]) -> tuple[NoteLine, ...]:
    return tuple(NoteLine(one, texts.get(one.id, "")) for one in law.prompts_of(kind))


def _events(mine: Scope, row: Transition, *, is_hidden: bool) -> tuple[EventLine, ...]:
    """Return what happened, the first first; of a protected child no unit is named."""
    rows = TransitionEvent.objects.within(mine, only=(row.person_id,)).filter(transition=row.id).order_by("at", "id")
    found = list(rows.values_list("state", "deed", "by", "at", "reason", "unit_id"))
    accounts = {account for account in (_account(one[2]) for one in found) if account}
    who = colleagues(mine.viewer, accounts=accounts, on=timezone.localdate())
    units = units_by_id(mine.viewer, units={one[5] for one in found if one[5]})
    lines_ = []
    for state, deed, by, at, reason, unit in found:
        account = _account(by)
        name = who[account].name if account is not None and account in who else ""
        place = "" if is_hidden or unit not in units else units[unit].name
        said = ", ".join(part for part in (name, place) if part)
        lines_.append(EventLine(State(state), deed, said, at, "" if is_hidden else reason))
    return tuple(lines_)


def _account(by: str) -> UUID | None:
    kind, _, identity = by.partition(":")
    return UUID(identity) if kind == "person" else None


def _followups(mine: Scope, row: Transition) -> tuple[FollowUpLine, ...]:
    rows = FollowUp.objects.within(mine, only=(row.person_id,)).filter(transition=row.id).order_by("months")
    return tuple(FollowUpLine(*one) for one in rows.values_list("months", "still_there", "words", "answered_at"))


def _due(
    row: Transition, asked: Iterable[FollowUpLine], stays: Collection[Stay], *, law: TransitionLaw, today: date
) -> FollowUpDue | None:
    if row.arrived_on is None or row.state in OVER:
        return None
    due = followup_due(row.arrived_on, (one.months for one in asked), law=law)
    if due is None:
        return None
    return FollowUpDue(due[0], due[1], still_there(stays, row.to_unit_id, on=min(due[1], today)))


def _mentors(mine: Scope, row: Transition, *, today: date) -> tuple[MentorLine, ...]:
    """Return who follows along or did, the newest first, with the contacts. Four statements."""
    rows = TransitionMentor.objects.within(mine, only=(row.person_id,)).filter(transition=row.id)
    found = list(rows.order_by("-begins", "-id"))
    contacts: defaultdict[UUID, list[tuple[date, ContactHow, str]]] = defaultdict(list)
    logged = MentorContact.objects.within(mine, only=(row.person_id,)).filter(mentor__in=[one.id for one in found])
    for mentor, day, how, words in logged.order_by("-on", "-written_at").values_list("mentor", "on", "kind", "words"):
        contacts[mentor].append((day, ContactHow(how), words))
    who = colleagues(mine.viewer, accounts={one.account_id for one in found}, on=today)
    return tuple(
        MentorLine(
            id=one.id,
            account=one.account_id,
            name=who[one.account_id].name if one.account_id in who else "",
            begins=one.begins,
            ends=one.ends,
            is_over=one.ended_at is not None or one.ends <= today,
            own_choice=one.own_choice,
            contacts=tuple(contacts[one.id]),
        )
        for one in found
    )


def _writes(mine: Scope, row: Transition, part: Part, stays: Iterable[Stay], *, today: date) -> SpellKind | None:
    """Return the sort of place to write in when the child has begun; None where it is there, or is not the viewer's."""
    if part is not Part.RECEIVER or row.to_unit_id is None:
        return None
    unit = units_by_id(mine.viewer, units=(row.to_unit_id,)).get(row.to_unit_id)
    kind = SPELL_AT.get(unit.kind) if unit else None
    is_there = any(one.unit == row.to_unit_id and one.goes_on_after(today) for one in stays)
    may_add = mine.sight(row.person_id).may(Act.ADD, Category.EDUCATION)
    return kind if may_add and not is_there else None


def _own(mine: Scope, me: UUID | None, row: Transition, *, today: date) -> OwnTransition:
    law, kind = _kind(row)
    line = _line(mine, row, today=today)
    texts = dict(
        TransitionNote.objects.within(mine, only=(row.person_id,))
        .filter(transition=row.id)
        .values_list("prompt", "text")
    )
    is_open = row.state not in OVER
    mentors = _mentors(mine, row, today=today)
    born = line.child.born
    is_young = me == row.person_id and born is not None and age_on(born, today) >= law.mentor.own_choice_from_age
    return OwnTransition(
        line=line,
        kind=kind,
        answers=answers(facts_from(row)),
        notes=_notes(law, row.kind, texts),
        followups=_followups(mine, row),
        mentors=mentors,
        from_unit=row.from_unit_id if line.from_name else None,
        may_release=is_open and row.to_unit_id is not None and me in _signers(row, law),
        is_released=me in _released(mine, row),
        passes=passes(mine, row),
        may_end_mentor=me == row.person_id,
        may_choose_mentor=is_open and is_young and kind.mentor and all(one.is_over for one in mentors),
    )
