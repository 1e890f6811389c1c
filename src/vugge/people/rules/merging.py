"""How two records become one without losing anything: both values of every difference are kept.

Offers `Side`, `MergePlan` and `merge_plan`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.people.rules.changes import Difference, Plain, differences
from vugge.people.rules.kinds import PersonState


class Side(StrEnum):
    """Which of two records."""

    KEPT = "kept"
    GONE = "gone"


@dataclass(frozen=True)
class MergePlan:
    """What the kept record will hold, and what differed (`given`: the kept record's, `stored`: the other's)."""

    values: Mapping[str, Plain]
    differences: tuple[Difference, ...]
    choices: Mapping[str, Side]

    def written(self) -> dict[str, dict[str, str]]:
        """Return the differences as they are stored: both values, and which one counts now."""
        return {
            one.field: {Side.KEPT: one.given, Side.GONE: one.stored, "chosen": self.choices[one.field]}
            for one in self.differences
        }


def merge_plan(
    kept: Mapping[str, Plain], gone: Mapping[str, Plain], *, choices: Mapping[str, Side] | None = None
) -> MergePlan:
    """Plan the merge of the record `gone` into `kept`; `choices` says whose value counts where they differ.

    Where nothing is chosen, the kept record's value counts, or the other's where the kept one is empty. Raises
    `BadInput` for a choice of a field that does not exist.

    >>> merge_plan({"surname": "Holm", "language": ""}, {"surname": "Holst", "language": "so"}).values
    {'surname': 'Holm', 'language': 'so'}
    """
    given = choices or {}
    unknown = [field for field in given if field not in kept]
    if unknown:
        raise BadInput(sentence("Der er intet felt, der hedder {field}. Åbn siden igen.", field=unknown[0]))
    differing = differences(kept, gone)
    chosen = {one.field: given.get(one.field) or _fuller(one) for one in differing}
    values = {field: gone[field] if chosen.get(field) is Side.GONE else value for field, value in kept.items()}
    return MergePlan(values, differing, chosen)


def _fuller(one: Difference) -> Side:
    return Side.KEPT if one.given or not one.stored else Side.GONE


def merged_state(kept: PersonState, gone: PersonState) -> PersonState:
    """Return where the one person is in life: who has died has died, and who is born is awaited no more.

    >>> merged_state(PersonState.EXPECTED, PersonState.LIVING)
    <PersonState.LIVING: 'living'>
    """
    return max(kept, gone, key=(PersonState.EXPECTED, PersonState.LIVING, PersonState.DEAD).index)
