"""Those who change the register take turns: of several at once, one is stored and the others are told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.cast import the_operator
from tests.organisations.sample import an_account, an_organisation, corner

from vugge.kit.errors import BadInput
from vugge.organisations.actions.register import rename_organisation
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.models import Organisation, StaffRole
from vugge.organisations.rules.kinds import OrganisationKind, Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def outcomes(do: Callable[[int], object]) -> list[str]:
    """Do something in several threads at once, each on its own connection, and say how each went."""
    together = Barrier(AT_ONCE)

    def one(number: int) -> str:
        try:
            together.wait()
            do(number)
        except BadInput:
            return "told"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as several:
        return sorted(several.map(one, range(AT_ONCE)))


ONE_DONE = ["done", *["told"] * (AT_ONCE - 1)]


def test_the_same_organisation_is_registered_once() -> None:
    assert outcomes(lambda _: an_organisation("Roklubben", OrganisationKind.ASSOCIATION)) == ONE_DONE
    assert Organisation.objects.filter(name="Roklubben").count() == 1


def test_of_several_new_names_one_is_kept_and_the_others_know() -> None:
    made = an_organisation("Roklubben", OrganisationKind.ASSOCIATION)
    renamed = outcomes(
        lambda number: rename_organisation(the_operator(), organisation=made, name=f"Klub {number}", version=1)
    )
    assert renamed == ONE_DONE
    assert Organisation.objects.get(pk=made).version == 2


def test_the_same_role_is_given_once() -> None:
    here, account = corner(), an_account()
    since = Organisation.objects.get(pk=here.aarhus).valid_from.replace(year=2021)

    def give(_: int) -> None:
        give_role(the_operator(), account=account, unit=here.school, role=Role.TEACHER, valid_from=since)

    assert outcomes(give) == ONE_DONE
    assert StaffRole.objects.filter(account_id=account).count() == 1
