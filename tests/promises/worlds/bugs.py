"""Access bugs, sown one at a time: each is a mistake that somebody could make in a line or two.

`guide` says where one who knows of the bug would look, so that it is found in a few runs; with VUGGE_LONG=1 they are
looked for everywhere as well. Offers `Bug` and `BUGS`.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tests.promises.worlds.families import Kind
from tests.promises.worlds.guiding import Guide
from tests.promises.worlds.knowing import is_known, looked_at_before
from tests.promises.worlds.mistakes import (
    all_counted,
    any_purpose,
    by_hidden_birth,
    consent_unbounded,
    counting,
    custodians_told,
    custody,
    family_of_all,
    in_a_header,
    in_sighting,
    listing,
    log_of_all,
    named_refusal,
    nobody_protected,
    plain_refusal,
    policy_unbounded,
    protected_everywhere,
    recent_of_all,
    refused,
    said_where_there_is_something,
    shown_family,
    suggesting_everybody,
    veil,
    without_lapsed,
)
from tests.promises.worlds.widening import Sow, everybody, grants_without, in_place_of, together, widened

from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Category, Purpose

LISTS: Final = ("rename a stranger", "add many", "remove a stranger")
WORK: Final = Purpose.CARE
AROUND: Final = ("health_visitor", "pedagogue", "teacher", "caseworker", "coordinator")


@dataclass(frozen=True)
class Bug:
    """A mistake: how it is sown, and where to look."""

    name: str
    sow: Sow
    guide: Guide


ON_LISTS: Final = Guide(LISTS, ("people_search", "my_people", "suggestions"), AROUND, WORK)
NEW: Final = Guide(("change a number", "add many", "remove a stranger"), ("new_person",), AROUND[:4], WORK)
PERSON: Final = ("person", "household")
STRANGERS: Final = Guide(
    ("rename a stranger", "remove a stranger"), ("my_people", "people_search"), (), WORK, is_in_access=True
)
OWN: Final = ("my_family", "my_data_of", "my_data_json", "my_log_of", "my_consents")
FAMILY: Final = Guide(
    ("rename a stranger", "join a household", "give custody"), ("person",), ("coordinator", "job_consultant")
)
SPELLS: Final = tuple(f"change spells of {kind}" for kind in ("daycare", "school", "education", "job", "support"))
BETWEEN: Final = ("rename a stranger", "change a number", "change what is over", "change spells of support")
"""What a parent sees of a child in their custody, and not of one whom they only are the parent of."""
PROTECTED: Final = (
    "change places that are withheld",
    "change a telephone",
    "change an address only",
    "take a telephone away",
)
LAPSED: Final = Kind((3, 9), protected="lapsed")
HIDING: Final = Guide(
    PROTECTED, PERSON, AROUND[:4], kinds=(Kind((3, 9), protected="mother"),), about=is_known, is_in_access=True
)
AT_MEETINGS: Final = Guide(("rename a stranger",), ("my_people", "people_search"), AROUND, WORK, is_in_access=True)

BUGS: Final = (
    Bug("the search forgets whose people it is", widened("access.queries.lists.find"), ON_LISTS),
    Bug(
        "suggestions forget it",
        in_place_of("web.frontline.search.suggested_people", suggesting_everybody),
        replace(ON_LISTS, pages=("suggestions",)),
    ),
    Bug("a search counts everybody", counting("total"), ON_LISTS),
    Bug("a search counts everybody's pages", counting("pages"), replace(ON_LISTS, changes=("add many",))),
    Bug("the list counts everybody", listing(all_counted), replace(ON_LISTS, pages=("my_people",))),
    Bug("a header counts everybody", in_place_of("web.frontline.people.render_personal", in_a_header), ON_LISTS),
    Bug(
        "the list is read for everybody",
        in_place_of(
            "access.queries.lists.lines",
            lambda right: lambda mine, _ids: right(wide := everybody(mine), wide.persons()),
        ),
        replace(ON_LISTS, pages=("my_people",)),
    ),
    Bug(
        "those opened before stay",
        in_place_of("access.queries.lists._recent", recent_of_all),
        Guide(("rename a stranger", "remove a stranger"), ("my_people",), AROUND, WORK, about=looked_at_before),
    ),
    Bug("hidden is 403", refused(plain_refusal), Guide(("remove a stranger",), PERSON, AROUND, WORK)),
    Bug("hidden is 403 with a name", refused(named_refusal), Guide(LISTS, PERSON, AROUND, WORK)),
    Bug("relatives are told to all", shown_family(family_of_all), FAMILY),
    Bug("custodians are told to all", shown_family(custodians_told), FAMILY),
    Bug(
        "siblings and children are told to all",
        together(
            in_place_of("access.queries.persons._children_shown", lambda _right: lambda _mine, kin: kin.children),
            shown_family(family_of_all),
            widened("access.queries.persons.lines"),
        ),
        FAMILY,
    ),
    Bug(
        "sorted by a birthday that is withheld",
        in_place_of("access.queries.lists.lines", by_hidden_birth),
        Guide(("change when somebody was born",), ("my_people",), ("volunteer",), WORK, about=is_known),
    ),
    Bug("a number that somebody hidden has is refused", widened("people.actions.registering.with_number"), NEW),
    Bug("somebody new may be somebody hidden", widened("access.queries.lists.known_already"), NEW),
    Bug(
        "the veil forgets places",
        veil(lambda veil, mark: mark.locates and (mark.category is None or veil.sight.shows(mark.category))),
        replace(HIDING, changes=("change places that are withheld",), is_in_access=False),
    ),
    Bug(
        "the veil forgets levels",
        veil(
            lambda veil, mark: (
                mark.category is not None and mark.category is Category.IDENTITY and veil.sight.shows(mark.category)
            )
        ),
        Guide(("change a number",), PERSON, ("coordinator", *AROUND), about=is_known),
    ),
    Bug(
        "the veil forgets categories",
        veil(lambda veil, mark: not mark.locates),
        Guide(("change when somebody was born",), ("my_people", *PERSON), ("volunteer",), about=is_known),
    ),
    Bug("a protection lapses by itself", protected_everywhere(without_lapsed), replace(HIDING, kinds=(LAPSED,))),
    Bug("nobody is protected", nobody_protected, HIDING),
    Bug(
        "own family is not shut out",
        in_place_of("access.queries.actors._conflicts", lambda _right: lambda *_: frozenset()),
        STRANGERS,
    ),
    Bug("a task that was taken away counts", grants_without("ended"), STRANGERS),
    Bug(
        "a withdrawn consent counts",
        grants_without("ended", kinds=(BasisKind.CONSENT,)),
        replace(STRANGERS, changes=("rename a stranger", *SPELLS)),
    ),
    Bug("what has run out counts", grants_without("ends"), STRANGERS),
    Bug(
        "a consent that has run out counts",
        grants_without("ends", kinds=(BasisKind.CONSENT,)),
        replace(
            STRANGERS,
            pages=("my_people", "people_search", "person"),
            changes=("rename a stranger", "remove a stranger"),
        ),
    ),
    Bug("a task counts before it begins", grants_without("begins"), STRANGERS),
    Bug("every unit's task is mine", grants_without("receiver"), STRANGERS),
    Bug("a colleague's task is mine", grants_without("colleague"), STRANGERS),
    Bug(
        "an emergency never ends",
        grants_without("ends", kinds=(BasisKind.EMERGENCY,)),
        Guide(
            ("rename a stranger", "remove a stranger", "change a number"),
            ("emergency_one",),
            (),
            Purpose.EMERGENCY,
            is_in_access=True,
        ),
    ),
    Bug(
        "yesterday's meeting goes on",
        grants_without("ends", kinds=(BasisKind.MEETING,)),
        Guide(
            ("rename a stranger", "remove a stranger"),
            ("my_meetings", "at_meeting"),
            (),
            Purpose.MEETING,
            is_in_access=True,
        ),
    ),
    Bug("a purpose is as good as another", in_sighting("_rule", any_purpose), AT_MEETINGS),
    Bug(
        "a consent gives all that the role may",
        in_sighting("_rights", consent_unbounded),
        Guide(SPELLS, PERSON, is_in_access=True),
    ),
    Bug(
        "a consent gives more than the role may",
        in_sighting("_rights", policy_unbounded),
        Guide(SPELLS, PERSON, is_in_access=True),
    ),
    Bug(
        "parents see the grown child",
        in_sighting("_is_grown", lambda *_, **__: False),
        Guide(BETWEEN, OWN, ("",), is_in_access=True),
    ),
    Bug(
        "parents see what is the young person's own",
        in_sighting("_young_persons_own", lambda *_, **__: frozenset()),
        Guide(("change spells of support", "look somebody up"), OWN, ("",), is_in_access=True),
    ),
    Bug(
        "custody shows where a protected child lives",
        in_sighting("_may_locate", lambda *_, **__: True),
        Guide(PROTECTED, OWN, ("",), is_in_access=True),
    ),
    Bug(
        "custody counts unchecked",
        custody(needs_check=False),
        Guide(("rename a stranger",), OWN, ("",), is_in_access=True),
    ),
    Bug(
        "custody counts before and after",
        custody(begins=date(2000, 1, 1), ends=None),
        Guide(BETWEEN, OWN, ("",), is_in_access=True),
    ),
    Bug(
        "the log shows looks at others",
        in_place_of("access.queries.own_log.looks_at", log_of_all),
        Guide(("look somebody up",), ("my_log_of", "my_log"), ("",)),
    ),
    Bug(
        "the file holds what the page withholds",
        widened("access.queries.own_data.spells_of"),
        Guide(("change spells of support",), ("my_data_json", "my_data_pdf"), ("",)),
    ),
    Bug(
        "the team box is for all",
        widened("access.queries.persons.around"),
        Guide(("call a meeting", "ask a family", "reword consents"), PERSON, about=is_known),
    ),
    Bug(
        "there is more here, when there is",
        in_place_of("web.frontline.person.withheld", said_where_there_is_something),
        Guide(SPELLS, ("person",), ("coordinator", "job_consultant", "teacher"), about=is_known),
    ),
    Bug(
        "corrections are told to all",
        widened("access.queries.persons.corrections_of"),
        Guide(("correct",), PERSON, AROUND, about=is_known),
    ),
    Bug(
        "a suspicion names somebody hidden",
        widened("access.queries.duplicates.possible_duplicates"),
        Guide(("suspect that two are one", "rename a stranger"), ("duplicates", "duplicate"), ("registrar",)),
    ),
)
