"""Asking a family for consent, answering, and taking it back.

Offers `ask`, `answer` and `withdraw`. A consent that is given makes its bases; one withdrawn ends them, at once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.access.actions.giving import (
    as_text,
    employee,
    end,
    from_text,
    logged,
    new_basis,
    receiver_of,
    to_part,
)
from vugge.access.models import Basis, Consent, ConsentRecipient, ConsentSignature
from vugge.access.queries.law import access_law
from vugge.access.queries.signers import may_take_back, needed
from vugge.access.queries.standing import stops
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import (
    ConsentState,
    ConsentTimes,
    Hearing,
    SignedAs,
    check_heard,
    check_scope,
    check_until,
    hears_child,
    state_of,
)
from vugge.access.rules.law import Matter
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Purpose, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day, local_midnight
from vugge.kit.text import sentence
from vugge.people.queries.facts import born, own_person

NOT_SAID: Final = Hearing()


@dataclass(frozen=True)
class Recipient:
    """Who may see what is shared: everybody in a unit, or one employee of it."""

    unit: int
    account: UUID | None = None


@dataclass(frozen=True)
class Asked:
    """What a family is asked: what is shared, with whom, for what, from when until when, in which words.

    `text_shown` is the sharing dialogue as the family reads it, in `language`; `key` is the form's own, so that
    sending it twice asks once.
    """

    matter: str
    categories: frozenset[Category]
    recipients: tuple[Recipient, ...]
    purpose: Purpose
    purpose_text: str
    begins: date
    until: date
    language: str
    text_version: str
    text_shown: str
    key: UUID


@action("access.consent_asked")
def ask(viewer: Viewer, *, permit: Permit, asked: Asked) -> Logged[int]:
    """Ask for consent to share about a person. Returns its number; the same key again returns the same number.

    Raises `BadInput` where nothing or too much is asked for, the period is too long, nobody can answer, or the key
    was used for another question.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    seen = permit.seen(Category.SHARING)
    before = _sent_before(person, asked)
    if before is not None:
        return logged(before.pk, seen, f"consent:{before.pk}")
    now = timezone.now()
    law = access_law(local_day(now))
    matter = _matter(law.ages.matter(asked.matter))
    check_scope(asked.categories, asked.recipients, matter=matter)
    check_until(asked.begins, asked.until, terms=law.terms.consent)
    signers = needed(person, matter, local_day(now)).value.signers
    consent = _store(viewer, person, asked, now)
    ConsentSignature.objects.bulk_create(
        ConsentSignature(
            consent=consent, signer_id=one, signed_as=SignedAs.SELF if one == person else SignedAs.CUSTODIAN
        )
        for one in signers
    )
    return logged(consent.pk, seen, f"consent:{consent.pk}")


