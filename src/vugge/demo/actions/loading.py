"""Loading the demo's municipality: everything in one transaction, or nothing.

Offers `load_demo` (families around children, with what has been shared), `load_town` (so many persons of every age, and
as long a log as one asks for) and what they answer with, `Loaded`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import acting, action
from vugge.audit.rules import SYSTEM, Category, Kind, Level, Logged, Seen, Viewer
from vugge.demo.actions.conference_storing import store_concerns, store_conference
from vugge.demo.actions.journey_storing import store_agreed, store_evidence
from vugge.demo.actions.log_storing import make_room, store_looks, store_traffic
from vugge.demo.actions.message_storing import store_messages
from vugge.demo.actions.moving_storing import store_transitions
from vugge.demo.actions.people_batch import batch_of, merge_all
from vugge.demo.actions.sharing_storing import Place, store_sharing, store_statute, store_tasks
from vugge.demo.actions.town_storing import store_citizens, store_staff, store_town
from vugge.demo.queries.loaded import is_demo_loaded
from vugge.demo.queries.vocabulary import vocabulary
from vugge.demo.rules.generating import RESIDENTS_A_FAMILY, Recipe, demo_families, town_families
from vugge.demo.rules.journeys import agreed_of, evidence_of
from vugge.demo.rules.known import known_of
from vugge.demo.rules.looks import looks_of
from vugge.demo.rules.moving import transitions_of
from vugge.demo.rules.sharing import sharing_of
from vugge.demo.rules.standing import Citizen, citizens, standing_staff
from vugge.demo.rules.traffic import Watcher, traffic
from vugge.demo.rules.values import Family, Staff
from vugge.journey.queries.law import network_for
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.text import sentence
from vugge.people.actions.loading import load_people
from vugge.people.rules.kinds import Origin
from vugge.people.rules.names import full_name

FAMILIES: Final = 50
SEED: Final = 1
SUBJECT: Final = "demo:municipality"
_AT_ONCE: Final = 200  # families; the first batch holds those with a story


@dataclass(frozen=True)
class Loaded:
    """What was loaded: how many persons, employees and entries of the log."""

    persons: int
    staff: int
    entries: int


def load_demo(viewer: Viewer, *, families: int = FAMILIES, seed: int = SEED) -> Loaded:
    """Load so many families around children, with what has been asked, said and looked up about them.

    Raises `BadInput` when a municipality of the demo is on file, and `NotAllowed` for anybody but the system.
    """
    recipe = Recipe(seed, timezone.localdate(), vocabulary(), residents=families * RESIDENTS_A_FAMILY)
    return _load(viewer, recipe, demo_families(recipe, families=families), entries=0)


def load_town(viewer: Viewer, *, persons: int, seed: int = SEED, entries: int = 0) -> Loaded:
    """Load households with so many persons in all, and so many entries of the log by chance besides.

    Raises as `load_demo` does.
    """
    make_room()
    recipe = Recipe(seed, timezone.localdate(), vocabulary(), residents=persons)
    return _load(viewer, recipe, town_families(recipe, persons=persons), entries=entries)


def _load(viewer: Viewer, recipe: Recipe, families: Iterator[Family], *, entries: int) -> Loaded:
    if is_demo_loaded(viewer):
        raise BadInput(sentence("Demoens kommune er her allerede. Vælg en tom database, hvis du vil have en anden."))
    with acting(viewer):
        batches = _batches(families)
        first = next(batches)
        standing = standing_staff(recipe.chance("standing"), recipe.today)
        units = _town_loaded(viewer, recipe=recipe, standing=standing, stories=first)
        staff, persons = list(standing), [one.id for family in first for one in family.persons]
        _add(viewer, recipe, first, units=units)
        staff += (one for family in first for one in family.staff)
        _sharing_loaded(viewer, recipe=recipe, stories=first, staff=tuple(staff), units=units)
        _transitions_loaded(viewer, recipe=recipe, families=first, staff=tuple(staff), units=units)
        _journeys_loaded(viewer, recipe=recipe, families=first, staff=tuple(staff))
        _conferences_loaded(viewer, recipe=recipe, families=first, staff=tuple(staff), units=units)
        _messages_loaded(viewer, recipe=recipe, families=first, staff=tuple(staff), units=units)
        for batch in batches:
            _add(viewer, recipe, batch, units=units)
            staff += (one for family in batch for one in family.staff)
            persons += (one.id for family in batch for one in family.persons)
        if entries:
            watchers = _watchers(staff, units)
            _log_loaded(viewer, recipe=recipe, watchers=watchers, persons=persons, entries=entries)
    return Loaded(len(persons), len(staff), entries)


def _batches(families: Iterator[Family]) -> Iterator[tuple[Family, ...]]:
    while batch := tuple(islice(families, _AT_ONCE)):
        yield batch


def _add(viewer: Viewer, recipe: Recipe, families: tuple[Family, ...], *, units: Mapping[str, int]) -> None:
    places = recipe.vocabulary.places
    batch = batch_of(families, units=units, places=places, citizens=_citizens(recipe))
    load_people(viewer, batch=batch, origin=Origin.SYNTHETIC)
    merge_all(viewer, families)
    _tasks_loaded(viewer, families=families, units=units)


def _citizens(recipe: Recipe) -> tuple[Citizen, ...]:
    return citizens(recipe.chance("citizens"))


def _watchers(staff: Iterable[Staff], units: Mapping[str, int]) -> list[Watcher]:
    return [
        Watcher(one.account, held.role.value, units[held.unit])
        for one in staff
        for held in one.roles
        if held.ends is None
    ]


@action("demo.town_loaded")
def _town_loaded(
    viewer: Viewer, *, recipe: Recipe, standing: tuple[Staff, ...], stories: tuple[Family, ...]
) -> Logged[Mapping[str, int]]:
    """Store the town with its organisations, those with a post, and the log-ins of its citizens."""
    _must_be_system(viewer)
    units = store_town(recipe.town)
    store_staff(standing, units)
    persons = {one.id: one for family in stories for one in family.persons}
    labels = {label: persons[person] for family in stories for label, person in family.roles.items()}
    names = {label: full_name(one.given_names, one.surname) for label, one in labels.items()}
    store_citizens(_citizens(recipe), names)
    return Logged(units, subject=SUBJECT, basis=SYSTEM, numbers={"units": len(units), "staff": len(standing)})


@action("demo.tasks_loaded")
def _tasks_loaded(viewer: Viewer, *, families: tuple[Family, ...], units: Mapping[str, int]) -> Logged[None]:
    """Store who was taken on for these families, and who has the task around whom."""
    _must_be_system(viewer)
    staff = [one for family in families for one in family.staff]
    tasks = [task for family in families for task in family.tasks]
    store_staff(staff, units)
    store_tasks(tasks, units)
    return Logged(
        None,
        subject=SUBJECT,
        basis=SYSTEM,
        persons=_seen(one.person for one in tasks),
        numbers={"staff": len(staff), "tasks": len(tasks)},
    )


@action("demo.sharing_loaded")
def _sharing_loaded(
    viewer: Viewer, *, recipe: Recipe, stories: tuple[Family, ...], staff: tuple[Staff, ...], units: Mapping[str, int]
) -> Logged[None]:
    """Store what the families of the stories have been asked and said, and who has looked at whom."""
    _must_be_system(viewer)
    known = known_of(stories, staff, today=recipe.today)
    names = {unit.key: unit.name for one in recipe.town.organisations for unit in one.units}
    persons = [one.id for family in stories for one in family.persons]
    store_statute(persons, unit=units["office:register"], since=known.at(900, 8))
    sharing = sharing_of(known, recipe.chance("sharing"))
    store_sharing(sharing, Place(known, units, names))
    looks = looks_of(known, recipe.chance("looks"))
    store_looks(looks, known, units)
    numbers = {"consents": len(sharing.consents), "teams": len(sharing.teams), "looks": len(looks)}
    return Logged(None, subject=SUBJECT, basis=SYSTEM, persons=_seen(persons), numbers=numbers)


@action("demo.transitions_loaded")
def _transitions_loaded(
    viewer: Viewer, *, recipe: Recipe, families: tuple[Family, ...], staff: tuple[Staff, ...], units: Mapping[str, int]
) -> Logged[int]:
    """Store which of the children are on their way to another place."""
    _must_be_system(viewer)
    known = known_of(families, staff, today=recipe.today)
    told = transitions_of(families, known, recipe.chance("transitions"))
    store_transitions(told, units)
    persons = _seen(one.person for one in told)
    return Logged(len(told), subject=SUBJECT, basis=SYSTEM, persons=persons, numbers={"transitions": len(told)})


@action("demo.journeys_loaded")
def _journeys_loaded(
    viewer: Viewer, *, recipe: Recipe, families: tuple[Family, ...], staff: tuple[Staff, ...]
) -> Logged[int]:
    """Store what was seen of the children of the first families, and what the stories have agreed."""
    _must_be_system(viewer)
    known = known_of(families, staff, today=recipe.today)
    network = network_for(recipe.vocabulary.places.code)
    seen = tuple(evidence_of(families, network, recipe.chance("journeys"), today=recipe.today))
    stored = store_evidence(seen, known)
    agreed = store_agreed(agreed_of(known), known)
    persons = _seen({*agreed, *(one.person for one in seen)})
    return Logged(stored, subject=SUBJECT, basis=SYSTEM, persons=persons, numbers={"evidence": stored})


@action("demo.conferences_loaded")
def _conferences_loaded(
    viewer: Viewer, *, recipe: Recipe, families: tuple[Family, ...], staff: tuple[Staff, ...], units: Mapping[str, int]
) -> Logged[int]:
    """Store a conference about a child of a story, and concerns that wait."""
    _must_be_system(viewer)
    known = known_of(families, staff, today=recipe.today)
    about = store_conference(known)
    concerns = store_concerns(known, units)
    return Logged(concerns, subject=SUBJECT, basis=SYSTEM, persons=_seen((about,)), numbers={"concerns": concerns})


@action("demo.messages_loaded")
def _messages_loaded(
    viewer: Viewer, *, recipe: Recipe, families: tuple[Family, ...], staff: tuple[Staff, ...], units: Mapping[str, int]
) -> Logged[int]:
    """Store a few messages between families of the stories and those around them."""
    _must_be_system(viewer)
    about = store_messages(known_of(families, staff, today=recipe.today), units)
    return Logged(len(about), subject=SUBJECT, basis=SYSTEM, persons=_seen(about), numbers={"threads": len(about)})


@action("demo.log_loaded")
def _log_loaded(
    viewer: Viewer, *, recipe: Recipe, watchers: list[Watcher], persons: list[UUID], entries: int
) -> Logged[int]:
    """Store look-ups by chance, to measure with."""
    _must_be_system(viewer)
    until = timezone.now()
    lines = traffic(recipe.chance("traffic"), watchers=watchers, persons=persons, lines=entries, until=until)
    stored = store_traffic(lines)
    return Logged(stored, subject=SUBJECT, basis=SYSTEM, numbers={"entries": stored})


def _seen(persons: Iterable[UUID]) -> tuple[Seen, ...]:
    return tuple(Seen(one, Level.EXISTS, frozenset({Category.SHARING}), SYSTEM) for one in sorted(set(persons)))


def _must_be_system(viewer: Viewer) -> None:
    if viewer.kind is not Kind.SYSTEM:
        raise NotAllowed(sentence("Demoens kommune indlæses af systemet selv."))
