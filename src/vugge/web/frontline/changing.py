"""Changing what is written of a person: put right, protected, a child awaited, a child born."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.beginning import registered
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head, person_to_correct
from vugge.audit.rules import Act, Category, Permit
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.kit.text import sentence
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.dying import register_death, withdraw_death
from vugge.people.actions.protecting import protect as protect_person
from vugge.people.actions.registering import child_born, register_expected_child
from vugge.people.rules.kinds import PersonState, ProtectionKind
from vugge.people.rules.registering import NO_MOTHER, NewPerson, may_await_child
from vugge.web.components.words import LANGUAGES
from vugge.web.frontline.forming import Asking, DayField, answered, key_field, must_fit
from vugge.web.frontline.notes import done
from vugge.web.personal import FORM, Opened, frontline_page
from vugge.web.templatetags.components import say

CORRECT: Final = Asking(
    _("Ret navn, alder eller sprog"),
    _("Gem rettelsen"),
    lead=_("Både det, der stod, og det, du skriver, bliver gemt."),
    why=_("Vi beder om en begrundelse, så borgeren og kollegerne kan se, hvorfor det er rettet."),
)
PROTECT: Final = Asking(
    _("Beskyt navn og adresse"),
    _("Beskyt nu"),
    lead=_(
        "Fra det øjeblik, du trykker, er alt skjult, der viser, hvor borgeren er: adresse, opgang, telefon, skole og "
        "mødested. Det gælder også dem, borgeren bor sammen med. Kun et andet menneske end dig kan ophæve det."
    ),
    why=_("En forkert vist adresse kan være farlig. Derfor er det let at beskytte og svært at ophæve."),
)
EXPECT: Final = Asking(
    _("Registrer et barn, der ventes"),
    _("Registrer"),
    lead=_("Barnet får sin egen side nu. Når det er født, fortsætter den samme side."),
)
BORN: Final = Asking(
    _("Barnet er født"),
    _("Gem"),
    lead=_("Siden fortsætter med fødselsdagen. CPR-nummer og navn kan skrives senere."),
)

DIED: Final = Asking(
    _("Borgeren er død"),
    _("Gem"),
    lead=_("Siden bliver stående. Forældremyndighed og husstand slutter med dagen efter."),
)
NOT_DIED: Final = Asking(
    _("Borgeren er ikke død"),
    _("Gem rettelsen"),
    lead=_("Dagen, der stod, bliver gemt med din begrundelse. Forældremyndighed og husstand skal skrives ind igen."),
)
NOT_AWAITED: Final = sentence("Barnet er ikke registreret som ventet, eller fødslen er allerede skrevet ind.")
NOT_ALIVE: Final = sentence("Borgeren er ikke født endnu, eller det står her allerede, at borgeren er død.")
NOT_DEAD: Final = sentence("Der står ikke, at personen er død. Åbn siden igen.")


class NumberField(forms.CharField):
    """A CPR number in any writing, read as a value that shows no digit by accident."""

    def clean(self, value: Any) -> Cpr | None:  # Any: Django's own signature
        """Return the number, or nothing where nothing was written."""
        text = super().clean(value)
        return cpr_in(text) if text else None


def cpr_in(text: str) -> Cpr:
    """Read a number; raises a form's own error."""
    try:
        return Cpr.parse(text)
    except BadInput as mistake:
        raise forms.ValidationError(say(mistake.sentence)) from mistake