@action("access.consent_answered")
def answer(
    viewer: Viewer, *, permit: Permit, consent: int, says_yes: bool, hearing: Hearing = NOT_SAID
) -> Logged[ConsentState]:
    """Say yes or no to a consent as one of those who must. All yes: it is given; one no: it is refused.

    A yes for a child old enough to be heard says whether the child was, or why not (`hearing`). Raises `NotAllowed` for
    somebody who is not asked, and `BadInput` where that is not said, or when the question is no longer open.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, Category.SHARING)
    now = timezone.now()
    row = _locked(permit, consent)
    if _state(row, now) is not ConsentState.REQUESTED:
        raise BadInput(
            sentence("Der kan ikke svares mere. Se samtykket for, hvad der gælder, eller bed om at blive spurgt på ny.")
        )
    signature = row.signatures.filter(signer_id=_me(viewer), answered_at__isnull=True).first()
    if signature is None:
        raise NotAllowed(sentence("Du er ikke en af dem, der skal svare på dette samtykke."), person=row.person_id)
    _hear(row, hearing, must=says_yes and signature.signed_as == SignedAs.CUSTODIAN, day=local_day(now))
    signature.answered_at, signature.said_yes, signature.method = now, says_yes, "digital"
    signature.save()
    _settle(viewer, row, now)
    row.save()
    return logged(_state(row, now), permit.seen(Category.SHARING), f"consent:{consent}")


@action("access.consent_withdrawn")
def withdraw(viewer: Viewer, *, permit: Permit, consent: int) -> Logged[datetime]:
    """Take a consent back. Returns the moment from which nobody sees anything by it.

    Any one of those who said yes may take it back alone, and so may everybody who could say yes today: a custodian
    who was not asked, a young person who has turned old enough. Taking back twice is no mistake.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, Category.SHARING)
    now = timezone.now()
    row = _locked(permit, consent)
    if not _may_take_back(viewer, row, local_day(now)):
        raise NotAllowed(sentence("Kun den, der skulle svare, kan trække samtykket tilbage."), person=row.person_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        given = Basis.objects.covered_by(permit).filter(consent=row, ended_at__isnull=True)
        end(given, now, reason="samtykke trukket tilbage")
    return logged(row.withdrawn_at or now, permit.seen(Category.SHARING), f"consent:{consent}")


def _sent_before(person: UUID, asked: Asked) -> Consent | None:
    with deciding():  # the key may have been used for somebody else
        before = Consent.objects.facts_of().filter(key=asked.key).first()
    if before is None:
        return None
    stored = (before.person_id, before.matter, before.categories, before.purpose, before.begins, before.until)
    if stored != (person, asked.matter, as_text(asked.categories), asked.purpose, asked.begins, asked.until):
        raise BadInput(
            sentence("Spørgsmålet er allerede sendt, og nu står der noget andet. Åbn siden igen, og spørg på ny.")
        )
    return before


def _may_take_back(viewer: Viewer, row: Consent, day: date) -> bool:
    me = _me(viewer)
    if me is None or row.signatures.filter(signer_id=me).exists():
        return me is not None
    matter = access_law(day).ages.matter(row.matter)
    return matter is not None and may_take_back(me, row.person_id, matter, day)


def _matter(found: Matter | None) -> Matter:
    if found is None:
        raise BadInput(sentence("Vælg, hvad sagen drejer sig om."))
    return found


def _store(viewer: Viewer, person: UUID, asked: Asked, now: datetime) -> Consent:
    consent = Consent.objects.adding().create(
        person_id=person,
        asked_by_id=employee(viewer),
        asking_unit_id=int(viewer.unit),
        matter=asked.matter,
        categories=as_text(asked.categories),
        purpose=asked.purpose,
        purpose_text=asked.purpose_text,
        language=asked.language,
        text_version=asked.text_version,
        text_shown=asked.text_shown,
        begins=asked.begins,
        until=asked.until,
        requested_at=now,
        key=asked.key,
    )
    ConsentRecipient.objects.bulk_create(
        ConsentRecipient(consent=consent, unit_id=one.unit, account_id=one.account) for one in asked.recipients
    )
    return consent


def _locked(permit: Permit, consent: int) -> Consent:
    """Return the consent with its row locked, so that two who answer at once do not both answer last."""
    found = Consent.objects.covered_by(permit).select_for_update(of=("self",)).filter(pk=consent).first()
    if found is None:
        raise NotFound(sentence("Samtykket findes ikke."))
    return found


def _me(viewer: Viewer) -> UUID | None:
    return own_person(viewer.identity) if viewer.identity and not viewer.role else None


def _state(row: Consent, now: datetime) -> ConsentState:
    times = ConsentTimes(row.requested_at, row.until, row.given_at, row.refused_at, row.withdrawn_at)
    return state_of(times, now, has_lapsed=bool(stops((row,), now)))


def _hear(row: Consent, hearing: Hearing, *, must: bool, day: date) -> None:
    """Keep whether the child was heard: once somebody has asked the child, it was. Refuses a yes that does not say."""
    matter = access_law(day).ages.matter(row.matter)
    if matter is None or not hears_child(born((row.person_id,)).get(row.person_id), matter=matter, day=day):
        return
    if must and not row.child_heard:
        check_heard(hearing, matter=matter)
    if hearing.was_heard is not None and not row.child_heard:
        row.child_heard = hearing.was_heard
        row.not_heard_because = "" if hearing.was_heard else hearing.why_not.strip()


def _settle(viewer: Viewer, row: Consent, now: datetime) -> None:
    """Close the question once somebody has said no, or everybody yes; then the recipients get their bases."""
    answers = [one.said_yes for one in row.signatures.all()]
    if False in answers:
        row.refused_at = now
    elif None not in answers:
        row.given_at = now
        for basis in _bases(viewer, row, now):
            basis.save()


def _bases(viewer: Viewer, row: Consent, now: datetime) -> list[Basis]:
    """Return the bases that a consent gives. An employee who has left the unit that was named gets none."""
    categories = as_text(from_text(row.categories))
    receivers = (_receiver(one, row, now) for one in row.recipients.all())
    return [
        new_basis(
            viewer,
            BasisKind.CONSENT,
            person=row.person_id,
            now=now,
            begins_at=max(now, local_midnight(row.begins)),
            ends_at=local_midnight(row.until),
            categories=categories,
            has_own_categories=True,
            purpose=row.purpose,
            consent=row,
            **given,
        )
        for given in receivers
        if given
    ]


def _receiver(one: ConsentRecipient, row: Consent, now: datetime) -> dict[str, object]:
    if one.account_id is None:
        return {"unit_id": one.unit_id}
    policy = access_law(local_day(now)).policy
    part = receiver_of(one.account_id, now).part_for(
        BasisKind.CONSENT, policy=policy, unit=one.unit_id, purpose=Purpose(row.purpose)
    )
    return {} if part is None else to_part(one.account_id, part)
