"""What it takes to register somebody: a name, days that can be, and nothing that anybody is refused for.

Offers `NewPerson`, `checked` (a living person), `checked_expected` (a child that is awaited) and `may_await_child`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.kit.periods import birthday
from vugge.kit.text import sentence
from vugge.people.rules.kinds import IdentifierKind, Origin, PersonState
from vugge.people.rules.names import cleaned, refuse_number

LONGEST_NAME: Final = 200
_EARLIEST_DUE: Final = timedelta(weeks=6)  # a child can be late, or its birth not yet be written down
_LATEST_DUE: Final = timedelta(weeks=42)
_OLDEST: Final = 130  # years

YOUNGEST_MOTHER: Final = 12
"""No law's limit: below it somebody has opened a child's page instead of its mother's. It is low, for a pregnant girl
who is refused by it would have nowhere else to be helped."""


@dataclass(frozen=True)
class NewPerson:
    """What somebody writes of a person who is not in the register yet; `number` in any writing was read before."""

    given_names: str
    surname: str = ""
    born: date | None = None
    due: date | None = None
    language: str = ""
    needs_interpreter: bool = False
    number: Cpr | None = None
    origin: Origin = Origin.STAFF


def checked(new: NewPerson, *, today: date) -> NewPerson:
    """Return a living person's data cleaned, with the day of birth from the number where none was given.

    A day of birth that differs from the number's is let through: numbers have been given out wrong.

    >>> checked(NewPerson(" Åse ", born=date(1990, 2, 3)), today=date(2026, 11, 22)).given_names
    'Åse'
    """
    person = _cleaned(new)
    if not (person.given_names or person.surname):
        raise BadInput(sentence("Skriv mindst ét navn."))
    born = person.born or (person.number.birth_date() if person.number else None)
    return replace(person, born=_possible_birth(born, today), due=None)


def checked_expected(new: NewPerson, *, today: date) -> NewPerson:
    """Return an awaited child's data cleaned; it has a due date that can be, and neither day of birth nor number."""
    if new.due is None:
        raise BadInput(sentence("Skriv, hvornår barnet ventes."))
    if not today - _EARLIEST_DUE <= new.due <= today + _LATEST_DUE:
        raise BadInput(
            sentence(
                "Terminen {due} kan ikke passe. Den ligger højst {weeks} uger ude i fremtiden. Tjek året.",
                due=new.due,
                weeks=_LATEST_DUE.days // 7,
            )
        )
    return replace(_cleaned(new), born=None, number=None)


def may_await_child(state: PersonState | None, *, born: date | None, today: date) -> bool:
    """Say whether a child may be registered as awaited by somebody: living, and old enough where the age is known.

    >>> [may_await_child(PersonState.LIVING, born=born, today=date(2026, 11, 22))
    ...  for born in (date(2022, 2, 1), date(2014, 11, 22), None)]
    [False, True, True]
    """
    if state is not PersonState.LIVING:
        return False
    return born is None or birthday(born, YOUNGEST_MOTHER) <= today


NO_MOTHER: Final = sentence(
    "Her kan ikke skrives et ventet barn ind: borgeren er ikke født endnu, er under {age} år eller er død. Åbn siden "
    "for den, der venter barnet, eller ret fødselsdagen, hvis den er forkert.",
    age=YOUNGEST_MOTHER,
)


def birth_is_possible(born: date, today: date) -> date:
    """Return the day of birth, or raise `BadInput` when it has not come or is too long ago."""
    if born > today:
        raise BadInput(sentence("Fødselsdagen {born} er ikke kommet endnu. Tjek året.", born=born))
    if today.year - born.year > _OLDEST:
        raise BadInput(sentence("Fødselsdagen {born} er for længe siden. Tjek året.", born=born))
    return born


def death_is_possible(died: date, *, born: date | None, today: date) -> date:
    """Return the day of death, or raise `BadInput` when it has not come or lies before the birth."""
    if died > today:
        raise BadInput(sentence("Dødsdagen {died} er ikke kommet endnu. Tjek datoen.", died=died))
    if born is not None and died < born:
        raise BadInput(sentence("Dødsdagen {died} ligger før fødselsdagen {born}. Tjek datoen.", died=died, born=born))
    return died


def kind_of_number(number: Cpr) -> IdentifierKind:
    """Say what sort of number it is, as far as the number itself shows.

    >>> kind_of_number(Cpr.synthetic(date(2015, 3, 1), 7))
    <IdentifierKind.REPLACEMENT: 'replacement'>
    """
    return IdentifierKind.REPLACEMENT if number.is_replacement() else IdentifierKind.CPR


def _possible_birth(born: date | None, today: date) -> date | None:
    return None if born is None else birth_is_possible(born, today)


def _cleaned(new: NewPerson) -> NewPerson:
    person = replace(
        new,
        given_names=cleaned(new.given_names),
        surname=cleaned(new.surname),
        language=cleaned(new.language).lower(),
    )
    refuse_number(person.given_names, person.surname)
    for name in (person.given_names, person.surname):
        if len(name) > LONGEST_NAME:
            raise BadInput(sentence("Navnet er for langt: højst {most} tegn i hvert felt.", most=LONGEST_NAME))
    return person
