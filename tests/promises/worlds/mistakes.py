"""Mistakes that somebody could make in a line or two: material for `bugs`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils import timezone
from tests.promises.worlds.widening import Anything, Sow, everybody, in_place_of, name_of, together, widened

from vugge.audit.models import EventPerson
from vugge.audit.queries import entry_of
from vugge.audit.rules import Category
from vugge.kit.errors import Hidden, NotAllowed
from vugge.kit.text import sentence
from vugge.people.models import Person, Protection, Spell
from vugge.people.queries.persons import lines
from vugge.people.rules.kinds import SPELL_CATEGORY


def counting(part: str) -> Anything:
    """A search that shows only one's own, and counts everybody."""

    def make(find: Anything) -> Anything:
        def found(scope: Any, text: str, *, page: int = 1) -> Any:  # Any: what a search answers with
            return replace(find(scope, text, page=page), **{part: getattr(find(everybody(scope), text), part)})

        return found

    return found_by(make)


def found_by(make: Callable[[Any], Anything]) -> Sow:
    """Put another search in the place of that of the lists."""
    return in_place_of("access.queries.lists.find", make)


def suggesting_everybody(suggested: Anything) -> Anything:
    from_all = widened("access.queries.lists.find")

    def wrong(viewer: Any, *, text: str) -> Any:  # Any: what it suggests
        with from_all():
            return suggested(viewer, text=text)

    return wrong


def listing(change: Callable[[Any], Any]) -> Sow:
    """Put something in the list of one's own people."""
    return in_place_of(
        "web.frontline.people.my_people", lambda asked: lambda viewer, **more: change(asked(viewer, **more))
    )


def all_counted(people: Any) -> Any:  # Any: the page of a list
    counts = {group: Person.objects.adding().count() for group in people.counts}
    return replace(people, counts=counts)


def refused(raised: Callable[[Any], Exception]) -> Sow:
    """Answer for those who are here but hidden otherwise than for nobody."""

    def make(_hidden: Anything) -> Anything:
        return lambda person: raised(person) if name_of(person) else Hidden(person)

    return in_place_of("access.queries.persons.Hidden", make)


def by_hidden_birth(lines: Anything) -> Anything:
    def sorted_lines(scope: Any, ids: Any) -> Any:  # Any: lines of persons
        born = dict(Person.objects.adding().values_list("id", "born"))
        return tuple(sorted(lines(scope, ids), key=lambda one: born[one.id] or date.max))

    return sorted_lines


def veil(make: Callable[[Any, Any], bool]) -> Sow:
    """Let more through the veil than it should."""

    def forgetful(right: Anything) -> Anything:
        return lambda veil, mark: right(veil, mark) or make(veil, mark)

    return in_place_of("people.rules.veil.Veil.lets_through", forgetful)


def without_lapsed(protected: Anything) -> Anything:
    """Forget a protection when its days are over."""

    def wrong(*args: Any, **more: Any) -> Any:  # Any: what protects whom
        lapsed = set(
            Protection.objects.adding().filter(ends__lte=timezone.localdate()).values_list("person", flat=True)
        )
        return {one: kinds for one, kinds in protected(*args, **more).items() if one not in lapsed}

    return wrong


def protected_everywhere(make: Callable[[Any], Anything]) -> Sow:
    rooms = (
        "access.queries.actors",
        "people.queries.persons",
        "people.queries.spells",
        "people.queries.relatives",
        "access.queries.around",
        "journey.queries.agreed",
        "journey.queries.evidence",
    )
    return together(*(in_place_of(f"{room}.protected", make) for room in rooms))


nobody_protected: Final[Sow] = protected_everywhere(lambda _right: lambda *_, **__: {})


def in_sighting(name: str, wrong: Anything) -> Sow:
    return in_place_of(f"access.rules.sighting.{name}", lambda right: lambda *args, **more: wrong(right, *args, **more))


def any_purpose(_right: Anything, actor: Any, grant: Any, *, law: Any) -> Any:  # Any: as in the rule itself
    return law.policy.rule(actor.role, grant.kind) if actor.role else None


def policy_unbounded(right: Anything, actor: Any, facts: Any, grant: Any, **more: Any) -> Any:  # Any: likewise
    rights = right(actor, facts, grant, **more)
    named = grant.categories or frozenset()
    return rights | {(category, act) for category in named for act in more["rule"].acts}


def consent_unbounded(right: Anything, actor: Any, facts: Any, grant: Any, **more: Any) -> Any:  # Any: likewise
    return right(actor, facts, replace(grant, categories=None), **more)


def custody(**values: Any) -> Sow:  # Any: parts of a custody
    return in_place_of(
        "access.queries.actors.custodies",
        lambda asked: lambda **of: tuple(replace(one, **values) for one in asked(**of)),
    )


def log_of_all(_looks: Anything) -> Anything:
    def wrong(scope: Any, person: Any, *, since: Any, limit: int) -> Any:  # Any: entries of the log
        rows = EventPerson.objects.select_related("event").order_by("-event_id")[:limit]
        return tuple(entry_of(row.event) for row in rows)

    return wrong


def said_where_there_is_something(withheld: Anything) -> Anything:
    """Say "there is more here" only where there is."""

    def wrong(page: Any) -> Any:  # Any: the page of a person
        kinds = Spell.objects.adding().filter(person=page.person.id).values_list("kind", flat=True)
        there = {SPELL_CATEGORY[kind] for kind in SPELL_CATEGORY if kind in set(kinds)}
        return tuple(one for one in withheld(page) if one in there or one is Category.FAMILY)

    return wrong


def in_a_header(render: Anything) -> Anything:
    def wrong(*args: Any, **more: Any) -> Any:  # Any: an answer
        response = render(*args, **more)
        response["X-Total"] = Person.objects.adding().count()
        return response

    return wrong


def recent_of_all(_recent: Anything) -> Anything:
    def wrong(mine: Any, named: Any) -> Any:  # Any: lines of persons
        wide = everybody(mine)
        return _recent(wide, {one.id: one for one in lines(wide, wide.persons())})

    return wrong


def custodians_told(_right: Anything) -> Anything:
    return lambda scope, kin: tuple(one for one in _right(everybody(scope), kin) if one.custody)


def family_of_all(right: Anything) -> Anything:
    return lambda mine, kin: right(everybody(mine), kin)


def shown_family(make: Callable[[Any], Anything]) -> Sow:
    """Ask for a family without leave, and show it: the page would else hold it back."""
    return together(
        in_place_of("access.queries.persons.relatives_of", make),
        in_place_of(
            "web.frontline.person.person_context",
            lambda right: lambda opened, page: {**right(opened, page), "shows_family": True},
        ),
    )


def named_refusal(person: Any) -> Exception:  # Any: an id
    return NotAllowed(sentence("Du må ikke se {name}.", name=name_of(person)), person=person)


def plain_refusal(person: Any) -> Exception:  # Any: an id
    return NotAllowed(sentence("Du har ikke adgang."), person=person)
