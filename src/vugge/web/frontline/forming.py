"""What the forms about one person share: who it is about, what is asked and why, and that nothing typed is lost.

Offers `key_field`, `Asking` and `answered`, `must_fit`, and the field `DayField`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from vugge.access.queries.persons import Head, person_head
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import Sentence
from vugge.people.rules.changes import Conflict, Difference
from vugge.web.frontline.person import crumbs
from vugge.web.personal import Opened, render_personal
from vugge.web.templatetags.components import say

UNUSABLE = 422


class DayField(forms.DateField):
    """A day, with the browser's own calendar; without one it is written 2026-11-22 or 22-11-2026."""

    def __init__(self, **options: Any) -> None:  # Any: Django's own options
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        options.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"])
        options.setdefault(
            "error_messages",
            {
                "required": gettext_lazy("Vælg en dag."),
                "invalid": gettext_lazy("Skriv dagen som dag, måned og år: 22-11-2026."),
            },
        )
        super().__init__(**options)


def key_field() -> forms.UUIDField:
    """Return the hidden field by which a form that is sent twice is taken in once."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@dataclass(frozen=True)
class Asking:
    """The words of a form page: its title, what it does, why we ask, and what its button says."""

    title: Promise
    submit: Promise
    lead: Promise | str = ""
    why: Promise | str = ""


def answered(  # noqa: PLR0913  what one page with a form has otherwise than another
    opened: Opened,
    identity: UUID,
    *,
    form: forms.Form,
    asking: Asking,
    do: Callable[[dict[str, Any], Head], HttpResponse],  # Any: the cleaned values of any form
    version: int | None = None,
    check: Callable[[Head], None] | None = None,
) -> HttpResponse:
    """Show a form about a person; when it was sent and can be used, do it. What was typed stays where it was typed.

    Ask for the permit before it: nobody shall fill in a form and then be refused. `check` raises where the form is
    for no such person. `do` gets the cleaned values and whom the form is about; a `BadInput` that it raises is shown
    in the form. After a `Conflict` the form begins from `version`, what is stored now, so that sending it again settles
    the matter.
    """
    head = person_head(opened.viewer, person=identity)
    if check is not None:
        check(head)
    conflicts: tuple[Difference, ...] = ()
    if opened.is_sent and form.is_valid():
        try:
            return do(form.cleaned_data, head)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
            if isinstance(mistake, Conflict):
                conflicts = mistake.differences
                form.data = {**dict(form.data.items()), "version": version} if version else form.data
    return shown(opened, head, form=form, asking=asking, conflicts=conflicts)


def must_fit(opened: Opened, why: Sentence, *, fits: bool) -> None:
    """Raise `NotFound`, and say why, where a form would be refused whatever is written in it.

    One that was sent goes on to its deed, which says it beside the form: somebody else may have been there meanwhile.
    """
    if not (fits or opened.is_sent):
        raise NotFound(why)


def shown(
    opened: Opened, head: Head, *, form: forms.Form, asking: Asking, conflicts: tuple[Difference, ...] = ()
) -> HttpResponse:
    """Show a form about a person."""
    context = {
        "form": form,
        "asking": asking,
        "head": head,
        "conflicts": conflicts,
        "crumbs": crumbs(head.line.id, str(asking.title)),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/form.html", context, section="my_people", status=status)
