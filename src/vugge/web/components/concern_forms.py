"""The form of a concern, as everybody meets it: at work, as a citizen, and without log-in."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.journey.rules.concerns import LONGEST_REACH, LONGEST_TEXT, NewConcern, Sender
from vugge.organisations.rules.register import UnitFacts
from vugge.web.components.conference_words import CONFERENCE_WORDS
from vugge.web.frontline.forming import key_field

OUTSIDE: Final = (Sender.NEIGHBOUR, Sender.CARETAKER, Sender.PROFESSIONAL, Sender.OTHER)
LONGEST_ABOUT: Final = 500


class ConcernForm(forms.Form):
    """What somebody worries about, whom it is about, and to whom it goes where there is a choice."""

    text = forms.CharField(
        label=_("Hvad er du bekymret for?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv, hvad du selv har set eller hørt."),
        error_messages={"required": _("Skriv, hvad du er bekymret for.")},
    )
    about = forms.CharField(
        label=_("Hvem handler det om?"),
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For eksempel navn, vej, opgang eller skole. Skriv det, du ved. Ingen CPR-numre."),
        error_messages={"required": _("Skriv, hvem eller hvor det handler om, så godt du kan.")},
    )
    sender = forms.TypedChoiceField(
        label=_("Hvem er du?"),
        coerce=Sender,
        choices=[(one.value, CONFERENCE_WORDS[Sender][one]) for one in OUTSIDE],
    )
    reach = forms.CharField(
        label=_("Hvordan kan vi nå dig?"),
        max_length=LONGEST_REACH,
        required=False,
        help_text=_("Du behøver ikke at skrive noget. Så ved ingen, hvem du er, og vi kan ikke spørge dig om mere."),
    )
    unit = forms.TypedChoiceField(label=_("Hvem skal have den?"), coerce=int)
    key = key_field()

    def __init__(self, given: Any, *, receivers: Iterable[UnitFacts], without: Iterable[str] = ()) -> None:
        """Make the form, with the fields that this page asks about.  Any: what a browser sent, or nothing."""
        super().__init__(given)
        found = tuple(receivers)
        for name in without:
            del self.fields[name]
        self._only = found[0].id if len(found) == 1 else None
        if self._only is not None:
            del self.fields["unit"]
        else:
            field = self.fields["unit"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
            field.choices = [("", gettext("Vælg …")), *((one.id, one.name) for one in found)]

    @property
    def receiver(self) -> int:
        """Return the unit that it goes to."""
        return self._only if self._only is not None else int(self.cleaned_data["unit"])

    def new(self, *, sender: Sender | None = None) -> NewConcern:
        """Return what was written."""
        given = self.cleaned_data
        return NewConcern(
            given["text"], sender or given["sender"], about=given.get("about", ""), reach=given.get("reach", "")
        )
