"""What the demo stores of the past has the form that the deeds of access give the same of today."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from vugge.access.actions.consents import Asked, Recipient, answer, ask
from vugge.access.actions.emergencies import open_emergency
from vugge.access.actions.teams import assign
from vugge.access.models import Basis, Consent, ConsentSignature
from vugge.access.queries.permits import permit
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Act, Category, Permit, Purpose, Viewer, person
from vugge.demo.actions.loading import load_demo
from vugge.kit.text import shown
from vugge.organisations.models import Account
from vugge.organisations.queries.staff import current_roles
from vugge.people.models import CitizenAccount

pytestmark = pytest.mark.django_db

OF_ONE_ROW = {
    "id",
    "key",
    "basis_id",
    "person_id",
    "consent_id",
    "begins_at",
    "ends_at",
    "ended_at",
    "granted_at",
    "granted_by",
}
"""Columns that are each row's own."""
SAID = {"reason", "purpose_text", "text_shown", "text_version", "child_heard"}
MOMENTS = {"due", "requested_at", "given_at", "refused_at", "withdrawn_at", "answered_at", "begins", "until"}
WHO = {"account_id", "unit_id", "asked_by_id", "asking_unit_id", "signer_id"}


def form(row: Any) -> dict[str, object]:
    """Return what is in a row but for whom, when and in which words: and of those, whether they are there."""
    values = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    own = OF_ONE_ROW | SAID
    given = {name: value is not None for name, value in values.items() if name in MOMENTS | WHO}
    return {name: value for name, value in values.items() if name not in own | MOMENTS | WHO} | given


def staff(login: str, purpose: Purpose) -> Viewer:
    account = Account.objects.get(login_name=login)
    held = current_roles(account.id, on=timezone.localdate())[0]
    return person(account.id, purpose, role=held.role.value, unit=str(held.unit))


@pytest.fixture
def told(loader: Viewer) -> Consent:
    """The consent that the fifteen-year-old has given, as the demo tells it."""
    load_demo(loader, families=15)
    me = CitizenAccount.objects.adding().get(account__login_name="demo-ung").person_id
    return Consent.objects.adding().get(person=me)


def test_a_consent_that_was_given(told: Consent) -> None:
    made = given_today(told)
    assert form(made) == form(told)
    assert [form(one) for one in made.signatures.all()] == [form(one) for one in told.signatures.all()]
    assert [form(one) for one in bases_of(made)] == [form(one) for one in bases_of(told)]


def given_today(told: Consent) -> Consent:
    """Ask the same anew and let the young one say yes, by the deeds."""
    asking = staff("demo-sagsbehandler", Purpose.CASEWORK)
    recipient = told.recipients.get()
    asked = Asked(
        matter=told.matter,
        categories=frozenset(Category(one) for one in told.categories.split(",")),
        recipients=(Recipient(recipient.unit_id, recipient.account_id),),
        purpose=Purpose(told.purpose),
        purpose_text="at hjælpe",
        begins=timezone.localdate(),
        until=told.until,
        language="da",
        text_version="1",
        text_shown="Må vi?",
        key=uuid4(),
    )
    about = told.person_id
    number = ask(asking, permit=permit(asking, Act.SHARE, person=about, category=Category.SHARING), asked=asked)
    young = person(Account.objects.get(login_name="demo-ung").id, Purpose.OWN_INSIGHT)
    answer(
        young, permit=permit(young, Act.SHARE, person=about, category=Category.SHARING), consent=number, says_yes=True
    )
    return Consent.objects.adding().get(pk=number)


def bases_of(consent: Consent) -> list[Basis]:
    return list(Basis.objects.adding().filter(consent=consent))


def test_a_task(told: Consent, loader: Viewer) -> None:
    before = Basis.objects.adding().filter(kind=BasisKind.ASSIGNED).first()
    assert before is not None
    leave = Permit.of_system(loader, Act.SHARE, told.person_id)
    assign(loader, permit=leave, account=before.account_id, reason="Min sag")
    made = Basis.objects.adding().filter(kind=BasisKind.ASSIGNED).order_by("-pk").first()
    assert form(made) == form(before)


def test_an_emergency(told: Consent) -> None:
    before = Basis.objects.adding().get(kind=BasisKind.EMERGENCY)
    pedagogue = staff("demo-paedagog", Purpose.EMERGENCY)
    open_emergency(pedagogue, person=told.person_id, reason="Barnet blev ikke hentet, og ingen tog telefonen.")
    made = Basis.objects.adding().filter(kind=BasisKind.EMERGENCY).order_by("-pk").first()
    assert made is not None
    assert form(made) == form(before)
    assert form(made.review) == form(before.review)


def test_a_row_of_another_form_is_noticed(told: Consent) -> None:
    signature = told.signatures.get()
    other = ConsentSignature(signer_id=UUID(int=7), signed_as=signature.signed_as, said_yes=None, method="")
    assert form(other) != form(signature)
    assert shown(form(signature)["said_yes"]) == "ja"
