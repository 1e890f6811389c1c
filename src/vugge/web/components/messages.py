"""What the pages of messages share, the family's and the colleagues': how somebody stands in a form, and its answers.

Offers `code_of` and `part_in` (a colleague in a part as a value of a form), `WITHDRAW`, `JOIN` and `SHARE` (what a
button of a thread does) with `do_in_thread`, and `mark_as_read`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.actions.messages import ask_colleague_in, mark_read, share_earlier, withdraw_message
from vugge.journey.queries.thread_texts import ThreadPage
from vugge.journey.rules.correspondents import Part
from vugge.journey.rules.messages import Correspondent
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.web.personal import GET_ONLY, Opened

WITHDRAW: Final = "tilbage"
JOIN: Final = "med"
SHARE: Final = "del"


def code_of(one: Correspondent) -> str:
    """Return a colleague in a part as a form sends it: ids alone."""
    part = one.part
    return f"{part.account}.{part.role}.{part.unit}" if part else ""


def part_in(code: str, among: Iterable[Correspondent]) -> Part:
    """Return the part that a form names; raises `BadInput` where it is none of those offered."""
    found = next((one.part for one in among if one.part is not None and code_of(one) == code), None)
    if found is None:
        raise BadInput(sentence("Vælg en af dem, der står på listen."))
    return found


def sharing(opened: Opened, identity: UUID, act: Act = Act.SHARE) -> Permit:
    """Return leave to write, or to read, what is common to the family and those who help."""
    return permit(opened.viewer, act, person=identity, category=Category.SHARING)


def mark_as_read(opened: Opened, identity: UUID, page: ThreadPage) -> None:
    """Note that what is new in a thread has now been read, once it is shown and not when a form was sent."""
    new = [one.id for one in page.messages if one.is_new]
    if new and opened.request.method in GET_ONLY:
        leave = sharing(opened, identity, Act.READ)
        mark_read(opened.viewer, permit=leave, thread=page.thread.id, messages=new)


def do_in_thread(opened: Opened, identity: UUID, page: ThreadPage, deed: str) -> None:
    """Do what a button of a thread says."""
    DEEDS[deed](opened, identity, page)


def _withdraw(opened: Opened, identity: UUID, page: ThreadPage) -> None:
    sent = opened.request.POST.get("besked", "")
    mine = next((one.id for one in page.messages if one.writer.is_me and str(one.id) == sent), None)
    if mine is None:
        raise BadInput(sentence("Beskeden er ikke din eller findes ikke mere. Åbn siden igen."))
    leave = sharing(opened, identity)
    withdraw_message(opened.viewer, permit=leave, thread=page.thread.id, message=mine)


def _join(opened: Opened, identity: UUID, page: ThreadPage) -> None:
    part = part_in(opened.request.POST.get("hvem", ""), page.addable)
    ask_colleague_in(opened.viewer, permit=sharing(opened, identity), thread=page.thread.id, part=part)


def _share(opened: Opened, identity: UUID, page: ThreadPage) -> None:
    part = part_in(opened.request.POST.get("hvem", ""), page.sharable)
    share_earlier(opened.viewer, permit=sharing(opened, identity), thread=page.thread.id, part=part)


DEEDS: Final[Mapping[str, Callable[[Opened, UUID, ThreadPage], None]]] = {
    WITHDRAW: _withdraw,
    JOIN: _join,
    SHARE: _share,
}
