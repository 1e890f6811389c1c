"""What may stand in the log, and what may be declared."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.audit.rules import (
    NO_PERSONAL_DATA,
    VERB,
    ActionDeclared,
    Declarations,
    Kind,
    Logged,
    Purpose,
    Viewer,
    access_declared,
    action_declared,
    anonymous,
    person,
    system,
)

GOOD_VERBS = ["areas.list_imported", "families.magic_window.visit_held", "journey.age_15_reached"]
BAD_VERBS = [
    "", "list_imported", "areas.imported", "Areas.list_imported", "areas.list-imported",
    "areas..list_imported", ".list_imported", "areas.list_imported ", "areas.list_imported\n",
    "områder.liste_hentet", "a.b.c.list_imported",
]  # fmt: skip
CPR_NUMBERS = st.from_regex(r"[0-9]{6}-?[0-9]{4}", fullmatch=True)


def put_away(viewer: Viewer, *, name: str) -> Logged[str]:
    """Put something on the shelf.

    More about it.
    """
    return Logged(name, subject=f"thing:{name}", basis=NO_PERSONAL_DATA)


def test_each_kind_of_viewer_has_an_id_of_its_own_form() -> None:
    assert anonymous() == Viewer("anonymous", Kind.ANONYMOUS, Purpose.PUBLIC_INFORMATION)
    assert system("demo", Purpose.ADMINISTRATION).name == "system:demo"
    assert person("7f3a", Purpose.OFFICIAL_STATISTICS).kind is Kind.PERSON


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", Kind.ANONYMOUS),
        ("Mette Hansen", Kind.PERSON),
        ("person:", Kind.PERSON),
        ("person:Mette Hansen", Kind.PERSON),
        ("person:mette@example.dk", Kind.PERSON),
        ("person:7f3a", Kind.SYSTEM),
        ("system:demo", Kind.PERSON),
        ("anonymous", Kind.SYSTEM),
    ],
)
def test_a_viewer_is_never_known_by_name_or_as_another_kind(name: str, kind: Kind) -> None:
    with pytest.raises(ValueError, match="viewer"):
        Viewer(name, kind, Purpose.ADMINISTRATION)


@given(CPR_NUMBERS)
def test_no_cpr_number_gets_into_the_log(number: str) -> None:
    with pytest.raises(ValueError, match="viewer"):
        person(number, Purpose.ADMINISTRATION)
    with pytest.raises(ValueError, match="subject"):
        Logged(None, subject=f"person:{number}", basis=NO_PERSONAL_DATA)


@pytest.mark.parametrize("subject", ["area:17", "area_list:2021-12-01", "area:ringparken-slagelse", "import:7f.3a_b"])
def test_a_subject_is_a_kind_and_an_id(subject: str) -> None:
    assert Logged(None, subject=subject, basis=NO_PERSONAL_DATA).subject == subject


@pytest.mark.parametrize(
    "subject", ["", "area", "area:", ":17", "Area:17", "area:Ring Parken", "area:17\n", "område:17"]
)
def test_a_subject_of_another_form_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="subject"):
        Logged(None, subject=subject, basis=NO_PERSONAL_DATA)


@pytest.mark.parametrize("basis", ["", "Consent", "because I may", "consent:", "consent:the mother said yes"])
def test_a_basis_is_a_code_and_never_a_story(basis: str) -> None:
    assert Logged(None, subject="area:17", basis="consent:17").basis == "consent:17"
    with pytest.raises(ValueError, match="basis"):
        Logged(None, subject="area:17", basis=basis)


@pytest.mark.parametrize("numbers", [{"name": "Mette"}, {"share": 0.4}, {"done": True}, {"Mette Hansen": 1}])
def test_numbers_are_whole_and_their_names_are_plain(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="number"):
        Logged(None, subject="area:17", basis=NO_PERSONAL_DATA, numbers=numbers)


@pytest.mark.parametrize("verb", GOOD_VERBS)
def test_a_verb_is_a_room_and_what_was_done(verb: str) -> None:
    assert re.match(VERB, verb)


@pytest.mark.parametrize("verb", BAD_VERBS)
def test_a_verb_of_another_form_is_refused(verb: str) -> None:
    with pytest.raises(ValueError, match="verb"):
        action_declared(verb, put_away)
    with pytest.raises(ValueError, match="verb"):
        access_declared(verb, put_away, purpose=Purpose.ADMINISTRATION)


def test_an_action_is_described_by_its_function() -> None:
    assert action_declared("areas.thing_put_away", put_away) == ActionDeclared(
        "areas.thing_put_away",
        room="areas",
        function=f"{__name__}.put_away",
        summary="Put something on the shelf.",
    )


def test_an_action_without_words_is_refused() -> None:
    def silent(viewer: Viewer) -> None: ...

    with pytest.raises(ValueError, match="docstring"):
        action_declared("areas.thing_put_away", silent)


def test_an_action_takes_the_viewer_first_and_all_else_by_keyword() -> None:
    def no_arguments() -> None: ...
    def viewer_last(*, name: str, viewer: Viewer) -> None: ...
    def somebody_else(actor: Viewer, *, name: str) -> None: ...
    def by_position(viewer: Viewer, name: str) -> None: ...
    def anything(viewer: Viewer, **things: str) -> None: ...

    for wrong in (no_arguments, viewer_last, somebody_else, by_position, anything):
        with pytest.raises(TypeError, match="viewer"):
            action_declared("areas.thing_put_away", wrong)


def test_two_actions_cannot_have_one_verb() -> None:
    register = Declarations()
    register.add_action(action_declared("areas.thing_put_away", put_away))
    with pytest.raises(ValueError, match="already has"):
        register.add_action(action_declared("areas.thing_put_away", put_away))


def test_the_register_answers_actions_by_verb_and_ways_in_by_declaration() -> None:
    register = Declarations()
    for verb in ("areas.thing_put_away", "areas.thing_found"):
        register.add_action(action_declared(verb, put_away))
    page = access_declared("areas.thing_shown", put_away, purpose=Purpose.PUBLIC_INFORMATION)
    register.add_access(page)
    register.add_access(page)
    assert [found.verb for found in register.actions()] == ["areas.thing_found", "areas.thing_put_away"]
    assert register.accesses() == (page, page)
