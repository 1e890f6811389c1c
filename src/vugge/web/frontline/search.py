"""Finding somebody, and registering somebody new: in that order. What is searched for stands in no address."""

from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.beginning import registered
from vugge.access.queries.actors import scope
from vugge.access.queries.lists import found_people, possible_matches, suggested_people
from vugge.access.queries.permits import may_register, permit_new
from vugge.access.queries.persons import person_head
from vugge.audit.rules import Permit
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.people.actions.registering import AlreadyHere, register_person
from vugge.people.rules.names import cleaned, is_one_letter, name_refusal
from vugge.people.rules.registering import NewPerson
from vugge.web.components.values import Crumb
from vugge.web.frontline.changing import NumberField, set_languages
from vugge.web.frontline.forming import UNUSABLE, DayField, key_field
from vugge.web.frontline.notes import done
from vugge.web.personal import FORM, Opened, frontline_page, render_personal, to
from vugge.web.templatetags.components import say

FEWEST_LETTERS: Final = 2
POST: Final = ("POST",)


class SearchForm(forms.Form):
    """What to look for."""

    text = forms.CharField(
        label=_("Navn, fødselsdag eller CPR-nummer"),
        max_length=200,
        required=False,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class NewForm(forms.Form):
    """Somebody who is not registered yet."""

    given_names = forms.CharField(label=_("Fornavne"), max_length=200, required=False)
    surname = forms.CharField(label=_("Efternavn"), max_length=200, required=False)
    number = NumberField(
        label=_("CPR-nummer"),
        required=False,
        help_text=_("Det bliver krypteret. Kun de første seks cifre vises bagefter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    born = DayField(label=_("Fødselsdag"), required=False, help_text=_("Lad feltet stå tomt, når nummeret siger det."))
    born_unknown = forms.BooleanField(label=_("Fødselsdagen er ukendt"), required=False)
    language = forms.ChoiceField(label=_("Sprog"), required=False)
    needs_interpreter = forms.BooleanField(label=_("Har brug for tolk"), required=False)
    key = key_field()

    def __init__(self, *args: Any, **options: Any) -> None:  # Any: Django's own options
        super().__init__(*args, **options)
        set_languages(self)

    def clean_given_names(self) -> str:
        """Return what is a name, and refuse what is none."""
        return _name(self.cleaned_data["given_names"])

    def clean_surname(self) -> str:
        """Return what is a name, and refuse what is none."""
        return _name(self.cleaned_data["surname"])

    def clean(self) -> dict[str, Any]:  # Any: Django's own signature
        """Ask for a whole name, and for a day of birth or the word that nobody knows it."""
        given = self.cleaned_data
        if {"given_names", "surname"} <= given.keys() and is_one_letter(given["given_names"], given["surname"]):
            self.add_error("given_names", gettext("Skriv hele navnet. Er det kun et forbogstav, så med punktum: A."))
        number = given.get("number")
        is_known = bool(given.get("born") or (number and number.birth_date()))
        if given.get("born_unknown") and given.get("born"):
            self.add_error("born", gettext("Fødselsdagen er både skrevet og sagt at være ukendt. Vælg det ene."))
        elif not is_known and not given.get("born_unknown") and not {"born", "number"} & self.errors.keys():
            self.add_error("born", gettext("Skriv fødselsdagen, eller sæt kryds ved, at den er ukendt."))
        return given

    def new_person(self) -> NewPerson:
        """Return what was written."""
        beside = {"key", "born_unknown"}
        return NewPerson(**{name: value for name, value in self.cleaned_data.items() if name not in beside})


@frontline_page("access.people_searched_shown", methods=FORM)
def people_search(opened: Opened) -> HttpResponse:
    """Find those of one's own people whom a text means."""
    form = SearchForm(opened.request.POST if opened.is_sent else None)
    found, text = None, ""
    if opened.is_sent and form.is_valid():
        text = form.cleaned_data["text"]
        found = found_people(opened.viewer, text=text, page=form.cleaned_data["page"] or 1) if text else None
    context = {"form": form, "found": found, "text": text, "may_register": may_register(opened.viewer)}
    return render_personal(opened, "frontline/search.html", context, section="people_search")


@frontline_page("access.people_suggested_shown", methods=POST)
def suggestions(opened: Opened) -> HttpResponse:
    """Suggest a few while somebody writes."""
    text = opened.request.POST.get("text", "").strip()[:200]
    people = suggested_people(opened.viewer, text=text) if len(text) >= FEWEST_LETTERS else ()
    return render(opened.request, "frontline/_suggestions.html", {"people": people, "text": text})


@frontline_page("people.person_registered_shown", methods=FORM)
def new_person(opened: Opened) -> HttpResponse:
    """Register somebody, after looking for them."""
    if not opened.is_sent:
        return to("people_search")
    permit_new(opened.viewer)  # whoever may register nobody meets no form to fill in
    if "searched" in opened.request.POST:
        return _shown(opened, NewForm(initial=_guessed(opened.request)))
    form = NewForm(opened.request.POST)
    if not form.is_valid():
        return _shown(opened, form, status=UNUSABLE)
    try:
        return _registered(opened, form)
    except AlreadyHere as known:
        form.add_error(None, say(known.sentence))
        return _shown(opened, form, status=UNUSABLE, known=person_head(opened.viewer, person=known.person).line.id)
    except BadInput as mistake:
        form.add_error(None, say(mistake.sentence))
        return _shown(opened, form, status=UNUSABLE)


def _registered(opened: Opened, form: NewForm) -> HttpResponse:
    new, key = form.new_person(), str(form.cleaned_data["key"])
    if "different" not in opened.request.POST:
        matches = possible_matches(opened.viewer, new=new, key=key)
        if matches:
            return _shown(opened, form, matches=matches)
    mine = scope(opened.viewer)

    def write(leave: Permit) -> UUID:
        return register_person(opened.viewer, permit=leave, scope=mine, new=new, key=key)

    return done("person", registered(opened.viewer, write), note="registreret")


def _shown(opened: Opened, form: NewForm, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "form": form,
        "crumbs": (Crumb(gettext("Find borger"), reverse("people_search")), Crumb(gettext("Registrer en borger"))),
        **more,
    }
    return render_personal(opened, "frontline/new_person.html", context, section="people_search", status=status)


def _guessed(request: HttpRequest) -> dict[str, object]:
    """Return what was searched for as the beginning of the form: a number as a number, else a name."""
    text = request.POST.get("searched", "").strip()[:200]
    first: dict[str, object] = {"key": uuid4()}
    if any(sign.isdigit() for sign in text):
        return first | {"number": text if _is_number(text) else ""}
    given, _space, surname = text.rpartition(" ")
    return first | {"given_names": given or surname, "surname": surname if given else ""}


def _name(text: str) -> str:
    name = cleaned(text)
    refusal = name_refusal(name)
    if refusal:
        raise forms.ValidationError(say(refusal))
    return name


def _is_number(text: str) -> bool:
    try:
        Cpr.parse(text)
    except BadInput:
        return False
    return True
