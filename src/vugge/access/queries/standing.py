"""What the consents that custodians gave rest on, as it is now: who had to answer, and when they had custody.

Offers `AskedAbout`, `custodians_yes`, which is asked inside `deciding` alone, and `stops`, those that carry no longer.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vugge.access.models import Consent, ConsentSignature
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import CustodiansYes
from vugge.access.rules.consent import SignedAs
from vugge.access.rules.standing import Stop, stop_of
from vugge.audit.actions.deciding import deciding
from vugge.kit.local_time import local_day
from vugge.kit.periods import Period
from vugge.people.queries.facts import custodies


@dataclass(frozen=True)
class AskedAbout:
    """One consent, and the person whom it opens."""

    consent: int
    person: UUID


@dataclass
class _Asked:
    """In which matter a family was asked, when (UTC), and who of them answers as a custodian."""

    matter: str
    requested_at: datetime
    signers: list[UUID]


def custodians_yes(asked: Collection[AskedAbout]) -> Mapping[tuple[int, UUID], CustodiansYes]:
    """Return what each consent that custodians answer rests on, by consent and person. Two statements, none for none.

    One that a person answers alone is left out. A custody that nobody has checked counts for nothing.
    """
    if not asked:
        return {}
    questions: dict[int, _Asked] = {}
    rows = ConsentSignature.objects.filter(
        consent__in={one.consent for one in asked}, signed_as=SignedAs.CUSTODIAN
    ).order_by("id")
    columns = ("consent_id", "consent__matter", "consent__requested_at", "signer_id")
    for consent, matter, requested_at, signer in rows.values_list(*columns):
        questions.setdefault(consent, _Asked(matter, requested_at, [])).signers.append(signer)
    held: defaultdict[tuple[UUID, UUID], list[Period]] = defaultdict(list)
    born: dict[UUID, date | None] = {}
    for one in custodies(children={one.person for one in asked}):
        born[one.child] = one.child_born
        if not one.needs_check:
            held[one.child, one.holder].append(Period(one.begins, one.ends))
    return {
        (one.consent, one.person): CustodiansYes(
            question.matter,
            local_day(question.requested_at),
            born.get(one.person),
            tuple(tuple(held[one.person, signer]) for signer in question.signers),
        )
        for one in asked
        if (question := questions.get(one.consent))
    }


def stops(consents: Collection[Consent], now: datetime) -> Mapping[int, Stop]:
    """Return why and since when consents carry no longer; those that still do are left out. Two statements."""
    with deciding():
        carried = custodians_yes([AskedAbout(one.pk, one.person_id) for one in consents])
    day = local_day(now)
    ages = access_law(day).ages
    found = {consent: stop_of(yes, ages=ages, day=day) for (consent, _person), yes in carried.items()}
    return {consent: stop for consent, stop in found.items() if stop is not None}
