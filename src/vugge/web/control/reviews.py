"""Emergency accesses to go through, and citizens' questions to answer."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from vugge.access.actions.emergencies import review_emergency
from vugge.access.actions.oversight import answer_question
from vugge.access.queries.oversight import emergencies, emergency_looks
from vugge.access.queries.oversight import log_questions as questions_about_the_log
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.web.components.values import Crumb
from vugge.web.control.judging import UNUSABLE, AnswerForm, JudgementForm
from vugge.web.personal import FORM, Opened, control_page, render_personal, to
from vugge.web.templatetags.components import say


@control_page("access.emergencies_shown")
def emergency_reviews(opened: Opened) -> HttpResponse:
    """Show the emergency accesses, those to go through first."""
    context = {"found": emergencies(opened.viewer), "today": localdate()}
    return render_personal(opened, "control/emergencies.html", context, section="emergency_reviews")


@control_page("access.emergency_review_shown", methods=FORM)
def emergency_review(opened: Opened, number: int) -> HttpResponse:
    """Show one emergency access with all that was done in it, and take what was found."""
    one, looks = emergency_looks(opened.viewer, basis=number)
    form = JudgementForm(opened.request.POST if opened.is_sent else None)
    if opened.is_sent and form.is_valid():
        found = form.cleaned_data["text"]
        try:
            review_emergency(opened.viewer, basis=number, was_right=form.was_right, finding=found)
        except BadInput as mistake:
            form.add_error("text", say(mistake.sentence))
        else:
            return to("emergency_reviews")
    crumbs = (Crumb(gettext("Akutte adgange"), reverse("emergency_reviews")), Crumb(gettext("Gennemgang")))
    context = {"one": one, "looks": looks, "form": form, "crumbs": crumbs}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "control/emergency.html", context, section="emergency_reviews", status=status)


@control_page("access.log_questions_shown")
def log_questions(opened: Opened) -> HttpResponse:
    """Show what citizens ask about look-ups."""
    context = {"found": questions_about_the_log(opened.viewer), "today": localdate()}
    return render_personal(opened, "control/questions.html", context, section="log_questions")


@control_page("access.log_question_shown", methods=FORM)
def log_question(opened: Opened, number: int) -> HttpResponse:
    """Show one question, and answer it."""
    one = next(iter(questions_about_the_log(opened.viewer, question=number)), None)
    if one is None:
        raise NotFound(sentence("Spørgsmålet findes ikke."))
    form = AnswerForm(opened.request.POST if opened.is_sent else None)
    if opened.is_sent and form.is_valid():
        try:
            answer_question(opened.viewer, question=number, answer=form.cleaned_data["answer"])
        except BadInput as mistake:
            form.add_error("answer", say(mistake.sentence))
        else:
            return to("log_questions")
    crumbs = (Crumb(gettext("Spørgsmål fra borgere"), reverse("log_questions")), Crumb(gettext("Svar")))
    context = {"one": one, "form": form, "crumbs": crumbs}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "control/question.html", context, section="log_questions", status=status)
