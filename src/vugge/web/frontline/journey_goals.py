"""Goals in the family's own words: written down, changed, and what each says of them."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head
from vugge.audit.rules import Act, Category, Permit, Sight
from vugge.journey.actions.goals import GoalChanges, agree_goal, answer_goal, change_goal
from vugge.journey.queries.answering import Answering, answering
from vugge.journey.queries.pages import JourneyPage, goal_to_change, journey_page
from vugge.journey.rules.agreed import (
    LONGEST_WORDS,
    Achievement,
    Answer,
    GoalValue,
    Lifecycle,
    NewGoal,
    View,
    Whose,
    act_for,
)
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.web.components.words import LANGUAGES, WORDS
from vugge.web.frontline.consents import RADIO
from vugge.web.frontline.forming import Asking, answered, key_field
from vugge.web.frontline.journey import agreeable
from vugge.web.frontline.notes import done
from vugge.web.personal import FORM, Opened, frontline_page
from vugge.web.templatetags.components import say

NEW: Final = Asking(
    _("Skriv et mål"),
    _("Gem målet"),
    lead=_("Skriv det, som familien siger det. Ret ikke på ordene."),
    why=_("Så arbejder alle mod det, familien selv vil. Familien kan se målet og ændre det."),
)
CHANGE: Final = Asking(_("Ret målet"), _("Gem"), lead=_("Det, der stod før, bliver gemt ved siden af."))
ANSWER: Final = Asking(
    _("Hvad siger I til målet?"),
    _("Gem svaret"),
    lead=_("Det er i orden at se forskelligt på det. Skriv det, som det er."),
)


def radios(label: object, words: Any, **options: Any) -> forms.TypedChoiceField:  # Any: a table of words, field options
    """Return a choice among the kinds of a table of words."""
    kind: Any = type(next(iter(words)))  # Any: calling it reads one of its values
    return forms.TypedChoiceField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        coerce=kind,
        choices=[(one.value, text) for one, text in words.items()],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": gettext_lazy("Vælg ét af svarene.")},
        **options,
    )


def words_field(
    label: object, *, longest: int = LONGEST_WORDS, **options: Any
) -> forms.CharField:  # Any: field options
    """Return a field for somebody's own words."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )


def category_field(seen: Sight) -> forms.TypedChoiceField:
    """Return the choice of who sees what is agreed, among what the viewer may write."""
    everybody = gettext("Familien og alle i teamet")
    only = gettext("Kun dem, der må se %(what)s")
    named = [
        (one.value, everybody if one is Category.SHARING else only % {"what": say(WORDS[Category][one])})
        for one in agreeable(seen)
    ]
    return forms.TypedChoiceField(
        label=gettext("Hvem må se det?"), coerce=Category, choices=named, widget=forms.RadioSelect(attrs=RADIO)
    )


class GoalForm(forms.Form):
    """A goal as the family says it."""

    words = words_field(_("Målet med familiens egne ord"))
    language = forms.ChoiceField(label=_("Sprog, det er skrevet på"), choices=list(LANGUAGES.items()), initial="da")
    whose = radios(_("Hvis mål er det?"), WORDS[Whose], initial=Whose.CHILD)
    key = key_field()

    def __init__(self, opened: Opened, seen: Sight) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None)
        self.fields["category"] = category_field(seen)
        self.fields["category"].initial = next(iter(agreeable(seen)), None)


class GoalChangeForm(forms.Form):
    """What a goal shall say from now on."""

    words = words_field(_("Målet med familiens egne ord"))
    lifecycle = radios(_("Arbejder I med det?"), WORDS[Lifecycle])
    achievement = radios(_("Hvor langt er I?"), WORDS[Achievement])
    reason = words_field(_("Hvorfor ændrer I det?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """Who says what of a goal."""

    participant = forms.ChoiceField(label=_("Hvem svarer?"), widget=forms.RadioSelect(attrs=RADIO))
    view = radios(_("Svar"), WORDS[View])
    words = words_field(_("Hvad bliver set anderledes?"), required=False)

    def __init__(self, opened: Opened, possible: list[tuple[str, str]]) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None, initial={"participant": possible[0][0]})
        field = self.fields["participant"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        field.choices = possible


@frontline_page("journey.goal_agreed_shown", methods=FORM)
def goal_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write down a goal."""
    form = GoalForm(opened, must_agree(opened, identity))

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        category, key = given["category"], str(given.pop("key"))
        agree_goal(opened.viewer, permit=leave_to(opened, identity, category, Act.ADD), new=NewGoal(**given), key=key)
        return done("journey", identity, note="maal")

    return answered(opened, identity, form=form, asking=NEW, do=write)


@frontline_page("journey.goal_changed_shown", methods=FORM)
def goal_change(opened: Opened, identity: UUID, goal: UUID) -> HttpResponse:
    """Change what a goal says, whether it is worked on, and how far it is reached."""
    found, leave = goal_to_change(opened.viewer, person=identity, goal=goal)
    first = {name: getattr(found, name) for name in ("words", "lifecycle", "achievement", "version")}
    form = GoalChangeForm(opened.request.POST if opened.is_sent else None, initial=first)

    def change(given: dict[str, Any], _head: Head) -> HttpResponse:
        reason, version = given.pop("reason"), given.pop("version")
        change_goal(
            opened.viewer, permit=leave, goal=goal, version=version, changes=GoalChanges(**given), reason=reason
        )
        return done("journey", identity, note="maal_rettet")

    return answered(opened, identity, form=form, asking=CHANGE, do=change, version=found.version)


@frontline_page("journey.goal_answered_shown", methods=FORM)
def goal_answer(opened: Opened, identity: UUID, goal: UUID) -> HttpResponse:
    """Write down what one participant says of a goal."""
    leave = permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)
    _goal(journey_page(opened.viewer, person=identity), goal)
    form = AnswerForm(opened, _possible(answering(opened.viewer, person=identity)))

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        who = given["participant"]
        answer = Answer(given["view"], given["words"], None if who == "me" else UUID(who))
        answer_goal(opened.viewer, permit=leave, goal=goal, answer=answer)
        return done("journey", identity, note="svar")

    return answered(opened, identity, form=form, asking=ANSWER, do=write)


def leave_to(opened: Opened, identity: UUID, category: Category, act: Act) -> Permit:
    """Return leave to write or change what is agreed under a kind of data."""
    return permit(opened.viewer, act_for(category, act), person=identity, category=category)


def must_agree(opened: Opened, identity: UUID) -> Sight:
    """Return what the viewer sees of somebody; refuse whoever may write down nothing that is agreed, before a look."""
    seen = sight(opened.viewer, identity)
    if not agreeable(seen):
        permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)
    return seen


def _possible(found: Answering) -> list[tuple[str, str]]:
    parents = [
        (str(one.id), one.name or gettext("En med forældremyndighed, nr. %(number)s") % {"number": number})
        for number, one in enumerate(found.custodians, start=1)
    ]
    return [("me", gettext("Mig selv")), (str(found.child), gettext("Barnet selv")), *parents]


def _goal(page: JourneyPage, goal: UUID) -> GoalValue:
    found = page.goal(goal)
    if found is None or found.is_veiled:
        raise NotFound(sentence("Målet er her ikke. Åbn siden igen."))
    return found
