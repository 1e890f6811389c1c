"""What a supervisor says after going through something: right or wrong, and why. Offers `JudgementForm`."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

UNUSABLE: Final = 422
RIGHT: Final = "rigtigt"


class JudgementForm(forms.Form):
    """Right or wrong, with a text."""

    verdict = forms.ChoiceField(
        label=_("Var det berettiget?"),
        choices=[(RIGHT, _("Ja, der var en grund")), ("forkert", _("Nej, det var forkert"))],
        widget=forms.RadioSelect(attrs={"class": "form-radio radio-large"}),
        error_messages={"required": _("Vælg ja eller nej.")},
    )
    text = forms.CharField(
        label=_("Hvad fandt du ud af?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv det altid, når det var forkert: hvad der var galt, og hvad der skal ske. Ingen navne."),
    )

    @property
    def was_right(self) -> bool:
        """Whether there was a reason."""
        return bool(self.cleaned_data["verdict"] == RIGHT)


class AnswerForm(forms.Form):
    """An answer to a citizen."""

    answer = forms.CharField(
        label=_("Svar til borgeren"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv enkelt: hvem der så det (opgave og sted, ikke navn), hvorfor, og om det var i orden."),
        error_messages={"required": _("Skriv et svar, som borgeren kan forstå.")},
    )
