"""A colleague's messages with families: what is new, what was written about a person, and writing to the family."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.journey.actions.messages import open_thread, write_message
from vugge.journey.queries.messages import message_to_begin, messages_about, thread_about, unread_messages
from vugge.journey.queries.thread_texts import ThreadPage
from vugge.journey.queries.threads import Side
from vugge.journey.rules.messages import LONGEST_TEXT, NewMessage, NewThread
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence
from vugge.web.components.messages import DEEDS, code_of, do_in_thread, mark_as_read, part_in, sharing
from vugge.web.components.values import Crumb
from vugge.web.components.words import LANGUAGES
from vugge.web.frontline.forming import UNUSABLE, key_field
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say
from vugge.web.templatetags.messages import named

NOTES: Final = {
    "sendt": sentence("Beskeden er sendt."),
    "tilbage": sentence("Beskeden er trukket tilbage. Ingen kan læse den mere."),
    "med": sentence("Kollegaen er med fra nu af."),
}


class TextForm(forms.Form):
    """A message, its language, and a mark of whom the page named as readers."""

    text = forms.CharField(
        label=_("Din besked"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv kort og i et sprog, familien forstår. Vi oversætter det ikke."),
        error_messages={"required": _("Skriv beskeden.")},
    )
    language = forms.ChoiceField(
        label=_("Hvilket sprog skriver du på?"), initial="da", widget=forms.Select(attrs={"class": "form-select"})
    )
    readers = forms.CharField(widget=forms.HiddenInput, max_length=64)
    key = key_field()

    def __init__(self, opened: Opened, *, mark: str) -> None:
        super().__init__(opened.request.POST if "text" in opened.request.POST else None, initial={"readers": mark})
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        known: list[tuple[str, str]] = [(code, say(word)) for code, word in LANGUAGES.items()]
        known.sort(key=_danish_first)
        language.choices = list(known)

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
    """A first message, and which colleagues are to be part of it."""

    to = forms.MultipleChoiceField(
        label=_("Skal en kollega læse med?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checkbox"}),
        help_text=_("Kun dem, der er med omkring familien, står her. Vælg så få som muligt."),
    )
    field_order = ("to", "text", "language")

    def __init__(self, opened: Opened, side: Side) -> None:
        super().__init__(opened, mark=side.mark)
        to = self.fields["to"]
        assert isinstance(to, forms.MultipleChoiceField)  # noqa: S101  tells the type checker, which sees any field
        to.choices = [(code_of(one), named(one)) for one in side.colleagues]
        if not to.choices:
            del self.fields["to"]


@frontline_page("journey.messages_shown")
def messages(opened: Opened) -> HttpResponse:
    """Show about whom one has messages, those with something new first."""
    boards = unread_messages(opened.viewer)
    context = {"boards": boards, "unread": sum(one.unread for one in boards)}
    return render_personal(opened, "frontline/messages.html", context, section="messages")


@frontline_page("journey.person_messages_shown")
def person_messages(opened: Opened, identity: UUID) -> HttpResponse:
    """Show one's threads about a person, and whom one can write to."""
    board = messages_about(opened.viewer, person=identity)
    context = {"board": board, "crumbs": crumbs(identity, gettext("Beskeder"))}
    return render_personal(opened, "frontline/person_messages.html", context, section="my_people")


@frontline_page("journey.person_message_begun_shown", methods=FORM)
def person_message_new(opened: Opened, identity: UUID, side: str) -> HttpResponse:
    """Write to a family, or to a young person, for the first time."""
    leave = sharing(opened, identity)
    board, one = message_to_begin(opened.viewer, person=identity, kind=side)
    form = FirstForm(opened, one)
    if opened.is_sent and form.is_valid():
        try:
            to = frozenset(part_in(code, one.colleagues) for code in form.cleaned_data.get("to", ()))
            new = NewThread(one.kind, to, form.message)
            made = open_thread(opened.viewer, permit=leave, new=new, key=str(form.cleaned_data["key"]))
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return _to(identity, made, note="sendt")
    context = {"form": form, "board": board, "side": one, "crumbs": _crumbs(identity, gettext("Skriv en besked"))}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/message_new.html", context, section="my_people", status=status)


@frontline_page("journey.person_thread_shown", methods=FORM)
def person_thread(opened: Opened, identity: UUID, thread: UUID) -> HttpResponse:
    """Show what was written in a thread, and take what is written, withdrawn, and who is asked in."""
    page = thread_about(opened.viewer, person=identity, thread=thread)
    form = TextForm(opened, mark=page.mark)
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
    return _thread(opened, identity, page, form)


def _thread(opened: Opened, identity: UUID, page: ThreadPage, form: TextForm) -> HttpResponse:
    context = {"page": page, "form": form, "note": _note(opened), "crumbs": _crumbs(identity, gettext("Samtale"))}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/thread.html", context, section="my_people", status=status)


def _danish_first(choice: tuple[str, str]) -> tuple[bool, str]:
    return choice[0] != "da", choice[1]


def _crumbs(identity: UUID, last: str) -> tuple[Crumb, ...]:
    *way, _here = crumbs(identity, last)
    return (*way, Crumb(gettext("Beskeder"), reverse("person_messages", args=[identity])), Crumb(last))


def _note(opened: Opened) -> Sentence | None:
    return NOTES.get(opened.request.GET.get("gemt", ""))


def _to(identity: UUID, thread: UUID, *, note: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('person_thread', args=[identity, thread])}?gemt={note}")
