"""The family's own side of a transition: where it stands, the note and the yes to it, and the mentor one chooses."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.teams import add_to_team
from vugge.access.queries.permits import permit
from vugge.audit.actions import together
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.actions.mentors import choose_mentor, end_mentor
from vugge.journey.actions.transition_notes import release_note, withdraw_release
from vugge.journey.queries.transition_pages import own_transition, own_transitions
from vugge.journey.rules.transition_values import OwnTransition
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence
from vugge.organisations.queries.staff import staff_of_unit
from vugge.web.components.values import Crumb
from vugge.web.personal import FORM, Opened, citizen_page, render_personal, to
from vugge.web.templatetags.components import say

UNUSABLE = 422


class MentorForm(forms.Form):
    """Whom one wants to have along."""

    account = forms.TypedChoiceField(label=_("Hvem skal følge med dig?"), coerce=UUID)

    def __init__(self, opened: Opened, one: OwnTransition) -> None:
        is_sent = opened.is_sent and opened.request.POST.get("gerning") == "mentor"
        super().__init__(opened.request.POST if is_sent else None)
        unit = one.from_unit
        staff = () if unit is None else staff_of_unit(opened.viewer, unit=unit, on=localdate())
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        field.choices = [("", gettext("Vælg …")), *{str(each.account): each.name for each in staff}.items()]


@citizen_page("journey.own_transitions_shown")
def my_transitions(opened: Opened) -> HttpResponse:
    """Show a citizen the transitions of their own and of their children."""
    context = {"lines": own_transitions(opened.viewer)}
    return render_personal(opened, "family/transitions.html", context, section="my_family")


@citizen_page("journey.own_transition_shown", methods=FORM)
def my_transition(opened: Opened, transition: UUID) -> HttpResponse:
    """Show one of them with its note, and take a yes, a yes taken back, or the choice of a mentor."""
    one = own_transition(opened.viewer, transition=transition)
    form = MentorForm(opened, one) if one.may_choose_mentor else None
    mistake: Sentence | None = None
    if opened.is_sent:
        try:
            if _done(opened, one, form):
                return to("my_transition", transition)
        except BadInput as refused:
            mistake = refused.sentence
    context: dict[str, Any] = {  # Any: what a template is filled with
        "one": one,
        "form": form,
        "mistake": mistake,
        "crumbs": (Crumb(gettext("Overgange"), reverse("my_transitions")), Crumb(gettext("En overgang"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "family/transition.html", context, section="my_family", status=status)


def _done(opened: Opened, one: OwnTransition, form: MentorForm | None) -> bool:
    """Do what was pressed, and say whether it was done."""
    deed = opened.request.POST.get("gerning", "")
    leave = permit(opened.viewer, Act.SHARE, person=one.line.child.id, category=Category.SHARING)
    match deed:
        case "ja":
            release_note(opened.viewer, permit=leave, transition=one.line.id)
        case "nej":
            withdraw_release(opened.viewer, permit=leave, transition=one.line.id)
        case "mentor_slut":
            end_mentor(opened.viewer, permit=leave, transition=one.line.id)
        case "mentor" if form is not None and form.is_valid():
            _choose(opened, one, leave, form.cleaned_data["account"])
        case "mentor" if form is None:
            raise BadInput(sentence("Du kan ikke vælge en mentor nu. Spørg en voksen på det sted, du kommer fra."))
        case _:
            return False
    return True


def _choose(opened: Opened, one: OwnTransition, leave: Permit, account: UUID) -> None:
    """Choose, and give the mentor a place in the team for so long."""
    with together():
        ends = choose_mentor(opened.viewer, permit=leave, transition=one.line.id, account=account)
        reason = say(sentence("Overgangsmentor, valgt af den unge selv"))
        add_to_team(opened.viewer, permit=leave, account=account, reason=reason, unit=one.from_unit, until=ends)
