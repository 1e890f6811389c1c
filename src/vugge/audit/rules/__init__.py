"""What may stand in the log: who acts, why, on whom and on what; and the proof of access that others demand.

Everything is taken from here: viewers and purposes, proof of access (`Scope`, `Permit`), what actions and looks give
back (`Logged`, `Looked`, `Seen`), what the log answers (`Entry`), and the register of declarations.
"""

from vugge.audit.rules.declarations import (
    AccessDeclared,
    ActionDeclared,
    Declarations,
    LookDeclared,
    access_declared,
    action_declared,
    look_declared,
)
from vugge.audit.rules.forms import (
    BASIS,
    CODES,
    HASH_OR_NONE,
    NO_BASIS,
    NO_PERSONAL_DATA,
    NOBODY_SHOWN,
    NUMBER_NAME,
    PER_PERSON,
    REQUEST,
    ROLE,
    SUBJECT,
    SUBJECT_OR_NONE,
    UNIT,
    VERB,
    VIEWER,
    must_match,
)
from vugge.audit.rules.logged import Category, Entry, Level, Logged, Looked, Result, Seen, joint_basis, one_each
from vugge.audit.rules.sights import SYSTEM, Act, Permit, Scope, Sight, no_sight
from vugge.audit.rules.viewers import Kind, Purpose, Viewer, anonymous, person, system

__all__ = [
    "BASIS",
    "CODES",
    "HASH_OR_NONE",
    "NOBODY_SHOWN",
    "NO_BASIS",
    "NO_PERSONAL_DATA",
    "NUMBER_NAME",
    "PER_PERSON",
    "REQUEST",
    "ROLE",
    "SUBJECT",
    "SUBJECT_OR_NONE",
    "SYSTEM",
    "UNIT",
    "VERB",
    "VIEWER",
    "AccessDeclared",
    "Act",
    "ActionDeclared",
    "Category",
    "Declarations",
    "Entry",
    "Kind",
    "Level",
    "Logged",
    "LookDeclared",
    "Looked",
    "Permit",
    "Purpose",
    "Result",
    "Scope",
    "Seen",
    "Sight",
    "Viewer",
    "access_declared",
    "action_declared",
    "anonymous",
    "joint_basis",
    "look_declared",
    "must_match",
    "no_sight",
    "one_each",
    "person",
    "system",
]
