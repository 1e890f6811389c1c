"""Tables about persons cannot be read without saying for whom, and nobody goes past that but where it is allowed."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from tests.cast import BIRGIT, LEA, MARIAM, a_registrar, everything_of, seeing
from tests.people.town import BOOKKEEPER, Town, leave
from tests.shape.sources import Finding, files, look, tell

from vugge.audit.rules import Act
from vugge.people import models
from vugge.people.models.scoped import PersonalKey, ScopedManager, Unscoped

PAST_THE_SCOPE = {
    "facts_of": ("src/vugge/people/queries/facts.py", "src/vugge/people/queries/relatives.py"),
    "adding": ("src/vugge/people/actions/", "src/vugge/people/models/scoped.py"),
    "covered_by": ("src/vugge/people/actions/", "src/vugge/people/queries/persons.py"),
    "naming": ("src/vugge/people/actions/",),
    "sent_as": ("src/vugge/people/actions/",),
    "whole": (
        "src/vugge/people/actions/",
        "src/vugge/people/queries/counting.py",
        "src/vugge/people/queries/every_life.py",
    ),
    "_base_manager": (),
}
"""The ways past the scope, and the only places in the room that may take them."""
ABOUT_NOBODY = {"household", "dwelling"}


def past_the_scope(path: str, text: str) -> Iterator[Finding]:
    """Find where a way past the scope is taken from a place that may not."""
    for way, places in PAST_THE_SCOPE.items():
        if any(path.startswith(place) for place in places):
            continue
        for found in re.finditer(rf"(objects|objects\(\)|manager)\.{way}\b|\b{way}\(\)\.|\._base_manager\b", text):
            yield Finding(path, text.count("\n", 0, found.start()) + 1, f"{way} goes past the scope here")


def test_only_the_named_places_go_past_the_scope() -> None:
    findings = look(past_the_scope, files("src/vugge/people/*.py", "src/vugge/people/*/*.py"))
    assert not findings, tell(findings)


@pytest.mark.parametrize(
    "line",
    [
        "models.Person.objects.facts_of()",
        "rows = Person.objects.adding().get()",
        "Spell.objects.naming(permit, 'person')",
    ],
)
def test_going_past_the_scope_elsewhere_is_noticed(line: str) -> None:
    assert list(past_the_scope("src/vugge/people/queries/persons.py", line))


def test_every_table_about_persons_is_scoped() -> None:
    for table in apps.get_app_config("people").get_models():
        is_scoped = isinstance(table._default_manager, ScopedManager)
        assert is_scoped == (table._meta.model_name not in ABOUT_NOBODY), table


def test_every_key_to_a_person_refuses_to_be_followed() -> None:
    for table in apps.get_app_config("people").get_models():
        for field in table._meta.get_fields():
            if getattr(field, "related_model", None) is models.Person and not field.auto_created:
                assert isinstance(field, PersonalKey), field


@pytest.mark.parametrize(
    "ask",
    [
        models.Person.objects.all,
        lambda: models.Person.objects.filter(surname="Nielsen"),
        models.Person.objects.get,
        models.Person.objects.count,
        models.Spell.objects.create,
        lambda: list(models.Custody.objects.values()),
    ],
)
def test_asking_without_a_scope_is_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(Unscoped, match="holds persons"):
        ask()


def test_a_person_never_gets_the_whole_table() -> None:
    with pytest.raises(Unscoped, match="not the system"):
        models.Person.objects.whole(a_registrar())


def test_within_a_scope_are_only_those_in_it(town: Town) -> None:
    scope = seeing(a_registrar(), everything_of(LEA, MARIAM))
    assert {row.id for row in models.Person.objects.within(scope)} == {LEA.id, MARIAM.id}
    assert {row.child_id for row in models.Custody.objects.within(scope)} == {LEA.id}


def test_an_empty_scope_shows_nothing(town: Town) -> None:
    assert not models.Person.objects.within(seeing(a_registrar(), {})).exists()


def test_a_link_is_not_followed_from_row_to_row(town: Town) -> None:
    row = models.Custody.objects.within(seeing(a_registrar(), everything_of(LEA, MARIAM))).first()
    assert row is not None
    assert row.holder_id == MARIAM.id
    with pytest.raises(Unscoped, match="followed from row to row"):
        _ = row.holder


def test_a_permit_covers_its_own_person_only(town: Town) -> None:
    rows = models.Contact.objects.covered_by(leave(Act.CHANGE, MARIAM))
    assert {row.person_id for row in rows} == {MARIAM.id}
    assert not models.Contact.objects.covered_by(leave(Act.CHANGE, BIRGIT)).exists()


def test_the_system_reads_everything(town: Town) -> None:
    assert models.Person.objects.whole(BOOKKEEPER).count() == 7
