"""The month's sample of the log: why each look-up was drawn, what was found, and the documentation of it."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext

from vugge.access.actions.oversight import sign_finding
from vugge.access.queries.law import access_law
from vugge.access.queries.oversight import Sample, sample_of
from vugge.audit.queries import seal_standing
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.web.components.values import Crumb
from vugge.web.control.judging import UNUSABLE, JudgementForm
from vugge.web.personal import FORM, Opened, control_page, render_personal
from vugge.web.templatetags.components import say


@control_page("access.sample_shown")
def log_sample(opened: Opened) -> HttpResponse:
    """Show the sample of a month."""
    sample = _sample(opened)
    context = {
        "sample": sample,
        "terms": access_law(localdate()).terms.supervision,
        "seals": seal_standing(timezone.now()),
    }
    return render_personal(opened, "control/sample.html", context, section="log_sample")


@control_page("access.finding_shown", methods=FORM)
def log_sampled(opened: Opened, month: date, number: int) -> HttpResponse:
    """Sign what one found about one look-up of the sample."""
    sample = sample_of(opened.viewer, month=month)
    one = next((each for each in sample.lines if each.number == number), None)
    if one is None:
        raise NotFound(sentence("Opslaget er ikke med i stikprøven."))
    form = JudgementForm(opened.request.POST if opened.is_sent else None)
    if opened.is_sent and form.is_valid():
        try:
            sign_finding(opened.viewer, sampled=number, was_right=form.was_right, text=form.cleaned_data["text"])
        except BadInput as mistake:
            form.add_error("text", say(mistake.sentence))
        else:
            address = f"{reverse('log_sample')}?maaned={month:%Y-%m}"
            return HttpResponse(status=302, headers={"Location": address})
    crumbs = (Crumb(gettext("Stikprøve"), f"{reverse('log_sample')}?maaned={month:%Y-%m}"), Crumb(gettext("Opslag")))
    context = {"one": one, "form": form, "month": month, "crumbs": crumbs}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "control/sampled.html", context, section="log_sample", status=status)


@control_page("access.sample_documented")
def log_documentation(opened: Opened, month: date) -> HttpResponse:
    """Show the month's documentation, to print and keep."""
    sample = sample_of(opened.viewer, month=month)
    if not sample.lines:
        raise NotFound(sentence("Der er ingen stikprøve for den måned."))
    terms = access_law(sample.month or month).terms.supervision
    crumbs = (Crumb(gettext("Stikprøve"), reverse("log_sample")), Crumb(gettext("Dokumentation")))
    context = {"sample": sample, "terms": terms, "made": localdate(), "crumbs": crumbs}
    return render_personal(opened, "control/documentation.html", context, section="log_sample")


def _sample(opened: Opened) -> Sample:
    """Return the sample of the month asked for; a month that is none is the newest."""
    try:
        month = date.fromisoformat(f"{opened.request.GET.get('maaned', '')}-01")
    except ValueError:
        month = None
    return sample_of(opened.viewer, month=month)
