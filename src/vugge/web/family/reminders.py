"""How a citizen wants to be reminded: by mail, by SMS or not at all, and in which language."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category
from vugge.journey.actions.reminders import choose_reminders
from vugge.journey.actions.senders import ways_here
from vugge.journey.queries.policies import reminder_law
from vugge.journey.queries.reminders import OwnReminders, own_reminders
from vugge.journey.rules.reminders import LANGUAGES as WRITTEN
from vugge.journey.rules.reminders import Channel, Choice
from vugge.kit.errors import BadInput
from vugge.web.components.conference_words import CONFERENCE_WORDS
from vugge.web.components.words import LANGUAGES
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.frontline.notes import done, note_in
from vugge.web.personal import FORM, Opened, citizen_page, render_personal
from vugge.web.templatetags.components import say


class ChoiceForm(forms.Form):
    """Which way, in which language."""

    channel = forms.TypedChoiceField(
        label=_("Hvordan vil du mindes om noget?"),
        coerce=Channel,
        widget=forms.RadioSelect(attrs={"class": "form-radio"}),
    )
    language = forms.ChoiceField(label=_("Sprog"), choices=[(one, LANGUAGES[one]) for one in WRITTEN])
    despite_protection = forms.BooleanField(
        label=_("Send også, selv om min adresse er beskyttet"),
        required=False,
        help_text=_("En mail eller en SMS går gennem andres systemer. Der står ikke noget om dig i den."),
    )

    def __init__(self, given: Any, *, found: OwnReminders) -> None:  # Any: what a browser sent, or nothing
        chosen = found.choice
        super().__init__(
            given,
            initial={
                "channel": chosen.channel.value,
                "language": chosen.language if chosen.language in WRITTEN else "da",
                "despite_protection": chosen.despite_protection,
            },
        )
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        offered = (Channel.NONE, *(one for one in ways_here()))
        field.choices = [(one.value, CONFERENCE_WORDS[Channel][one]) for one in offered]
        if not found.is_protected:
            del self.fields["despite_protection"]

    def choice(self) -> Choice:
        """Return what was chosen."""
        given = self.cleaned_data
        return Choice(given["channel"], given["language"], given.get("despite_protection", False))


@citizen_page("journey.own_reminders_shown", methods=FORM)
def my_reminders(opened: Opened) -> HttpResponse:
    """Show and take how a citizen wants to be reminded."""
    found = own_reminders(opened.viewer)
    form = ChoiceForm(opened.request.POST if opened.is_sent else None, found=found)
    if opened.is_sent and form.is_valid():
        leave = permit(opened.viewer, Act.SHARE, person=found.person, category=Category.LOCATION)
        try:
            choose_reminders(opened.viewer, permit=leave, choice=form.choice())
            return done("my_reminders", note="paamindelser")
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    context = {"found": found, "form": form, "law": reminder_law(localdate()), "note": note_in(opened.request)}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "family/reminders.html", context, section="my_reminders", status=status)
