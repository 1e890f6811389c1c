"""What is stored of people. Every table about persons refuses to be read unscoped (see `scoped`)."""

from vugge.people.models.families import Custody, Household, HouseholdMember, Parenthood
from vugge.people.models.persons import CitizenAccount, Contact, Identifier, Person, ProtectedPerson, Protection
from vugge.people.models.places import Dwelling, Spell
from vugge.people.models.register import Correction, Merge, PossibleDuplicate
from vugge.people.models.scoped import ScopedManager, Unscoped

__all__ = [
    "CitizenAccount",
    "Contact",
    "Correction",
    "Custody",
    "Dwelling",
    "Household",
    "HouseholdMember",
    "Identifier",
    "Merge",
    "Parenthood",
    "Person",
    "PossibleDuplicate",
    "ProtectedPerson",
    "Protection",
    "ScopedManager",
    "Spell",
    "Unscoped",
]
