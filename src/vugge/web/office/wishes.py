"""Citizens' wishes to have something put right or deleted: the list, one wish beside what is stored, and the answer."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.errands import end_errand, take_up_errand
from vugge.access.actions.subjects import answer_request
from vugge.access.queries.errands import MOST, waiting_errands
from vugge.access.queries.permits import permit
from vugge.access.queries.wishes import WishPage, open_wishes, wish_page
from vugge.access.rules.errands import ErrandKind
from vugge.access.rules.requests import Fate, RequestKind
from vugge.audit.actions import together
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.queries.keeping import kept_journey
from vugge.kit.errors import BadInput
from vugge.kit.explained import Explained
from vugge.kit.text import sentence
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.erasing import Erasure, erase_spells
from vugge.people.rules.kinds import Origin, SpellKind
from vugge.web.components.values import Crumb
from vugge.web.frontline.changing import set_languages
from vugge.web.frontline.forming import UNUSABLE, DayField
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

SECTION: Final = "wishes"
YES, NO = "ja", "nej"
WISHES: Final = frozenset({ErrandKind.CORRECTION, ErrandKind.DELETION})
NOTES: Final = {
    "svaret": sentence("Svaret er gemt. Familien kan læse det under Mine oplysninger. Din adgang til sagen er slut."),
}


class AnswerForm(forms.Form):
    """Whether a wish is followed, what shall stand then, and the answer in words the family understands."""

    decision = forms.ChoiceField(
        label=_("Følges ønsket?"),
        widget=forms.RadioSelect(attrs={"class": "form-radio radio-large"}),
        error_messages={"required": _("Vælg, om ønsket følges.")},
    )
    answer = forms.CharField(
        label=_("Dit svar til familien"),
        help_text=_("Skriv kort og venligt. Siger du nej, så skriv hvorfor, så de kan forstå det."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv et svar, som familien kan forstå.")},
    )

    def __init__(self, opened: Opened, wish: WishPage) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None)
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        decision.choices = _choices(wish)
        if wish.stored is not None:
            self._add_value(wish)

    def clean(self) -> dict[str, Any]:  # Any: the cleaned values of a form
        """Demand what shall stand when the wish is followed."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("decision") == YES and "value" in self.fields and not given.get("value"):
            self.add_error("value", gettext("Skriv, hvad der skal stå."))
        return given

    def _add_value(self, wish: WishPage) -> None:
        self.fields["value"] = _value_field(wish)
        if wish.about == "language":
            languages = forms.Form()
            languages.fields["language"] = self.fields["value"]
            set_languages(languages)
        self.order_fields(["decision", "value", "answer"])


@frontline_page("access.wishes_shown")
def wishes(opened: Opened) -> HttpResponse:
    """Show what citizens have asked about their own data, and what waits without a name until somebody takes it up."""
    context = {
        "found": open_wishes(opened.viewer),
        "waiting": [
            (one, reverse("wish_take", args=[one.number, one.kind.value]))
            for one in waiting_errands(opened.viewer, WISHES)
        ],
        "today": localdate(),
        "most": MOST,
        "note": NOTES.get(opened.request.GET.get("gemt", "")),
    }
    return render_personal(opened, "office/wishes.html", context, section=SECTION)


@frontline_page("access.wish_taken_up", methods=("POST",))
def wish_take(opened: Opened, number: int, kind: str) -> HttpResponse:
    """Take up a wish about somebody whom one has no other basis for."""
    wanted = next((one for one in WISHES if one.value == kind), ErrandKind.CORRECTION)
    take_up_errand(opened.viewer, kind=wanted, number=str(number))
    return HttpResponse(status=302, headers={"Location": reverse("wish", args=[number])})


@frontline_page("access.wish_shown", methods=FORM)
def wish(opened: Opened, number: int) -> HttpResponse:
    """Show one wish with the family's words beside what is stored, and answer it."""
    found = wish_page(opened.viewer, number=number)
    form = AnswerForm(opened, found)
    if opened.is_sent and form.is_valid():
        try:
            _settle(opened, found, form.cleaned_data)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return HttpResponse(status=302, headers={"Location": f"{reverse('wishes')}?gemt=svaret"})
    context = {
        "wish": found,
        "fates": (*found.fates, *_kept_journey(opened, found)),
        "form": form,
        "home": next((one for one in found.spells if one.kind is SpellKind.HOME and one.holds_on(localdate())), None),
        "places": [one for one in found.spells if one.corrected_by is None],
        "crumbs": (Crumb(gettext("Ønsker fra borgere"), reverse("wishes")), Crumb(gettext("Et ønske"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "office/wish.html", context, section=SECTION, status=status)


def _kept_journey(opened: Opened, found: WishPage) -> tuple[Explained[Fate], ...]:
    return kept_journey(opened.viewer, person=found.person.id) if found.kind is RequestKind.DELETION else ()


def _settle(opened: Opened, found: WishPage, given: dict[str, Any]) -> None:
    """Do what was decided and say so to the family; what the matter opened is shut again."""
    person, is_followed = found.person.id, given["decision"] == YES
    change, decide = (
        permit(opened.viewer, act, person=person, category=Category.IDENTITY) for act in (Act.CHANGE, Act.DECIDE)
    )
    with together():
        if is_followed and found.stored is not None:
            _correct(opened, found, change, given["value"])
        if is_followed and found.kind is RequestKind.DELETION:
            erasure = Erasure(found.erasable.spells, found.erasable.ended_by)
            erase_spells(opened.viewer, permit=decide, erasure=erasure)
        answer_request(
            opened.viewer, permit=change, request=found.number, was_followed=is_followed, answer=given["answer"]
        )
        end_errand(opened.viewer, kind=ErrandKind(found.kind.value), number=str(found.number))


def _correct(opened: Opened, found: WishPage, leave: Permit, value: object) -> None:
    correct_person(
        opened.viewer,
        permit=leave,
        version=found.person.version,
        changes={found.about: value},  # type: ignore[dict-item]  # a text or a day, as the field gave it
        reason="Borgeren har bedt om det.",
        origin=Origin.SELF,
    )


def _choices(found: WishPage) -> list[tuple[str, object]]:
    if found.kind is RequestKind.DELETION:
        yes = [(YES, _("Ja, slet det, der kan slettes nu"))] if found.erasable.spells else []
        return [*yes, (NO, _("Nej, det skal gemmes"))]
    said = _("Ja, ret det nu") if found.stored is not None else _("Ja, det er rettet")
    return [(YES, said), (NO, _("Nej, det bliver stående"))]


def _value_field(found: WishPage) -> forms.Field:
    label = _("Det skal der stå, hvis du følger ønsket")
    if found.about == "born":
        return DayField(label=label, required=False, initial=found.stored)
    if found.about == "language":
        return forms.ChoiceField(label=label, required=False, initial=found.stored)
    return forms.CharField(label=label, required=False, max_length=200, initial=found.wanted)
