"""Is the area on the lists by the law of that day? Yes, no, or undetermined, for each list of a package.

Offers `evaluate`, and its results `Evaluation` and `ListResult`; `explanation.py` puts them into words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vugge.areas.rules.criterion import Judged, Surroundings, judge
from vugge.areas.rules.figures import Figures
from vugge.areas.rules.history import PastList, in_a_row
from vugge.areas.rules.law import AreaList, CriteriaPackage, ListRule
from vugge.areas.rules.outcome import Outcome, all_of, at_least

Past = Mapping[AreaList, tuple[PastList, ...]]
"""For each list that demands a row of lists: what is known of the earlier ones, latest first."""


@dataclass(frozen=True)
class ListResult:
    """What became of one list: the outcome and everything that led to it."""

    rule: ListRule
    gates: tuple[Judged, ...]
    criteria: tuple[Judged, ...]
    required: Outcome | None
    row: Outcome | None
    past: tuple[PastList, ...]
    settled: Outcome | None

    @cached_property
    def outcome(self) -> Outcome:
        """The answer: every demand met, and enough of the counted criteria."""
        demands = (*(gate.outcome for gate in self.gates), self.required, self.row, self.settled)
        enough = at_least(self.rule.at_least, (one.outcome for one in self.criteria))
        return all_of([*(demand for demand in demands if demand is not None), enough])

    @property
    def met(self) -> int:
        """How many counted criteria are met."""
        return sum(one.outcome is Outcome.YES for one in self.criteria)

    @property
    def unknown(self) -> int:
        """How many counted criteria cannot be decided."""
        return sum(one.outcome is Outcome.UNDETERMINED for one in self.criteria)

    @property
    def rounding_could_decide(self) -> bool:
        """Whether a figure lies so near its limit that its rounding could change the outcome."""
        near = [one for one in self.criteria if one.rounding_could_decide]
        near_met = sum(one.outcome is Outcome.YES for one in near)
        lowest, highest = self.met - near_met, self.met + len(near) - near_met
        counts_could_flip = lowest < self.rule.at_least <= highest
        return counts_could_flip or any(gate.rounding_could_decide for gate in self.gates)


@dataclass(frozen=True)
class Evaluation:
    """One area held against one package."""

    package: CriteriaPackage
    surroundings: Surroundings
    results: tuple[ListResult, ...]

    def result(self, kind: AreaList) -> ListResult | None:
        """Return what became of one list, or None if the package knows no such list."""
        return next((one for one in self.results if one.rule.kind is kind), None)

    def outcome(self, kind: AreaList) -> Outcome | None:
        """Return the outcome for one list, or None if the package knows no such list."""
        result = self.result(kind)
        return result.outcome if result else None


def evaluate(package: CriteriaPackage, figures: Figures, *, surroundings: Surroundings, past: Past) -> Evaluation:
    """Hold an area's figures against every list of a package, in the package's order."""
    results: list[ListResult] = []
    for rule in package.lists:
        earlier = {one.rule.kind: one.outcome for one in results}
        required = earlier[rule.requires_list] if rule.requires_list else None
        listed = ListResult(
            rule,
            gates=tuple(judge(gate, figures, surroundings) for gate in rule.gates),
            criteria=tuple(judge(criterion, figures, surroundings) for criterion in rule.criteria),
            required=required,
            row=_row(rule, required, past.get(rule.kind, ())),
            past=past.get(rule.kind, ()),
            settled=_settled(rule, earlier),
        )
        results.append(listed)
    return Evaluation(package, surroundings, tuple(results))


def _row(rule: ListRule, required: Outcome | None, past: tuple[PastList, ...]) -> Outcome | None:
    return in_a_row(rule.in_a_row, required or Outcome.UNDETERMINED, past) if rule.in_a_row else None


def _settled(rule: ListRule, earlier: Mapping[AreaList, Outcome]) -> Outcome | None:
    """Return whether the law leaves no doubt; what nobody has settled can make yes undetermined, never no."""
    if rule.unsettled_on is None:
        return None
    return Outcome.YES if earlier[rule.unsettled_on] is Outcome.NO else Outcome.UNDETERMINED
