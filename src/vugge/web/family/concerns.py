"""The family's own concerns: written about oneself or a child, and what has become of those about the family."""

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category
from vugge.journey.actions.concerns import send_concern
from vugge.journey.queries.concerns import children_of, own_concerns
from vugge.journey.queries.policies import concern_law
from vugge.journey.queries.receiving import receivers
from vugge.journey.rules.concerns import Sender
from vugge.kit.errors import BadInput
from vugge.organisations.rules.register import UnitFacts
from vugge.people.rules.values import PersonLine
from vugge.web.components.concern_forms import ConcernForm
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.frontline.notes import done, note_in
from vugge.web.personal import FORM, Opened, citizen_page, render_personal
from vugge.web.templatetags.components import say


@citizen_page("journey.own_concerns_shown")
def my_concerns(opened: Opened) -> HttpResponse:
    """Show what one has written, and that there were others about the family, never from whom."""
    context = {
        "concerns": own_concerns(opened.viewer),
        "law": concern_law(localdate()),
        "note": note_in(opened.request),
    }
    return render_personal(opened, "family/concerns.html", context, section="my_concerns")


@citizen_page("journey.own_concern_sent_shown", methods=FORM)
def my_concern_new(opened: Opened) -> HttpResponse:
    """Write to the coordinator about oneself or one's child."""
    found = receivers(localdate())
    people = children_of(opened.viewer) if found else ()  # where nobody receives, no child is named
    form = _form(opened, people, found)
    if opened.is_sent and found and people and form.is_valid():
        whom = next(one for one in people if str(one.id) == form.cleaned_data["person"])
        leave = permit(opened.viewer, Act.SHARE, person=whom.id, category=Category.SHARING)
        try:
            new, key = form.new(sender=Sender.FAMILY), str(form.cleaned_data["key"])
            send_concern(opened.viewer, new=new, unit=form.receiver, key=key, permit=leave)
            return done("my_concerns", note="bekymring_sendt")
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    context = {"form": form, "receivers": found, "people": people, "law": concern_law(localdate())}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "family/concern_new.html", context, section="my_concerns", status=status)


def _form(opened: Opened, people: tuple[PersonLine, ...], found: tuple[UnitFacts, ...]) -> ConcernForm:
    given = opened.request.POST if opened.is_sent else None
    form = ConcernForm(given, receivers=found, without=("about", "sender"))
    form.fields["person"] = forms.ChoiceField(
        label=_("Hvem handler det om?"), choices=[(str(one.id), one.name or "–") for one in people]
    )
    form.order_fields(("person", "text", "reach", "unit", "key"))
    return form
