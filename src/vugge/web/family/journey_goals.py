"""A goal in the family's own words: written down and changed, in the language the family reads."""

from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from vugge.journey.actions.goals import GoalChanges, agree_goal, change_goal
from vugge.journey.queries.family import own_goal
from vugge.journey.rules.agreed import LONGEST_WORDS, Achievement, GoalValue, Lifecycle, NewGoal, Whose
from vugge.journey.rules.translated import Speech
from vugge.kit.errors import BadInput
from vugge.web.family.journey import back_to, sharing, show, spoken
from vugge.web.personal import FORM, Opened, citizen_page
from vugge.web.templatetags.components import say
from vugge.web.templatetags.journey import told

UNUSABLE: Final = 422
RADIO: Final = {"class": "form-radio radio-large"}


class WordsForm(forms.Form):
    """What a goal says."""

    words = forms.CharField(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))

    def __init__(self, opened: Opened, speech: Speech, **options: object) -> None:
        super().__init__(opened.request.POST if opened.is_sent else None, **options)  # type: ignore[arg-type]  # Django's own
        field = self.fields["words"]
        field.label = told(speech, "goal_words")
        field.help_text = told(speech, "goal_hint")
        field.error_messages["required"] = told(speech, "empty_words")


class NewForm(WordsForm):
    """A goal, and whose it is."""

    whose = forms.ChoiceField(widget=forms.RadioSelect(attrs=RADIO), initial=Whose.CHILD.value)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, opened: Opened, speech: Speech, *, is_own: bool) -> None:
        super().__init__(opened, speech)
        if is_own:
            del self.fields["whose"]
            return
        whose = self.fields["whose"]
        assert isinstance(whose, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        whose.label = told(speech, "goal_whose")
        whose.choices = [(one.value, told(speech, f"whose_{one.value}")) for one in Whose]


class ChangeForm(WordsForm):
    """What a goal shall say, and how far it is reached."""

    achievement = forms.ChoiceField(widget=forms.RadioSelect(attrs=RADIO))
    reason = forms.CharField(max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, opened: Opened, speech: Speech, goal: GoalValue) -> None:
        first = {"words": goal.words, "achievement": goal.achievement.value, "version": goal.version}
        super().__init__(opened, speech, initial=first)
        far = self.fields["achievement"]
        assert isinstance(far, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        far.label = told(speech, "goal_far")
        far.choices = [(one.value, told(speech, f"goal_{one.value}")) for one in Achievement]
        self.fields["reason"].label = told(speech, "why_changed")


@citizen_page("journey.own_goal_agreed_shown", methods=FORM)
def my_goal_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write down a goal."""
    leave = sharing(opened, identity)
    found, speech = own_goal(opened.viewer, person=identity), spoken(opened.request)
    form = NewForm(opened, speech, is_own=found.is_mine)
    if opened.is_sent and form.is_valid():
        given = form.cleaned_data
        new = NewGoal(given["words"], Whose(given.get("whose", Whose.CHILD)), language=speech.language)
        try:
            agree_goal(opened.viewer, permit=leave, new=new, key=str(given["key"]))
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return back_to(identity, note="maal")
    return _page(opened, form, identity, title="add_goal")


@citizen_page("journey.own_goal_changed_shown", methods=FORM)
def my_goal_change(opened: Opened, identity: UUID, goal: UUID) -> HttpResponse:
    """Change what a goal says, or how far it is reached."""
    leave = sharing(opened, identity)
    found, speech = own_goal(opened.viewer, person=identity, goal=goal).goal, spoken(opened.request)
    assert found is not None  # noqa: S101  tells the type checker: asked for by its id it is there, or nothing is
    form = ChangeForm(opened, speech, found)
    if opened.is_sent and form.is_valid():
        given = form.cleaned_data
        far = Achievement(given["achievement"])
        ended = Lifecycle.CLOSED if far is Achievement.REACHED else found.lifecycle
        changes = GoalChanges(given["words"], ended, far)
        try:
            change_goal(
                opened.viewer,
                permit=leave,
                goal=goal,
                version=given["version"],
                changes=changes,
                reason=given["reason"],
            )
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return back_to(identity, note="maal")
    return _page(opened, form, identity, title="change_goal")


def _page(opened: Opened, form: forms.Form, identity: UUID, *, title: str) -> HttpResponse:
    context = {"form": form, "heading": title, "back": reverse("my_journey_of", args=[identity])}
    return show(opened, "family/journey_goal.html", context, status=UNUSABLE if opened.is_sent else 200)
