"""The forms of everything that may stand in the log. None has room for a name, a text or a CPR number.

Python's re and PostgreSQL's ~ read these alike; the tables' constraints use them too.
"""

import re
from typing import Final

NOT_CPR: Final = r"(?![0-9]{6}-?[0-9]{4}\Z)"  # a Danish personal number may never stand in the log

VERB: Final = r"\A[a-z][a-z_]*(\.[a-z][a-z_]*)?\.[a-z]+(_[a-z0-9]+)+\Z"
VIEWER: Final = rf"\A(anonymous|(system|person):{NOT_CPR}[A-Za-z0-9-]+)\Z"
ROLE: Final = r"\A([a-z][a-z_]*)?\Z"
UNIT: Final = rf"\A({NOT_CPR}[A-Za-z0-9-]+)?\Z"
SUBJECT: Final = rf"\A[a-z][a-z_]*:{NOT_CPR}[A-Za-z0-9][A-Za-z0-9._-]*\Z"
SUBJECT_OR_NONE: Final = rf"\A([a-z][a-z_]*:{NOT_CPR}[A-Za-z0-9][A-Za-z0-9._-]*)?\Z"
BASIS: Final = rf"\A[a-z][a-z_]*(:{NOT_CPR}[A-Za-z0-9-]+)?\Z"
NUMBER_NAME: Final = r"\A[a-z][a-z0-9_]*\Z"
CODES: Final = r"\A([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?\Z"  # categories and fields, with commas between
HASH_OR_NONE: Final = r"\A([0-9a-f]{64})?\Z"
REQUEST: Final = r"\A([0-9a-f]{32})?\Z"

NO_PERSONAL_DATA: Final = "no_personal_data"
"""The basis of what touches no person: published figures, codes, law."""

NO_BASIS: Final = "no_basis"
"""The basis of what was denied, and of what nobody may see."""

NOBODY_SHOWN: Final = "nobody_shown"
"""The basis of a look that showed nobody: there was nothing to have a basis for."""

PER_PERSON: Final = "per_person"
"""The basis of a look at several persons on different bases: it stands at each person."""


def must_match(pattern: str, text: str, what: str) -> None:
    """Raise `ValueError` unless the text has the form; `what` opens the message."""
    if not re.match(pattern, text):
        message = f"{what} looks like {pattern}, which {text!r} does not."
        raise ValueError(message)
