"""The family's messages, on a phone and in five languages: what was written, and writing to those who help."""

from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from vugge.journey.actions.messages import open_thread, write_message
from vugge.journey.queries.message_speech import message_speech
from vugge.journey.queries.messages import exported_messages, message_to_begin, my_messages, thread_about
from vugge.journey.queries.speech import speeches
from vugge.journey.queries.thread_texts import ThreadPage
from vugge.journey.queries.threads import Side
from vugge.journey.rules.messages import LONGEST_TEXT, NewMessage, NewThread
from vugge.journey.rules.translated import Speech
from vugge.kit.errors import BadInput
from vugge.web.components.messages import DEEDS, code_of, do_in_thread, mark_as_read, part_in, sharing
from vugge.web.family.journey import spoken
from vugge.web.family.own_file import plain
from vugge.web.personal import FORM, Opened, citizen_page, render_personal
from vugge.web.templatetags.components import say
from vugge.web.templatetags.journey import told
from vugge.web.templatetags.messages import named

UNUSABLE: Final = 422
SECTION: Final = "my_messages"
NOTES: Final = {"sendt": "sent", "tilbage": "withdrawn_note", "med": "asked_note", "del": "shared_note"}


class TextForm(forms.Form):
    """A message, its language, and a mark of whom the page named as readers."""

    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
    language = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))
    readers = forms.CharField(widget=forms.HiddenInput, max_length=64)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, opened: Opened, words: Speech, *, mark: str) -> None:
        given = opened.request.POST if "text" in opened.request.POST else None
        super().__init__(given, initial={"language": words.language, "readers": mark})
        text, language = self.fields["text"], self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        text.label, text.help_text = told(words, "text"), told(words, "text_hint")
        text.error_messages["required"] = told(words, "empty_text")
        language.label = told(words, "language")
        language.choices = _tongues()

    @property
    def message(self) -> NewMessage:
        """What was written."""
        given = self.cleaned_data
        return NewMessage(given["text"], given["language"], given["readers"])

    def again(self, mistake: BadInput, mark: str) -> None:
        """Show the form again with what is wrong, and who reads now."""
        self.add_error(None, say(mistake.sentence))
        self.data = {**dict(self.data.items()), "readers": mark}


class FirstForm(TextForm):
    """A first message, and whom it is to."""

    to = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checkbox"}))
    field_order = ("to", "text", "language")

    def __init__(self, opened: Opened, words: Speech, side: Side) -> None:
        super().__init__(opened, words, mark=side.mark)
        if self.is_bound:
            self.data = opened.request.POST
        to = self.fields["to"]
        assert isinstance(to, forms.MultipleChoiceField)  # noqa: S101  tells the type checker, which sees any field
        to.label, to.help_text = told(words, "choose"), told(words, "choose_hint")
        to.error_messages["required"] = told(words, "empty_choice")
        to.choices = [(code_of(one), named(one)) for one in side.colleagues]
        if len(side.colleagues) == 1:
            to.initial = [code_of(side.colleagues[0])]


@citizen_page("journey.own_messages_shown")
def my_messages_page(opened: Opened) -> HttpResponse:
    """Show with whom one writes about oneself and each child, and what is new."""
    boards = my_messages(opened.viewer)
    return _show(opened, "family/messages.html", {"boards": boards, "note": _note(opened)})


@citizen_page("journey.own_message_begun_shown", methods=FORM)
def my_message_new(opened: Opened, identity: UUID, side: str) -> HttpResponse:
    """Write to one or more of those who help, for the first time."""
    leave = sharing(opened, identity)
    board, one = message_to_begin(opened.viewer, person=identity, kind=side)
    words = _words(opened)
    form = FirstForm(opened, words, one)
    if opened.is_sent and form.is_valid():
        try:
            to = frozenset(part_in(code, one.colleagues) for code in form.cleaned_data["to"])
            new = NewThread(one.kind, to, form.message)
            made = open_thread(opened.viewer, permit=leave, new=new, key=str(form.cleaned_data["key"]))
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return _to(identity, made, note="sendt")
    context = {"form": form, "board": board, "side": one, "others": [each for each in one.family if not each.is_me]}
    return _show(opened, "family/message_new.html", context, status=UNUSABLE if opened.is_sent else 200)


@citizen_page("journey.own_thread_shown", methods=FORM)
def my_thread(opened: Opened, identity: UUID, thread: UUID) -> HttpResponse:
    """Show what was written in a conversation, and take what is written, withdrawn, shared, and who is asked in."""
    page, words = thread_about(opened.viewer, person=identity, thread=thread), _words(opened)
    form = TextForm(opened, words, mark=page.mark)
    deed = opened.request.POST.get("gerning", "")
    try:
        if opened.is_sent and deed in DEEDS:
            do_in_thread(opened, identity, page, deed)
            return _to(identity, thread, note=deed)
        if opened.is_sent and form.is_valid():
            key = str(form.cleaned_data["key"])
            write_message(opened.viewer, permit=sharing(opened, identity), thread=thread, new=form.message, key=key)
            return _to(identity, thread, note="sendt")
    except BadInput as mistake:
        if not form.is_bound:
            raise
        form.again(mistake, page.mark)
    mark_as_read(opened, identity, page)
    return _thread(opened, page, form)


@citizen_page("journey.own_messages_taken")
def my_messages_json(opened: Opened, identity: UUID) -> HttpResponse:
    """Give all that was written about oneself or a child and that one may read, as a file that any program can read."""
    found = exported_messages(opened.viewer, person=identity)
    answer = JsonResponse(
        {"format": "vugge.own_messages/1", **plain(found)}, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="mine-beskeder.json"'
    return answer


def _thread(opened: Opened, page: ThreadPage, form: TextForm) -> HttpResponse:
    context = {"page": page, "form": form, "note": _note(opened)}
    return _show(opened, "family/thread.html", context, status=UNUSABLE if opened.is_sent else 200)


def _show(opened: Opened, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    frame = {"speech": spoken(opened.request), "speeches": tuple(speeches().values()), "here": opened.request.path}
    words = {"words": _words(opened)}
    return render_personal(opened, template, {**frame, **words, **context}, section=SECTION, status=status)


def _words(opened: Opened) -> Speech:
    return message_speech(spoken(opened.request).language)


def _tongues() -> list[tuple[str, str]]:
    found = ((code, message_speech(code)) for code in speeches())
    return [(code, (one.tongue or one.originals).own_name) for code, one in found]


def _note(opened: Opened) -> str:
    return NOTES.get(opened.request.GET.get("gemt", ""), "")


def _to(identity: UUID, thread: UUID, *, note: str) -> HttpResponse:
    address = reverse("my_thread", args=[identity, thread])
    return HttpResponseRedirect(f"{address}?gemt={note}")
