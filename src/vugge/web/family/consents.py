"""A citizen's consents: what they were asked, the answer, the receipt, and taking it back."""

from typing import Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.consents import answer, withdraw
from vugge.access.queries.dialogue import languages
from vugge.access.queries.own import MyConsent, my_consent, my_consents
from vugge.access.queries.permits import permit
from vugge.access.rules.consent import ConsentState
from vugge.access.rules.dialogue import Words
from vugge.audit.rules import Act, Category, Permit
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence
from vugge.web.components.values import Crumb
from vugge.web.personal import FORM, Opened, citizen_page, render_personal, to
from vugge.web.templatetags.components import say

UNUSABLE: Final = 422
RADIO: Final = {"class": "form-radio radio-large"}
YES: Final = "ja"

RECEIPTS: Final = {
    ConsentState.GIVEN: sentence("Tak. Du har sagt ja. De kan se det fra nu af."),
    ConsentState.REQUESTED: sentence("Tak. Du har sagt ja. Ingen ser noget, før alle har sagt ja."),
    ConsentState.REFUSED: sentence("Tak. Du har sagt nej. Ingen ser noget."),
    ConsentState.WITHDRAWN: sentence("Du har trukket samtykket tilbage. De kan ikke se det mere, fra nu."),
}


class AnswerForm(forms.Form):
    """Yes or no, and whether the child was asked."""

    said = forms.ChoiceField(
        label=_("Dit svar"),
        choices=[(YES, _("Ja, det må I godt")), ("nej", _("Nej, det vil jeg ikke"))],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg ja eller nej.")},
    )
    heard = forms.ChoiceField(
        label=_("Har du spurgt barnet, hvad det selv synes?"),
        choices=[(YES, _("Ja")), ("nej", _("Nej"))],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg ja eller nej.")},
    )

    def __init__(self, opened: Opened, *, hears_child: bool) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None)
        if not hears_child:
            del self.fields["heard"]

    @property
    def child_heard(self) -> bool | None:
        """Whether the child was asked; None where it is too small or decides itself."""
        heard = self.cleaned_data.get("heard")
        return None if heard is None else heard == YES


@citizen_page("access.own_consents_shown")
def my_consents_page(opened: Opened) -> HttpResponse:
    """Show what the family was asked, what waits first."""
    found = my_consents(opened.viewer)
    context = {
        "waiting": [one for one in found if one.waits_for_me],
        "given": [one for one in found if one.consent.state is ConsentState.GIVEN],
        "others": [one for one in found if not one.waits_for_me and one.consent.state is not ConsentState.GIVEN],
    }
    return render_personal(opened, "family/consents.html", context, section="my_consents")


@citizen_page("access.own_consent_shown", methods=FORM)
def my_consent_page(opened: Opened, number: int) -> HttpResponse:
    """Show one question to the family, take the answer, and show it as a receipt afterwards."""
    one = my_consent(opened.viewer, consent=number)
    form = AnswerForm(opened, hears_child=one.hears_child)
    if opened.is_sent and form.is_valid():
        try:
            answer(
                opened.viewer,
                permit=_leave(opened, one),
                consent=number,
                says_yes=form.cleaned_data["said"] == YES,
                child_heard=form.child_heard,
            )
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return to("my_consent_receipt", number)
    context = {"one": one, "form": form, **_said(one), "crumbs": crumbs(gettext("Spørgsmål"))}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "family/consent.html", context, section="my_consents", status=status)


@citizen_page("access.own_receipt_shown")
def my_consent_receipt(opened: Opened, number: int) -> HttpResponse:
    """Show what one answered, as a receipt to keep."""
    one = my_consent(opened.viewer, consent=number)
    context = {"one": one, "receipt": _receipt(one), **_said(one), "crumbs": crumbs(gettext("Kvittering"))}
    return render_personal(opened, "family/receipt.html", context, section="my_consents")


@citizen_page("access.own_withdrawal_shown", methods=FORM)
def my_consent_withdraw(opened: Opened, number: int) -> HttpResponse:
    """Ask whether one means it, and take a consent back."""
    one = my_consent(opened.viewer, consent=number)
    if opened.is_sent:
        withdraw(opened.viewer, permit=_leave(opened, one), consent=number)
        return to("my_consent_receipt", number)
    context = {"one": one, "crumbs": crumbs(gettext("Træk samtykket tilbage"))}
    return render_personal(opened, "family/withdraw.html", context, section="my_consents")


def crumbs(last: str) -> tuple[Crumb, ...]:
    """Return the way to a page below the consents."""
    return (Crumb(gettext("Mine samtykker"), reverse("my_consents")), Crumb(last))


def _leave(opened: Opened, one: MyConsent) -> Permit:
    return permit(opened.viewer, Act.SHARE, person=one.line.id, category=Category.SHARING)


def _receipt(one: MyConsent) -> Sentence | None:
    if one.consent.state is ConsentState.REQUESTED and one.i_said is None:
        return None
    return RECEIPTS.get(one.consent.state)


def _said(one: MyConsent) -> dict[str, Words | None]:
    """Return the words of the language in which the question was asked."""
    return {"words": next((words for words in languages() if words.language == one.consent.language), None)}
