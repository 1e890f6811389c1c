"""Writing where somebody is: a place begun, ended, or put right."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head, person_head, spell_to_correct, spell_to_end
from vugge.audit.rules import Act, Permit
from vugge.organisations.queries.register import units
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.actions.spells import Address, Right, Stay, correct_spell, end_spell, move_home, start_spell
from vugge.people.rules.changes import Conflict, differences, stale
from vugge.people.rules.kinds import SPELL_CATEGORY, SpellKind
from vugge.people.rules.values import SpellValue
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import Asking, DayField, answered, key_field
from vugge.web.frontline.notes import done
from vugge.web.frontline.person import crumbs
from vugge.web.login.session import here
from vugge.web.personal import FORM, Opened, frontline_page, render_personal

PLACES: Final = {
    SpellKind.DAYCARE: (
        UnitKind.NURSERY,
        UnitKind.KINDERGARTEN,
        UnitKind.INTEGRATED_DAYCARE,
        UnitKind.CHILDMINDING,
    ),
    SpellKind.SCHOOL: (UnitKind.SCHOOL,),
    SpellKind.EDUCATION: (UnitKind.YOUTH_EDUCATION,),
    SpellKind.JOB: (UnitKind.COMPANY, UnitKind.JOB_CENTRE),
    SpellKind.SUPPORT: (
        UnitKind.HEALTH_VISITING,
        UnitKind.FAMILY_CENTRE,
        UnitKind.GUIDANCE,
        UnitKind.CLUB,
        UnitKind.ASSOCIATION,
        UnitKind.JOB_CENTRE,
        UnitKind.DEPARTMENT,
    ),
}
"""Which units of the register each kind of place can be."""

NEW: Final = Asking(_("Skriv sted ind"), _("Gem"))
END: Final = Asking(
    _("Afslut sted"), _("Afslut"), lead=_("Stedet bliver stående på tidslinjen med den dag, det sluttede.")
)
CORRECT: Final = Asking(
    _("Ret sted"),
    _("Gem rettelsen"),
    lead=_("Det forkerte bliver ikke slettet. Det står ved siden af det rigtige, så andre kan se, hvad der er rettet."),
)


class StayForm(forms.Form):
    """A place that is no home, and its days."""

    unit = forms.TypedChoiceField(label=_("Sted"), coerce=int, required=False, empty_value=None)
    title = forms.CharField(
        label=_("Betegnelse"), max_length=200, required=False, help_text=_("For eksempel 2. klasse eller lager.")
    )
    begins = DayField(label=_("Fra"))
    ends = DayField(
        label=_("Til, men ikke med"), required=False, help_text=_("Lad feltet stå tomt, når det stadig er sådan.")
    )
    key = key_field()

    def __init__(self, opened: Opened, kind: SpellKind, **initial: Any) -> None:  # Any: first values of the fields
        super().__init__(opened.request.POST if opened.is_sent else None, initial=initial)
        found = units(opened.viewer, on=localdate(), kinds=PLACES[kind])
        chosen = self.fields["unit"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = [("", gettext("Ikke i registeret")), *((str(one.id), one.name) for one in found)]


class HomeForm(forms.Form):
    """An address, and since when."""

    street = forms.CharField(label=_("Vej"), max_length=120)
    number = forms.CharField(label=_("Husnummer"), max_length=10)
    floor = forms.CharField(label=_("Etage"), max_length=10, required=False)
    door = forms.CharField(label=_("Dør"), max_length=10, required=False)
    postcode = forms.CharField(label=_("Postnummer"), max_length=4)
    city = forms.CharField(label=_("By"), max_length=60)
    begins = DayField(label=_("Fra"))
    key = key_field()


class WrongHomeForm(HomeForm):
    """What a wrong home should have been, and why."""

    ends = DayField(label=_("Til, men ikke med"), required=False)
    reason = forms.CharField(label=_("Hvad var galt?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


ADDRESS: Final = ("street", "number", "floor", "door", "postcode", "city")


class EndForm(forms.Form):
    """The first day without."""

    ends = DayField(label=_("Slutter"), help_text=_("Den første dag, det ikke er sådan mere."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(StayForm):
    """What a wrong place should have been, and why."""

    reason = forms.CharField(label=_("Hvad var galt?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


@frontline_page("people.spell_added", methods=FORM)
def spell_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write where somebody is from a day on."""
    kind = next((one for one in SpellKind if one.value == opened.request.GET.get("art")), None)
    if kind is None:
        return _choose_kind(opened, identity)
    leave = permit(opened.viewer, Act.ADD, person=identity, category=SPELL_CATEGORY[kind])
    form = _home_form(opened) if kind is SpellKind.HOME else StayForm(opened, kind, begins=localdate())
    asking = Asking(WORDS[SpellKind][kind], NEW.submit)  # type: ignore[arg-type]  # every word of a place is a promise

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        key = str(given.pop("key"))
        if kind is SpellKind.HOME:
            begins = given.pop("begins")
            address = Address(**given, municipality=_municipality(opened))
            move_home(opened.viewer, permit=leave, address=address, begins=begins, key=key)
        else:
            start_spell(opened.viewer, permit=leave, stay=Stay(kind, **given), key=key)
        return done("person", identity, note="sted")

    return answered(opened, identity, form=form, asking=asking, do=write)


