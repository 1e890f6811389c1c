"""Looking after the log: a citizen's question, its answer, the month's sample and what was found.

Offers `ask_about`, `answer_question`, `store_sample` and `sign_finding`.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from vugge.access.actions.giving import employee, logged
from vugge.access.models import Finding, LogQuestion, SampledEntry
from vugge.access.queries.actors import actor_of
from vugge.access.queries.law import access_law
from vugge.access.rules.sampling import Drawn
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.actions.sessions import wait_for_turn
from vugge.audit.rules import Act, Category, Kind, Level, Logged, Permit, Purpose, Seen, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import Role
from vugge.people.queries.facts import own_person

SUPERVISION = "supervision"
_TURN: Final = 0x76756773  # the number of PostgreSQL's lock for whoever stores a sample


@action("access.look_questioned")
def ask_about(viewer: Viewer, *, permit: Permit, entry: int) -> Logged[date]:
    """Say that one does not understand a look-up in the log; it becomes a task. Returns the day of the answer.

    Asking twice is no mistake: the first question stands.
    """
    permit.must_cover(viewer, Act.READ, permit.sight.person, Category.LOG)
    me = own_person(viewer.identity) if viewer.identity else None
    if me is None:
        raise NotAllowed(sentence("Kun en borger kan spørge om opslag i sin egen log."))
    now = timezone.now()
    days = access_law(local_day(now)).terms.supervision.answer_question_days
    due = local_day(now) + timedelta(days=days)
    question, _ = LogQuestion.objects.adding().get_or_create(
        asked_by_id=me, entry=entry, defaults={"asked_at": now, "due": due}
    )
    return logged(question.due, permit.seen(Category.LOG), f"entry:{entry}")


@action("access.question_answered")
def answer_question(viewer: Viewer, *, question: int, answer: str) -> Logged[None]:
    """Answer a citizen's question about a look-up, as a supervisor."""
    _check_supervisor(viewer)
    with deciding():
        found = LogQuestion.objects.facts_of().select_for_update(of=("self",)).filter(pk=question).first()
        if found is None:
            raise NotFound(sentence("Spørgsmålet findes ikke."))
        seen = _answered(viewer, found, answer)
    return logged(None, seen, f"log_question:{question}")


def _answered(viewer: Viewer, found: LogQuestion, answer: str) -> Seen:
    if found.answered_at is not None:
        raise BadInput(sentence("Spørgsmålet er allerede besvaret."))
    if not answer.strip():
        raise BadInput(sentence("Skriv et svar, som borgeren kan forstå."))
    found.answer, found.answered_by_id, found.answered_at = answer.strip(), employee(viewer), timezone.now()
    found.save()
    return Seen(found.asked_by_id, Level.EXISTS, frozenset(), SUPERVISION)


@action("access.sample_drawn")
def store_sample(viewer: Viewer, *, month: date, drawn: Sequence[Drawn]) -> Logged[int]:
    """Store the month's sample, which the system draws. A month that has one keeps it. Returns how many it holds.

    Of two who draw at once, the first one's is stored: a draw that could be made again would be no draw.
    """
    if viewer.kind is not Kind.SYSTEM or viewer.purpose is not Purpose.SUPERVISION:
        raise NotAllowed(sentence("Stikprøven udtages af systemet selv, så ingen vælger."))
    first = month.replace(day=1)
    wait_for_turn(_TURN)
    if not SampledEntry.objects.filter(month=first).exists():
        SampledEntry.objects.bulk_create(
            SampledEntry(month=first, entry=one.entry, weight=one.weight, why=_in_words(one)) for one in drawn
        )
    count = SampledEntry.objects.filter(month=first).count()
    return Logged(count, subject=f"sample:{first:%Y-%m}", basis=SUPERVISION, numbers={"entries": count})


@action("access.finding_signed")
def sign_finding(viewer: Viewer, *, sampled: int, was_right: bool, text: str) -> Logged[None]:
    """Sign what one found about a sampled look-up; signed once, it stays as it is."""
    _check_supervisor(viewer)
    row = SampledEntry.objects.filter(pk=sampled).first()
    if row is None:
        raise NotFound(sentence("Opslaget er ikke med i stikprøven."))
    if Finding.objects.filter(sampled=row).exists():
        raise BadInput(sentence("Der er allerede skrevet under på dette opslag."))
    if not was_right and not text.strip():
        raise BadInput(sentence("Skriv, hvad der var galt, og hvad der skal ske."))
    Finding.objects.create(
        sampled=row, was_right=was_right, text=text.strip(), signed_by_id=employee(viewer), signed_at=timezone.now()
    )
    return Logged(None, subject=f"entry:{row.entry}", basis=SUPERVISION, numbers={"findings": 1})


def _in_words(drawn: Drawn) -> str:
    """Return why an entry weighed, as far as the column reaches."""
    return "; ".join(why.say() for why in drawn.why)[:200]


def _check_supervisor(viewer: Viewer) -> None:
    is_supervisor = actor_of(viewer, timezone.now()).role == Role.SUPERVISOR
    if not is_supervisor or viewer.purpose is not Purpose.SUPERVISION:
        raise NotAllowed(sentence("Det gør den, der fører tilsyn med loggen."))
