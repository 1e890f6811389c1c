"""A citizen's consents: what they were asked, the answer, the receipt, and taking it back."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.consents import answer, withdraw
from vugge.access.queries.dialogue import languages
from vugge.access.queries.own import MyConsent, my_consent, my_consents
from vugge.access.queries.permits import permit
from vugge.access.rules.consent import ConsentState, Hearing
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

    why_not = forms.CharField(
        label=_("Hvis nej: hvorfor er barnet ikke spurgt?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Skriv det, hvis du siger ja uden at have spurgt barnet."),
    )

    def __init__(self, opened: Opened, *, hears_child: bool, words: Words | None) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None)
        if words is not None and words.language != get_language():
            self._say_also_in(words)
        if not hears_child:
            del self.fields["heard"], self.fields["why_not"]

    def _say_also_in(self, words: Words) -> None:
        """Put the words of the question's own language before ours: nobody shall answer what they cannot read."""
        own = words.answers
        for name, question, labels in (
            ("said", own.answer, (own.allow, own.refuse)),
            ("heard", own.heard, (own.yes, own.no)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
            field.label = _both(question, field.label, words)
            field.choices = [
                (value, _both(own_label, label, words))
                for (value, label), own_label in zip(_pairs(field), labels, strict=True)
            ]
        if not words.checked:
            self.fields["said"].help_text = format_html(
                '<span lang="{}" dir="{}">{}</span>', words.language, words.direction, words.unchecked_note
            )

    @property
    def hearing(self) -> Hearing:
        """Whether the child was asked, or why not; nothing where it is too small or decides itself."""
        heard = self.cleaned_data.get("heard")
        return Hearing(None if heard is None else heard == YES, self.cleaned_data.get("why_not", ""))


def _pairs(field: forms.ChoiceField) -> list[tuple[Any, Any]]:  # Any: choices as Django gives them
    return list(field.choices)  # type: ignore[arg-type]  # plain pairs: no groups are in these fields


def _both(own: str, ours: object, words: Words) -> SafeString:
    """Return a text in the question's own language, and behind it in the page's."""
    return format_html('<span lang="{}" dir="{}">{}</span> · {}', words.language, words.direction, own, ours)


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
    said = _said(one)
    form = AnswerForm(opened, hears_child=one.hears_child, words=said["words"])
    if opened.is_sent and form.is_valid():
        try:
            answer(
                opened.viewer,
                permit=_leave(opened, one),
                consent=number,
                says_yes=form.cleaned_data["said"] == YES,
                hearing=form.hearing,
            )
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return to("my_consent_receipt", number)
    context = {"one": one, "form": form, **said, "crumbs": crumbs(gettext("Spørgsmål"))}
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