@frontline_page("people.spell_ended", methods=FORM)
def spell_end(opened: Opened, identity: UUID, spell: UUID) -> HttpResponse:
    """End a place."""
    found, leave = spell_to_end(opened.viewer, person=identity, spell=spell)
    form = EndForm(
        opened.request.POST if opened.is_sent else None, initial={"ends": localdate(), "version": found.version}
    )

    def end(given: dict[str, Any], _head: Head) -> HttpResponse:
        if given["version"] != found.version:
            raise _differing(found, {"ends": given["ends"]})
        end_spell(opened.viewer, permit=leave, spell=spell, version=given["version"], ends=given["ends"])
        return done("person", identity, note="afsluttet")

    return answered(opened, identity, form=form, asking=END, do=end, version=found.version)


@frontline_page("people.spell_corrected_shown", methods=FORM)
def spell_correct(opened: Opened, identity: UUID, spell: UUID) -> HttpResponse:
    """Put a wrong place right; the wrong one stays beside it."""
    found, leave = spell_to_correct(opened.viewer, person=identity, spell=spell)
    if found.kind is SpellKind.HOME:
        return _correct_home(opened, leave, found)
    first = {"unit": found.unit, "title": found.title, "begins": found.begins, "ends": found.ends}
    form = ReasonForm(opened, found.kind, **first, version=found.version)

    def correct(given: dict[str, Any], _head: Head) -> HttpResponse:
        reason, version = given.pop("reason"), given.pop("version")
        given.pop("key")
        if version != found.version:
            raise _differing(found, given)
        right = Right(Stay(found.kind, **given))
        correct_spell(opened.viewer, permit=leave, spell=spell, version=version, right=right, reason=reason)
        return done("person", identity, note="rettet")

    return answered(opened, identity, form=form, asking=CORRECT, do=correct, version=found.version)


def _correct_home(opened: Opened, leave: Permit, found: SpellValue) -> HttpResponse:
    """Put a wrong address, or its days, right."""
    identity = leave.sight.person
    first: dict[str, Any] = {"begins": found.begins, "ends": found.ends, "version": found.version}
    if found.home:
        first |= {name: getattr(found.home, name) for name in ADDRESS}
    form = WrongHomeForm(opened.request.POST if opened.is_sent else None, initial=first)

    def correct(given: dict[str, Any], _head: Head) -> HttpResponse:
        days = {"begins": given["begins"], "ends": given["ends"]}
        if given["version"] != found.version:
            raise _differing(found, days)
        municipality = found.home.municipality if found.home else _municipality(opened)
        address = Address(**{name: given[name] for name in ADDRESS}, municipality=municipality)
        right = Right(Stay(SpellKind.HOME, **days), address)
        version, reason = given["version"], given["reason"]
        correct_spell(opened.viewer, permit=leave, spell=found.id, version=version, right=right, reason=reason)
        return done("person", identity, note="rettet")

    return answered(opened, identity, form=form, asking=CORRECT, do=correct, version=found.version)


def _choose_kind(opened: Opened, identity: UUID) -> HttpResponse:
    seen = sight(opened.viewer, identity)
    kinds = [kind for kind in SpellKind if seen.may(Act.ADD, SPELL_CATEGORY[kind])]
    if not kinds:  # refused as the form of any of them would be
        permit(opened.viewer, Act.ADD, person=identity, category=SPELL_CATEGORY[SpellKind.HOME])
    head = person_head(opened.viewer, person=identity)
    context = {"head": head, "kinds": kinds, "crumbs": crumbs(identity, gettext("Skriv sted ind"))}
    return render_personal(opened, "frontline/spell_kinds.html", context, section="my_people")


def _home_form(opened: Opened) -> HomeForm:
    return HomeForm(opened.request.POST if opened.is_sent else None, initial={"begins": localdate()})


def _municipality(opened: Opened) -> str:
    who = here(opened.request)
    return who.role.municipality if who and who.role else ""


def _differing(found: SpellValue, given: dict[str, Any]) -> Conflict:
    """Return the conflict with both texts: what was written, and what somebody else has stored meanwhile."""
    stored: dict[str, Any] = {"unit": found.unit, "title": found.title, "begins": found.begins, "ends": found.ends}
    return stale(differences(given, {name: stored[name] for name in given}))
