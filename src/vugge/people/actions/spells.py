"""Where somebody is: a place begun, ended or put right. What was wrong stays beside what corrects it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units_by_id
from vugge.people import models
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import add_once, change_version, logged, sent_earlier
from vugge.people.rules.changes import Plain, stale
from vugge.people.rules.kinds import SPELL_CATEGORY, Origin, SpellKind
from vugge.people.rules.names import cleaned
from vugge.people.rules.registering import LONGEST_NAME


@dataclass(frozen=True)
class Address:
    """A dwelling as it is written; `area_key` and `unit` say in which housing area and department it lies, if any."""

    street: str
    number: str
    postcode: str
    city: str
    municipality: str
    floor: str = ""
    door: str = ""
    stairway: str = ""
    area_key: str = ""
    unit: int | None = None


@dataclass(frozen=True)
class Stay:
    """What somebody writes of a spell that is no home: a unit or a title, and its days."""

    kind: SpellKind
    begins: date
    ends: date | None = None
    unit: int | None = None
    title: str = ""
    origin: Origin = Origin.STAFF


@dataclass(frozen=True)
class Right:
    """What a wrong spell should have been; the address only where it is a home at another one."""

    stay: Stay
    address: Address | None = None


@action("people.spell_started")
def start_spell(viewer: Viewer, *, permit: Permit, stay: Stay, key: str) -> Logged[UUID]:
    """Write where a person is from a day on, and return the spell's id; a repeated `key` gives the first one's.

    For a home use `move_home`. Raises `BadInput` for what cannot be and `Conflict` when the key was used for other.
    """
    category = SPELL_CATEGORY[stay.kind]
    permit.must_cover(viewer, Act.ADD, permit.sight.person, category)
    if stay.kind is SpellKind.HOME:
        raise BadInput(sentence("Et hjem skrives ind som en flytning, med en adresse."))
    checked = _checked(viewer, stay)
    row = _row(permit, viewer, checked)
    made = _made(viewer, row, key=key, given=asdict(checked) | {"person": permit.sight.person})
    return logged(made, permit, category, fields=("spell",))


@action("people.home_moved")
def move_home(
    viewer: Viewer, *, permit: Permit, address: Address, begins: date, key: str, origin: Origin = Origin.STAFF
) -> Logged[UUID]:
    """Write where a person lives from a day on; the home until then ends that day. Returns the new spell's id."""
    category = SPELL_CATEGORY[SpellKind.HOME]
    person = permit.sight.person
    permit.must_cover(viewer, Act.ADD, person, category)
    given: dict[str, Plain] = asdict(address) | {"begins": begins, "person": person}
    made = sent_earlier(models.Spell, viewer, key=key, given=given)
    if made is None:
        _end_home(permit, begins)
        row = _row(permit, viewer, Stay(SpellKind.HOME, begins, origin=origin))
        row.dwelling_id = _dwelling(address)
        made = add_once(row, viewer, key=key, given=given)
    return logged(made, permit, category, fields=("spell",))


@action("people.spell_ended")
def end_spell(viewer: Viewer, *, permit: Permit, spell: UUID, version: int, ends: date) -> Logged[UUID]:
    """End a spell from a day on. Raises `Conflict` when somebody changed it meanwhile, `NotFound` for none."""
    rows, row = _current(permit, spell)
    category = SPELL_CATEGORY[SpellKind(row.kind)]
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, category)
    if ends <= row.begins:
        raise BadInput(sentence("Det begyndte {begins} og kan ikke slutte {ends}.", begins=row.begins, ends=ends))
    change_version(rows, version=version, values={"ends": ends}, otherwise=stale(()))
    return logged(spell, permit, category, fields=("spell",))