class CorrectForm(forms.Form):
    """Who somebody is."""

    given_names = forms.CharField(label=_("Fornavne"), max_length=200, required=False)
    surname = forms.CharField(label=_("Efternavn"), max_length=200, required=False)
    born = DayField(label=_("Fødselsdag"), required=False)
    due = DayField(label=_("Termin"), required=False)
    language = forms.ChoiceField(label=_("Sprog"), required=False)
    needs_interpreter = forms.BooleanField(label=_("Har brug for tolk"), required=False)
    reason = forms.CharField(label=_("Hvorfor rettes det?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_expected: bool, **options: Any) -> None:  # Any: Django's own options
        super().__init__(*args, **options)
        del self.fields["born" if is_expected else "due"]
        set_languages(self)


def set_languages(form: forms.Form) -> None:
    """Offer the languages that we have words for."""
    field = form.fields["language"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
    named = sorted(((code, str(name).capitalize()) for code, name in LANGUAGES.items()), key=lambda one: one[1])
    field.choices = [("", gettext("Ikke oplyst")), *named]


class ProtectForm(forms.Form):
    """Which protection."""

    kind = forms.ChoiceField(
        label=_("Hvilken beskyttelse?"),
        widget=forms.RadioSelect(attrs={"class": "form-radio radio-large"}),
        choices=[
            (ProtectionKind.NAME_ADDRESS.value, _("Navne- og adressebeskyttelse (den almindelige i CPR)")),
            (ProtectionKind.SPECIAL.value, _("Særlig adressebeskyttelse (trusler eller vold)")),
        ],
        initial=ProtectionKind.NAME_ADDRESS.value,
    )


class ExpectForm(forms.Form):
    """A child that is awaited."""

    due = DayField(label=_("Termin"))
    given_names = forms.CharField(label=_("Fornavne, hvis de er valgt"), max_length=200, required=False)
    surname = forms.CharField(label=_("Efternavn"), max_length=200, required=False)
    key = key_field()


class BornForm(forms.Form):
    """A child that has been born."""

    born = DayField(label=_("Fødselsdag"))
    given_names = forms.CharField(label=_("Fornavne"), max_length=200, required=False)
    surname = forms.CharField(label=_("Efternavn"), max_length=200, required=False)
    number = NumberField(
        label=_("CPR-nummer"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DiedForm(forms.Form):
    """The day somebody died."""

    died = DayField(label=_("Dødsdag"), required=False, help_text=_("Lad feltet stå tomt, når dagen ikke er kendt."))
    is_sure = forms.BooleanField(
        label=_("Ja, personen er død"), help_text=_("Er det en fejl, kan det tages tilbage på personens side.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class NotDiedForm(forms.Form):
    """Why it was wrong that somebody had died."""

    reason = forms.CharField(label=_("Hvad var galt?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


@frontline_page("people.person_correction_shown", methods=FORM)
def person_correct(opened: Opened, identity: UUID) -> HttpResponse:
    """Put right who somebody is."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.IDENTITY)
    stored = person_to_correct(opened.viewer, person=identity)
    first = {name: getattr(stored, name) for name in ("given_names", "surname", "born", "due", "language", "version")}
    form = CorrectForm(
        opened.request.POST if opened.is_sent else None,
        initial={**first, "needs_interpreter": stored.needs_interpreter},
        is_expected=stored.state is PersonState.EXPECTED,
    )

    def correct(given: dict[str, Any], _head: Head) -> HttpResponse:
        reason, version = given.pop("reason"), given.pop("version")
        correct_person(opened.viewer, permit=leave, version=version, changes=given, reason=reason)
        return done("person", identity, note="rettet")

    return answered(opened, identity, form=form, asking=CORRECT, do=correct, version=stored.version)


@frontline_page("people.protection_shown", methods=FORM)
def protect(opened: Opened, identity: UUID) -> HttpResponse:
    """Hide where somebody is, from now on."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.IDENTITY)
    form = ProtectForm(opened.request.POST if opened.is_sent else None)

    def hide(given: dict[str, Any], _head: Head) -> HttpResponse:
        protect_person(opened.viewer, permit=leave, kind=ProtectionKind(given["kind"]), begins=localdate())
        return done("person", identity, note="beskyttet")

    return answered(opened, identity, form=form, asking=PROTECT, do=hide)


@frontline_page("people.expected_child_shown", methods=FORM)
def expected_child(opened: Opened, identity: UUID) -> HttpResponse:
    """Register a child that a woman awaits."""
    mother = permit(opened.viewer, Act.ADD, person=identity, category=Category.FAMILY)
    form = ExpectForm(opened.request.POST if opened.is_sent else None)

    def register(given: dict[str, Any], _head: Head) -> HttpResponse:
        key = str(given.pop("key"))

        def write(leave: Permit) -> UUID:
            return register_expected_child(opened.viewer, permit=leave, mother=mother, new=NewPerson(**given), key=key)

        return done("person", registered(opened.viewer, write), note="ventet")

    def must_be_a_mother(head: Head) -> None:
        fits = may_await_child(head.line.state, born=head.line.born, today=localdate())
        must_fit(opened, NO_MOTHER, fits=fits)

    return answered(opened, identity, form=form, asking=EXPECT, do=register, check=must_be_a_mother)


@frontline_page("people.birth_shown", methods=FORM)
def born(opened: Opened, identity: UUID) -> HttpResponse:
    """Let an awaited child be born."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.IDENTITY)
    stored = person_to_correct(opened.viewer, person=identity)
    must_fit(opened, NOT_AWAITED, fits=stored.state is PersonState.EXPECTED)
    first = {"born": localdate(), "given_names": stored.given_names, "surname": stored.surname}
    form = BornForm(opened.request.POST if opened.is_sent else None, initial={**first, "version": stored.version})

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        names = {name: given[name] for name in ("given_names", "surname")}
        child_born(
            opened.viewer,
            permit=leave,
            version=given["version"],
            born=given["born"],
            number=given["number"],
            names=names,
        )
        return done("person", identity, note="foedt")

    return answered(opened, identity, form=form, asking=BORN, do=write, version=stored.version)


@frontline_page("people.death_shown", methods=FORM)
def died(opened: Opened, identity: UUID) -> HttpResponse:
    """Write that somebody has died."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.IDENTITY)
    stored = person_to_correct(opened.viewer, person=identity)
    must_fit(opened, NOT_ALIVE, fits=stored.state is PersonState.LIVING)
    form = DiedForm(opened.request.POST if opened.is_sent else None, initial={"version": stored.version})

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        register_death(opened.viewer, permit=leave, version=given["version"], died=given["died"])
        return done("person", identity, note="doed")

    return answered(opened, identity, form=form, asking=DIED, do=write, version=stored.version)


@frontline_page("people.death_withdrawn_shown", methods=FORM)
def not_died(opened: Opened, identity: UUID) -> HttpResponse:
    """Take back that somebody has died."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.IDENTITY)
    stored = person_to_correct(opened.viewer, person=identity)
    must_fit(opened, NOT_DEAD, fits=stored.state is PersonState.DEAD)
    form = NotDiedForm(opened.request.POST if opened.is_sent else None, initial={"version": stored.version})

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        withdraw_death(opened.viewer, permit=leave, **given)
        return done("person", identity, note="ikke_doed")

    return answered(opened, identity, form=form, asking=NOT_DIED, do=write, version=stored.version)
