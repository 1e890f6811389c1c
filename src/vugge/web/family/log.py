"""A citizen's log: who has looked, at what and why it was allowed, and the question "I do not understand this"."""

from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from vugge.access.actions.oversight import ask_about
from vugge.access.queries.own_log import LogLine, entry_behind, my_log, own_line
from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.web.components.values import Crumb
from vugge.web.personal import FORM, Opened, citizen_page, render_personal, to

LONGEST_NUMBER: Final = 6


@citizen_page("access.own_log_shown")
def my_log_page(opened: Opened, identity: UUID | None = None) -> HttpResponse:
    """Show who has looked at the citizen or at one of the children."""
    asked = opened.request.GET
    with_own = "egne" in asked
    log = my_log(opened.viewer, person=identity, page=_number(asked.get("side", "1")), with_own=with_own)
    base = reverse("my_log_of", args=[log.person.id])
    context = {
        "log": log,
        "days": _by_day(log.lines),
        "with_own": with_own,
        "here": f"{base}?egne" if with_own else base,
        "base": base,
    }
    return render_personal(opened, "family/log.html", context, section="my_log")


@citizen_page("access.own_log_question_shown", methods=FORM)
def my_log_ask(opened: Opened, identity: UUID, handle: str) -> HttpResponse:
    """Say that one does not understand a look-up, and get to know when the answer comes."""
    leave = permit(opened.viewer, Act.READ, person=identity, category=Category.LOG)
    entry = entry_behind(opened.viewer, person=identity, handle=handle)
    if not opened.is_sent:
        raise NotFound(sentence("Åbn loggen, og tryk på knappen ved det opslag, du vil spørge om."))
    ask_about(opened.viewer, permit=leave, entry=entry)
    return to("my_log_asked", identity, handle)


@citizen_page("access.own_log_receipt_shown")
def my_log_asked(opened: Opened, identity: UUID, handle: str) -> HttpResponse:
    """Show the receipt of a question about a look-up: the day by which it is answered, or the answer."""
    line = own_line(opened.viewer, person=identity, handle=handle)
    crumbs = (Crumb(gettext("Hvem har set?"), reverse("my_log_of", args=[identity])), Crumb(gettext("Kvittering")))
    return render_personal(opened, "family/asked.html", {"line": line, "crumbs": crumbs}, section="my_log")


def _by_day(lines: tuple[LogLine, ...]) -> list[tuple[date, list[LogLine]]]:
    return [(day, list(those)) for day, those in groupby(lines, key=lambda one: one.day)]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 1
