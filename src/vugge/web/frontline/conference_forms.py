"""The forms of a conference: to call one, to write down what was said, and to agree a step at it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.law import access_law
from vugge.audit.rules import Category
from vugge.journey.queries.conferences import ConferencePage, Preparing
from vugge.journey.rules.agreed import LONGEST_STEP, Doer, NewStep, With
from vugge.journey.rules.conferences import (
    LONGEST_NOTE,
    LONGEST_PLACE,
    ConferenceKind,
    Ground,
    Kin,
    NewConference,
    Point,
    own_points,
)
from vugge.kit.local_time import HERE
from vugge.web.components.conference_words import CONFERENCE_WORDS
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import DayField, key_field
from vugge.web.frontline.meetings import CHECKBOX, EXCHANGED
from vugge.web.personal import Opened
from vugge.web.templatetags.components import say

FAMILY: Final = "family"


def _many(label: Any, *, coerce: Any = str, choices: Any = (), help_text: Any = "") -> forms.TypedMultipleChoiceField:
    """Return a field of boxes to tick, none of them demanded.  Any: as Django takes them."""
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=coerce,
        choices=choices,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
    )


class CallForm(forms.Form):
    """What for, when, who takes part, on which ground, and what is on the agenda."""

    kind = forms.TypedChoiceField(
        label=_("Hvad for et møde?"),
        coerce=ConferenceKind,
        choices=[(one.value, word) for one, word in CONFERENCE_WORDS[ConferenceKind].items()],
    )
    day = DayField(label=_("Dag"))
    time = forms.TimeField(
        label=_("Klokken"),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Skriv et klokkeslæt."), "invalid": _("Skriv klokken som 14.30.")},
    )
    place = forms.CharField(
        label=_("Sted"),
        max_length=LONGEST_PLACE,
        required=False,
        help_text=_("Står kun i Vugge, ikke i mailen eller kalenderen."),
    )
    wishes_to_come = forms.BooleanField(label=_("Barnet vil selv være med"), required=False)
    relatives = _many(_("Fra familien"), coerce=UUID)
    kin = _many(
        _("Andre fra familiens eget netværk"),
        coerce=Kin,
        choices=[(one.value, word) for one, word in CONFERENCE_WORDS[Kin].items()],
        help_text=_("Vi gemmer kun ordet. Familien inviterer dem selv."),
    )
    staff = _many(_("Fagpersoner omkring familien"), coerce=UUID, help_text=_("De får en mail uden navne og indhold."))
    ground = forms.TypedChoiceField(
        label=_("Hvorfor må I dele?"),
        coerce=Ground,
        choices=[(one.value, word) for one, word in CONFERENCE_WORDS[Ground].items()],
        help_text=_("Spørg altid familien først. Et møde giver ikke i sig selv lov til at dele mere."),
    )
    matter = forms.ChoiceField(
        label=_("Uden samtykke: hvad drejer sagen sig om?"),
        required=False,
        help_text=_("Kun ét møde og ét opfølgende om samme sag."),
    )
    categories = _many(
        _("Uden samtykke: hvad bliver udvekslet?"),
        coerce=Category,
        choices=[(one.value, WORDS[Category][one]) for one in EXCHANGED],
    )
    agenda = _many(_("Fra planen"), help_text=_("Hver deltager ser kun det, de må."))
    own = forms.CharField(
        label=_("Egne punkter"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ét på hver linje."),
    )
    key = key_field()

    def __init__(self, opened: Opened, prepared: Preparing) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None)
        me = opened.viewer.identity
        self._agenda = {str(place): one.point for place, one in enumerate(prepared.agenda)}
        near = {one.who.account: one.who for one in prepared.around.people if one.who and one.who.role}
        self._choose("staff", [(who, f"{one.name}, {one.unit_name}") for who, one in near.items() if who != me])
        self._choose("relatives", [(one.person, one.name) for one in prepared.relatives if one.name])
        self._choose("agenda", [(place, say(one.title)) for place, one in enumerate(prepared.agenda)])
        matters = access_law(timezone.localdate()).terms.meeting.matters
        self._choose("matter", [("", gettext("Vælg …")), *((one.matter, say(one.title)) for one in matters)])
        if prepared.child.value:
            del self.fields["wishes_to_come"]
        for name in ("staff", "relatives", "agenda"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]  # these three have choices
                del self.fields[name]

    def clean(self) -> dict[str, Any]:  # Any: Django's own shape
        """Demand what an exchange without consent must say."""
        given = super().clean() or {}
        if given.get("ground") is Ground.MEETING and not given.get("categories"):
            self.add_error("categories", gettext("Vælg, hvad der udveksles."))
        return given

    def new(self) -> NewConference:
        """Return what was written."""
        given = self.cleaned_data
        points = tuple(self._agenda[one] for one in given.get("agenda", ()) if one in self._agenda)
        plain = tuple(Point(one.kind, one.ref) for one in points)
        return NewConference(
            kind=given["kind"],
            ground=given["ground"],
            held_at=datetime.combine(given["day"], given["time"], tzinfo=HERE),
            staff=tuple(given.get("staff", ())),
            relatives=tuple(given.get("relatives", ())),
            kin=tuple(given["kin"]),
            wishes_to_come=given.get("wishes_to_come", False),
            place=given["place"],
            points=(*plain, *own_points(given["own"])),
        )

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:  # Any: as Django takes them
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        field.choices = [(str(value), words) for value, words in choices]


class NoteForm(forms.Form):
    """What was said, and whether all who take part may read it."""

    words = forms.CharField(
        label=_("Hvad blev der sagt?"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 5})
    )
    is_restricted = forms.BooleanField(
        label=_("Kun for nogle af deltagerne"),
        required=False,
        help_text=_("Familien kan ikke læse det, men kan se, at der står noget."),
    )
    readers = _many(_("Hvem må læse det?"), coerce=UUID)

    def __init__(self, opened: Opened, page: ConferencePage) -> None:
        is_mine = opened.is_sent and opened.request.POST.get("gerning") == "referat"
        super().__init__(opened.request.POST if is_mine else None)
        field = self.fields["readers"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  likewise
        others = [one for one in page.value.attendants if one.account and one.account != opened.viewer.identity]
        field.choices = [(str(one.account), one.name) for one in others]


class DecisionForm(forms.Form):
    """A step as it was agreed at the conference: what, by whom, by when."""

    what = forms.CharField(label=_("Hvad blev aftalt?"), max_length=LONGEST_STEP)
    doer = forms.ChoiceField(label=_("Hvem gør det?"))
    due = DayField(label=_("Senest"))
    key = key_field()

    def __init__(self, opened: Opened, page: ConferencePage) -> None:
        is_mine = opened.is_sent and opened.request.POST.get("gerning") == "aftal"
        super().__init__(opened.request.POST if is_mine else None)
        field = self.fields["doer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  likewise
        staff = [(str(one.account), one.name) for one in page.value.attendants if one.account]
        field.choices = [(FAMILY, gettext("Familien")), *staff]

    def new(self) -> NewStep:
        """Return the step: agreed with the family and the team, who were there."""
        given = self.cleaned_data
        doer = Doer() if given["doer"] == FAMILY else Doer(account=UUID(given["doer"]))
        return NewStep(given["what"], doer, given["due"], frozenset({With.PARENTS, With.TEAM}))
