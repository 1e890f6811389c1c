"""Meetings at which a matter is exchanged without consent: called once, followed up once, and seen on the day."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.meetings import call_meeting, hold_followup
from vugge.access.queries.law import access_law
from vugge.access.queries.lists import people_at_meetings
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import meeting_person, team_page
from vugge.access.rules.around import Around, MeetingLine
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Act, Category, Permit
from vugge.kit.errors import BadInput
from vugge.web.components.values import Crumb
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import UNUSABLE, DayField
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs, person_context
from vugge.web.personal import FORM, Opened, frontline_page, meeting_page, render_personal
from vugge.web.templatetags.components import say

CHECKBOX: Final = {"class": "form-checkbox checkbox-large"}
EXCHANGED: Final = (Category.FAMILY, Category.EDUCATION, Category.SUPPORT)


class FollowupForm(forms.Form):
    """When, and who takes part."""

    day = DayField(label=_("Dag"), help_text=_("Deltagerne ser oplysningerne den dag og ikke ellers."))
    participants = forms.TypedMultipleChoiceField(
        label=_("Deltagere"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        error_messages={"required": _("Vælg, hvem der deltager.")},
    )

    def __init__(self, *args: Any, possible: dict[UUID, str], me: UUID | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._me = me
        field = self.fields["participants"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        field.choices = [(str(account), name) for account, name in possible.items()]

    def clean_participants(self) -> list[UUID]:
        """Return who takes part; nobody meets alone."""
        chosen: list[UUID] = self.cleaned_data["participants"]
        if set(chosen) <= {self._me}:
            raise forms.ValidationError(gettext("Vælg mindst én ud over dig selv."))
        return chosen


class MeetingForm(FollowupForm):
    """What it is about, and what is exchanged."""

    matter = forms.ChoiceField(
        label=_("Hvad drejer sagen sig om?"),
        help_text=_("Samme slags sag om samme barn er den samme sag. Den kan der være ét møde om, og ét opfølgende."),
    )
    about = forms.CharField(label=_("Sagen med dine egne ord"), max_length=60, required=False)
    categories = forms.TypedMultipleChoiceField(
        label=_("Hvad bliver udvekslet?"),
        coerce=Category,
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        choices=[(one.value, WORDS[Category][one]) for one in EXCHANGED],
        help_text=_("Navn og alder følger altid med. Vælg så lidt som muligt."),
        error_messages={"required": _("Vælg, hvad der udveksles.")},
    )
    field_order = ("matter", "about", "categories", "day", "participants")

    def __init__(self, *args: Any, **options: Any) -> None:  # Any: Django's own options
        super().__init__(*args, **options)
        field = self.fields["matter"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        matters = access_law(localdate()).terms.meeting.matters
        field.choices = [("", gettext("Vælg …")), *((one.matter, say(one.title)) for one in matters)]


@frontline_page("access.meeting_called_shown", methods=FORM)
def meeting(opened: Opened, identity: UUID) -> HttpResponse:
    """Call a meeting about a person, or the follow-up of one."""
    leave = permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)
    head, around = team_page(opened.viewer, person=identity)
    first = _first(around, opened.request.GET.get("opfoelgning", ""))
    kind = FollowupForm if first else MeetingForm
    possible, me = _possible(around), opened.viewer.identity
    sent = opened.request.POST if opened.is_sent else None
    form = kind(sent, initial={"day": localdate()}, possible=possible, me=me)
    if opened.is_sent and form.is_valid():
        try:
            return _called(opened, leave, form.cleaned_data, first)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    context = {
        "head": head,
        "around": around,
        "form": form,
        "is_alone": not possible.keys() - {me},
        "first": first,
        "terms": access_law(localdate()).terms.meeting,
        "note": note_in(opened.request),
        "crumbs": crumbs(identity, gettext("Møde")),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/meeting.html", context, section="my_people", status=status)


@meeting_page("access.own_meetings_shown")
def my_meetings(opened: Opened) -> HttpResponse:
    """Show whom one may hear about at today's meetings."""
    people = people_at_meetings(opened.viewer)
    return render_personal(opened, "frontline/my_meetings.html", {"people": people}, section="my_people")


@meeting_page("access.meeting_person_shown")
def at_meeting(opened: Opened, identity: UUID) -> HttpResponse:
    """Show what is exchanged about a person on the day of a meeting."""
    page = meeting_person(opened.viewer, person=identity)
    context = person_context(opened, page) | {
        "crumbs": (Crumb(gettext("Møder, hvor jeg deltager"), reverse("my_meetings")), Crumb(gettext("Møde"))),
        "is_meeting": True,
    }
    return render_personal(opened, "frontline/read_only.html", context, section="my_people")


def _called(opened: Opened, leave: Permit, given: dict[str, Any], first: MeetingLine | None) -> HttpResponse:
    if first:
        hold_followup(opened.viewer, permit=leave, meeting=first.id, **given)
    else:
        categories = frozenset({Category.IDENTITY, *given.pop("categories")})
        call_meeting(opened.viewer, permit=leave, categories=categories, **given)
    return done("meeting", leave.sight.person, note="moede")


def _first(around: Around, number: str) -> MeetingLine | None:
    return next((one for one in around.meetings if str(one.id) == number and one.follows is None), None)


def _possible(around: Around) -> dict[UUID, str]:
    """Return those around the family who are named by the text, so that they may exchange at a meeting."""
    policy = access_law(localdate()).policy
    return {
        one.who.account: f"{one.who.name}, {one.who.unit_name}"
        for one in around.members
        if one.who and one.who.role and policy.rule(one.who.role.value, BasisKind.MEETING)
    }
