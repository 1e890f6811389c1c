"""Writing down what was observed of a child, and putting it right."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head
from vugge.audit.rules import Act, Category
from vugge.journey.actions.evidence import correct_evidence, record_evidence
from vugge.journey.queries.law import measures
from vugge.journey.queries.pages import evidence_to_correct, journey_page
from vugge.journey.rules.observing import LONGEST_NOTE, LONGEST_VALUE, NewEvidence
from vugge.journey.rules.route import Measure, MeasureKind
from vugge.kit.danish import sort_key
from vugge.web.frontline.consents import RADIO
from vugge.web.frontline.forming import Asking, DayField, answered, key_field
from vugge.web.frontline.journey import group_of, may_record, to_journey
from vugge.web.frontline.notes import done
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

WHY: Final = _("Så ved de næste, at det er gjort, og ingen spørger familien to gange. Familien kan selv se det.")


class EvidenceForm(forms.Form):
    """What was observed: the value, the day, and where one knows it from."""

    value = forms.CharField(label=_("Resultat"), max_length=LONGEST_VALUE, required=False)
    observed_on = DayField(label=_("Hvilken dag?"))
    note = forms.CharField(
        label=_("Hvor ved du det fra?"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("Kun hvis det ikke er dig selv, der har set det. For eksempel: forældrene har fortalt det."),
    )
    key = key_field()

    def __init__(self, opened: Opened, measure: Measure, **initial: Any) -> None:  # Any: first values of the fields
        super().__init__(opened.request.POST if opened.is_sent else None, initial=initial)
        if measure.kind is MeasureKind.DONE:
            del self.fields["value"]
        elif measure.kind is MeasureKind.CHOICE:
            choices = [(value, say(words)) for value, words in measure.values.items()]
            self.fields["value"] = forms.ChoiceField(
                label=_("Resultat"),
                choices=choices,
                widget=forms.RadioSelect(attrs=RADIO),
                error_messages={"required": _("Vælg et svar.")},
            )
            self.order_fields(["value", "observed_on", "note", "key"])
        else:
            self.fields["value"].required = True
            self.fields["value"].help_text = say(measure.unit)

    def new(self, measure: Measure) -> NewEvidence:
        """Return what was written."""
        given = self.cleaned_data
        return NewEvidence(measure.id, given["observed_on"], given.get("value", ""), note=given["note"])


class CorrectionForm(EvidenceForm):
    """What is right instead of what was written, and why."""

    is_void = forms.BooleanField(label=_("Det er slet ikke sket"), required=False)
    reason = forms.CharField(label=_("Hvad var galt?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@frontline_page("journey.evidence_recorded_shown", methods=FORM)
def evidence_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write down what was observed of a child."""
    measure = measures().get(opened.request.GET.get("maal", ""))
    if measure is None:
        return _choose(opened, identity)
    leave = permit(opened.viewer, Act.ADD, person=identity, category=measure.category)
    form = EvidenceForm(opened, measure, observed_on=localdate())
    asking = Asking(say(measure.name), _("Gem"), lead=say(measure.note), why=WHY)  # type: ignore[arg-type]  # words of data

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        record_evidence(opened.viewer, permit=leave, new=form.new(measure), key=str(given["key"]))
        return done("journey", identity, note="set")

    return answered(opened, identity, form=form, asking=asking, do=write)


@frontline_page("journey.evidence_corrected_shown", methods=FORM)
def evidence_correct(opened: Opened, identity: UUID, evidence: UUID) -> HttpResponse:
    """Put right what was observed; the wrong one stays beside it."""
    found, leave = evidence_to_correct(opened.viewer, person=identity, evidence=evidence)
    measure = measures()[found.measure]
    first = {"value": found.value, "observed_on": found.observed_on, "note": found.note}
    form = CorrectionForm(opened, measure, **first)
    lead = _("Det forkerte bliver ikke slettet. Det står ved siden af det rigtige.")
    asking = Asking(gettext("Ret: %(what)s") % {"what": say(measure.name)}, _("Gem rettelsen"), lead=lead)  # type: ignore[arg-type]  # likewise

    def correct(given: dict[str, Any], _head: Head) -> HttpResponse:
        right = None if given["is_void"] else form.new(measure)
        reason, key = given["reason"], str(given["key"])
        correct_evidence(opened.viewer, permit=leave, evidence=evidence, right=right, reason=reason, key=key)
        return done("journey", identity, note="rettet")

    return answered(opened, identity, form=form, asking=asking, do=correct)


def _choose(opened: Opened, identity: UUID) -> HttpResponse:
    """Offer what can be written down: what it is time for first."""
    if not may_record(sight(opened.viewer, identity)):  # refused as the form of any of them would be
        permit(opened.viewer, Act.ADD, person=identity, category=Category.EDUCATION)
    page = journey_page(opened.viewer, person=identity)
    mine = [one for one in measures().values() if page.sight.may(Act.ADD, one.category)]
    wanted = {
        proof.measure
        for one in page.plan.stations
        if group_of(one, page.on) in ("now", "missed")
        for proof in one.station.reached_by
    }
    mine.sort(key=lambda one: sort_key(say(one.name)))
    context = {
        "page": page,
        "now": [one for one in mine if one.id in wanted],
        "others": [one for one in mine if one.id not in wanted],
        "crumbs": (*crumbs(identity, "")[:2], to_journey(identity), *crumbs(identity, gettext("Skriv ned"))[2:]),
    }
    return render_personal(opened, "frontline/evidence_kinds.html", context, section="my_people")