@action("people.spell_corrected")
def correct_spell(
    viewer: Viewer, *, permit: Permit, spell: UUID, version: int, right: Right, reason: str
) -> Logged[UUID]:
    """Put a wrong spell right: a new one takes its place, and the wrong one stays and points at it. Returns the new id.

    Raises `Conflict` when somebody changed it meanwhile, `BadInput` for another kind than before.
    """
    rows, row = _current(permit, spell)
    category = SPELL_CATEGORY[SpellKind(row.kind)]
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, category)
    if right.stay.kind != row.kind:
        raise BadInput(sentence("Arten kan ikke rettes. Afslut det forkerte, og skriv et nyt ind."))
    new = _row(permit, viewer, _checked(viewer, right.stay))
    new.dwelling_id = _dwelling(right.address) if right.address else row.dwelling_id
    change_version(rows, version=version, values={"corrected_by_id": new.id}, otherwise=stale(()))
    new.save(force_insert=True)
    _note_correction(permit, viewer, old=spell, new=new.id, reason=reason_given(reason))
    return logged(new.id, permit, category, fields=("spell",))


def _note_correction(permit: Permit, viewer: Viewer, *, old: UUID, new: UUID, reason: str) -> None:
    """Write that one spell corrects another, by their ids: their texts may tell where somebody is."""
    models.Correction(
        person_id=permit.sight.person,
        field="spell",
        old=str(old),
        new=str(new),
        reason=reason,
        origin=Origin.STAFF,
        corrected_at=timezone.now(),
        corrected_by=viewer.name,
    ).save(force_insert=True)


def _made(viewer: Viewer, row: models.Spell, *, key: str, given: Mapping[str, Plain]) -> UUID:
    return sent_earlier(models.Spell, viewer, key=key, given=given) or add_once(row, viewer, key=key, given=given)


def _row(permit: Permit, viewer: Viewer, stay: Stay) -> models.Spell:
    return models.Spell(
        id=uuid4(),
        person_id=permit.sight.person,
        kind=stay.kind,
        unit_id=stay.unit,
        title=stay.title,
        begins=stay.begins,
        ends=stay.ends,
        origin=stay.origin,
        entered_by=viewer.name,
        entered_at=timezone.now(),
    )


def _checked(viewer: Viewer, stay: Stay) -> Stay:
    """Return a stay with its title cleaned; raises `BadInput` for one that is nowhere or lasts no day."""
    if stay.ends is not None and stay.ends <= stay.begins:
        raise BadInput(sentence("Det begyndte {begins} og kan ikke slutte {ends}.", begins=stay.begins, ends=stay.ends))
    if stay.kind is SpellKind.HOME:
        return replace(stay, unit=None, title="")
    title = cleaned(stay.title)[:LONGEST_NAME]
    if stay.unit is None and not title:
        raise BadInput(sentence("Skriv, hvor personen er: vælg et sted, eller giv en betegnelse."))
    if stay.unit is not None and not units_by_id(viewer, units=(stay.unit,)):
        raise BadInput(sentence("Stedet findes ikke i registret. Søg efter det igen."))
    return replace(stay, title=title)


def _current(permit: Permit, spell: UUID) -> tuple[QuerySet[models.Spell], models.Spell]:
    rows = models.Spell.objects.covered_by(permit).filter(id=spell, corrected_by__isnull=True)
    row = rows.first()
    if row is None:
        raise NotFound(sentence("Opholdet er ikke her, eller det er allerede rettet. Åbn siden igen."))
    return rows, row


def _end_home(permit: Permit, day: date) -> None:
    going_on = models.Spell.objects.covered_by(permit).filter(
        kind=SpellKind.HOME, ends__isnull=True, corrected_by__isnull=True
    )
    begins = going_on.values_list("begins", flat=True).first()
    if begins is not None and begins >= day:
        raise BadInput(
            sentence(
                "Personen flyttede ind {begins} og kan ikke flytte igen {day}. Ret datoen.", begins=begins, day=day
            )
        )
    going_on.update(ends=day)


def _dwelling(address: Address) -> UUID:
    """Return the dwelling with this address, made when nobody has lived there before."""
    place = {name: cleaned(value) if isinstance(value, str) else value for name, value in asdict(address).items()}
    keys = ("municipality", "street", "number", "floor", "door", "postcode")
    if not (place["street"] and place["number"] and place["postcode"]):
        raise BadInput(sentence("Skriv vej, husnummer og postnummer."))
    row, _ = models.Dwelling.objects.get_or_create(
        **{name: place[name] for name in keys}, defaults={name: place[name] for name in place if name not in keys}
    )
    return row.id
