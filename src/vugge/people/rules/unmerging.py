"""What becomes of the two records when a merge is undone: values in, values out; nothing that came since is guessed.

Offers `restored_fields`, `restored_state` and `read_back`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from vugge.people.rules.changes import Plain, written
from vugge.people.rules.kinds import PersonState
from vugge.people.rules.merging import Side, merged_state

_DAYS: Final = frozenset({"born", "due", "died"})


def read_back(field: str, text: str) -> Plain:
    """Return a value as it was before it was written down by `changes.written`.

    >>> read_back("born", "2022-02-01"), read_back("needs_interpreter", "True"), read_back("due", "")
    (datetime.date(2022, 2, 1), True, None)
    """
    if field in _DAYS:
        return date.fromisoformat(text) if text else None
    if field == "needs_interpreter":
        return text == str(True)
    return text


def restored_fields(differences: Mapping[str, Mapping[str, str]], now: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the fields of the record that stayed that get their own value back.

    Those in which the other's value was chosen, and where it still stands; what has been put right since stays.

    >>> one = {"surname": {"kept": "Holm", "gone": "Holst", "chosen": "gone"}}
    >>> restored_fields(one, {"surname": "Holst"}), restored_fields(one, {"surname": "Holt"})
    ({'surname': 'Holm'}, {})
    """
    return {
        field: read_back(field, both[Side.KEPT])
        for field, both in differences.items()
        if both["chosen"] == Side.GONE and field in now and written(now[field]) == both[Side.GONE]
    }


def restored_state(now: PersonState, *, kept: PersonState, gone: PersonState, born: date | None) -> PersonState:
    """Return where the record that stayed is in life again; what has happened since is believed.

    >>> restored_state(PersonState.DEAD, kept=PersonState.LIVING, gone=PersonState.DEAD, born=None).value
    'living'
    >>> restored_state(PersonState.DEAD, kept=PersonState.LIVING, gone=PersonState.LIVING, born=None).value
    'dead'
    """
    if now is not merged_state(kept, gone):
        return now
    return PersonState.LIVING if kept is PersonState.EXPECTED and born else kept
