"""Asking a family: the sharing dialogue, what it says before it is sent, the receipt, and what was asked before."""

import hashlib
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.consents import Asked, Recipient, ask
from vugge.access.queries.dialogue import Draft, Preview, languages, preview
from vugge.access.queries.law import access_law
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head, person_head, team_page
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import longest
from vugge.access.rules.law import Matter
from vugge.audit.rules import Act, Category, Permit, Purpose
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units
from vugge.organisations.rules.kinds import UNIT_NAMES, Role, UnitKind, units_with
from vugge.organisations.rules.register import UnitFacts
from vugge.web.components.values import Crumb
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import UNUSABLE, DayField, key_field
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

SHARED: Final = tuple(one for one in Category if one not in (Category.LOG, Category.SHARING, Category.IDENTITY))
PURPOSES: Final = (Purpose.CARE, Purpose.CASEWORK, Purpose.EMPLOYMENT)
USUAL: Final = timedelta(days=182)
CHECKBOX: Final = {"class": "form-checkbox checkbox-large"}
RADIO: Final = {"class": "form-radio radio-large"}


class DialogueForm(forms.Form):
    """What is to be shared, with whom, for what, until when, and in which language the family is asked."""

    matter = forms.ChoiceField(label=_("Hvad drejer sagen sig om?"), widget=forms.RadioSelect(attrs=RADIO))
    categories = forms.TypedMultipleChoiceField(
        label=_("Hvad må deles?"),
        coerce=Category,
        choices=[(one.value, one.value) for one in SHARED],
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        help_text=_("Navn og alder følger altid med. Vælg så lidt som muligt."),
        error_messages={"required": _("Vælg, hvad der må deles. Et samtykke uden indhold betyder ingenting.")},
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Hvem må se det?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        error_messages={"required": _("Vælg, hvem der må se det. Et samtykke uden modtagere betyder ingenting.")},
    )
    purpose = forms.TypedChoiceField(
        label=_("Til hvilket formål?"), coerce=Purpose, widget=forms.RadioSelect(attrs=RADIO), initial=Purpose.CARE
    )
    purpose_text = forms.CharField(
        label=_("Hvorfor, med dine egne ord"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Familien læser det her på dansk. For eksempel: Så skolen kan tage godt imod Lea."),
    )
    until = DayField(label=_("Indtil"), help_text=_("Fra den dag kan modtagerne ikke se det mere. Højst et år."))
    language = forms.ChoiceField(label=_("Sprog, familien bliver spurgt på"))
    key = key_field()

    def __init__(self, opened: Opened, *, recipients: tuple[UnitFacts, ...]) -> None:
        today = localdate()
        terms = access_law(today).terms.consent
        initial = {"until": min(today + USUAL, longest(today, terms)), "language": "da"}
        super().__init__(opened.request.POST if opened.is_sent else None, initial=initial)
        matters = access_law(today).ages.matters
        _offer(self.fields["matter"], [(one.matter, _with_scope(one)) for one in matters])
        _offer(self.fields["categories"], [(one.value, _capital(WORDS[Category][one])) for one in SHARED])
        _offer(self.fields["units"], [(str(one.id), one.name) for one in recipients])
        _offer(self.fields["purpose"], [(one.value, say(WORDS[Purpose][one])) for one in PURPOSES])
        _offer(self.fields["language"], [(one.language, _language(one.own_name, one.checked)) for one in languages()])

    def draft(self) -> Draft:
        """Return what was written."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        given["categories"] = frozenset({Category.IDENTITY, *given["categories"]})
        return Draft(**given)


@frontline_page("access.consents_shown")
def consents(opened: Opened, identity: UUID) -> HttpResponse:
    """Show what a family was asked, and where each question stands."""
    head, around = team_page(opened.viewer, person=identity)
    context = {
        "head": head,
        "consents": around.consents,
        "may_share": head.sight.may(Act.SHARE, Category.SHARING),
        "crumbs": crumbs(identity, gettext("Samtykker")),
    }
    return render_personal(opened, "frontline/consents.html", context, section="my_people")


@frontline_page("access.consent_shown")
def consent(opened: Opened, identity: UUID, number: int) -> HttpResponse:
    """Show one consent, as the receipt of what the family was asked."""
    head, around = team_page(opened.viewer, person=identity)
    found = next((one for one in around.consents if one.id == number), None)
    if found is None:
        raise NotFound(sentence("Samtykket findes ikke."))
    words = next((one for one in languages() if one.language == found.language), None)
    context = {
        "head": head,
        "one": found,
        "words": words,
        "may_share": head.sight.may(Act.SHARE, Category.SHARING),
        "note": note_in(opened.request),
        "crumbs": _below_consents(identity, gettext("Kvittering")),
    }
    return render_personal(opened, "frontline/consent.html", context, section="my_people")


@frontline_page("access.consent_dialogue_shown", methods=FORM)
def consent_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Ask a family: write the question, read it as they will, and send it."""
    leave = permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)
    head = person_head(opened.viewer, person=identity)
    recipients = _recipients(opened)
    form = DialogueForm(opened, recipients=recipients)
    is_mended = "ret" in opened.request.POST
    if not (opened.is_sent and form.is_valid()) or is_mended:
        return _dialogue(opened, head, form, recipients)
    try:
        shown = preview(opened.viewer, permit=leave, draft=form.draft())
    except BadInput as mistake:
        form.add_error(None, say(mistake.sentence))
        return _dialogue(opened, head, form, recipients)
    if opened.request.POST.get("laest") != print_of(shown.text):
        return _preview(opened, head, form, shown)
    return done("consent", identity, _send(opened, leave, form, shown), note="spurgt")


