"""Messages around the cast, for tests: citizens who can log in, and what they write by deeds.

Offers `citizen_of`, `part`, `write`, `answer_in`, `read`, and `texts`.
"""

from uuid import UUID, uuid4

from tests.cast import Character, the_operator
from tests.people.town import BOOKKEEPER, leave
from tests.web.frontline.workplace import Employee

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Permit, Purpose, Viewer, person
from vugge.journey.actions.messages import open_thread, write_message
from vugge.journey.queries.messages import thread_about
from vugge.journey.rules.correspondents import Part, ThreadKind
from vugge.journey.rules.messages import NewMessage, NewThread
from vugge.organisations.actions.accounts import register_account
from vugge.organisations.queries.accounts import account_named
from vugge.organisations.rules.accounts import AccountKind
from vugge.people.actions.accounts import link_account

HELLO = "Hej, kan vi mødes på tirsdag?"


def citizen_of(one: Character) -> Viewer:
    """Return somebody of the cast as a citizen who has logged in."""
    name = f"citizen-{one.id.hex}"
    known = account_named(name)
    if known is None:
        made = register_account(the_operator(), login_name=name, display_name=one.given_names, kind=AccountKind.CITIZEN)
        link_account(BOOKKEEPER, permit=leave(Act.CHANGE, one), account=made.id)
        return person(made.id, Purpose.OWN_INSIGHT)
    return person(known.id, Purpose.OWN_INSIGHT)


def part(one: Employee) -> Part:
    """Return an employee in their part."""
    return Part(one.account, one.role.value, one.unit)


def may_write(viewer: Viewer, about: Character) -> Permit:
    """Return leave to share around somebody."""
    return permit(viewer, Act.SHARE, person=about.id, category=Category.SHARING)


def write(
    viewer: Viewer,
    about: Character,
    *to: Employee,
    text: str = HELLO,
    kind: ThreadKind = ThreadKind.FAMILY,
    language: str = "da",
    key: str = "",
) -> UUID:
    """Write for the first time, and return the thread."""
    new = NewThread(kind, frozenset(part(one) for one in to), NewMessage(text, language))
    return open_thread(viewer, permit=may_write(viewer, about), new=new, key=key or uuid4().hex)


def answer_in(thread: UUID, viewer: Viewer, about: Character, text: str = "Ja.", *, key: str = "") -> UUID:
    """Write in a thread, and return the message."""
    leave_to = may_write(viewer, about)
    return write_message(viewer, permit=leave_to, thread=thread, new=NewMessage(text), key=key or uuid4().hex)


def texts(thread: UUID, viewer: Viewer, about: Character) -> list[str]:
    """Return what somebody reads in a thread."""
    return [one.text for one in thread_about(viewer, person=about.id, thread=thread).messages]