def print_of(text: str) -> str:
    """Return the print of a text, by which one knows that what is sent is what was read."""
    return hashlib.sha256(text.encode()).hexdigest()


def _send(opened: Opened, leave: Permit, form: DialogueForm, shown: Preview) -> int:
    draft = form.draft()
    asked = Asked(
        matter=draft.matter,
        categories=draft.categories,
        recipients=tuple(Recipient(unit) for unit in sorted(draft.units)),
        purpose=draft.purpose,
        purpose_text=draft.purpose_text,
        begins=shown.begins,
        until=draft.until,
        language=draft.language,
        text_version=shown.words.version,
        text_shown=shown.text,
        key=form.cleaned_data["key"],
    )
    return ask(opened.viewer, permit=leave, asked=asked)


def _dialogue(opened: Opened, head: Head, form: DialogueForm, recipients: tuple[UnitFacts, ...]) -> HttpResponse:
    context = {
        "form": form,
        "head": head,
        "groups": _grouped(form, recipients),
        "crumbs": _below_consents(head.line.id, gettext("Spørg om samtykke")),
    }
    status = UNUSABLE if form.is_bound and form.errors else 200
    return render_personal(opened, "frontline/consent_new.html", context, section="my_people", status=status)


def _preview(opened: Opened, head: Head, form: DialogueForm, shown: Preview) -> HttpResponse:
    context = {
        "form": form,
        "head": head,
        "shown": shown,
        "rows": [
            (told.unit, role, [one for one in Category if one in categories])
            for told in shown.question.told
            for role, categories in told.sees.items()
        ],
        "is_danish": shown.words.language == "da",
        "print": print_of(shown.text),
        "crumbs": _below_consents(head.line.id, gettext("Læs, før du sender")),
    }
    return render_personal(opened, "frontline/consent_preview.html", context, section="my_people")


def _recipients(opened: Opened) -> tuple[UnitFacts, ...]:
    """Return the units in which somebody could see something by a consent, one's own left out."""
    policy = access_law(localdate()).policy
    told = [role for role in Role if policy.rule(role, BasisKind.CONSENT) is not None]
    kinds = {kind for role in told for kind in units_with(role)}
    found = units(opened.viewer, on=localdate(), kinds=sorted(kinds, key=list(UnitKind).index))
    return tuple(one for one in found if str(one.id) != opened.viewer.unit)


def _grouped(form: DialogueForm, recipients: tuple[UnitFacts, ...]) -> list[tuple[str, list[Any], bool]]:
    """Gather the recipients by kind, each kind unfolded where one of it is chosen."""
    chosen = set(form["units"].value() or ())
    kinds = {str(one.id): one.kind for one in recipients}
    groups: dict[UnitKind, list[Any]] = {}  # Any: Django's own parts of a widget
    for widget in form["units"]:
        groups.setdefault(kinds[str(widget.data["value"])], []).append(widget)
    return [
        (say(UNIT_NAMES[kind]), groups[kind], any(str(one.data["value"]) in chosen for one in groups[kind]))
        for kind in UnitKind
        if kind in groups
    ]


def _below_consents(identity: UUID, last: str) -> tuple[Crumb, ...]:
    *way, consents_crumb = crumbs(identity, gettext("Samtykker"))
    return (*way, Crumb(consents_crumb.label, reverse("consents", args=[identity])), Crumb(last))


def _language(own_name: str, is_checked: bool) -> str:
    return own_name if is_checked else gettext("%(language)s (ikke gennemgået)") % {"language": own_name}


def _with_scope(matter: Matter) -> str:
    """Say what a matter is called, and what may be shared in it."""
    shared = [say(WORDS[Category][one]) for one in SHARED if one in matter.categories]
    return say(sentence("{matter}. Kan dele: {shared}.", matter=matter.title, shared=tuple(shared)))


def _capital(word: object) -> str:
    text = say(word)
    return text[:1].upper() + text[1:]


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
    field.choices = choices
