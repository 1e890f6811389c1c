"""Asks the oracle: the policy written a second time, in Cedar, from its words and not from the application's tables.

Offers `Oracle`, `Verdict` and `CELLS`, what is asked of each story.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import cedarpy
from tests.access.stories import NOW, TODAY, Span, Story

HERE: Final = Path(__file__).parent
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)

Plain = dict[str, Any]  # Any: what JSON can hold
Cell = tuple[str, str]
"""An act, and what it is done with: a kind of information, or the person as such."""

ACTS: Final = ("find", "read", "add", "change", "share", "export", "decide")
LEVELS: Final = ("knowOf", "seeOutline", "seeInFull")
PERSON: Final = "person"

_INFORMATION: Final = {
    "identity": ("outline", "register", "childs_situation", "anything"),
    "location": ("register", "childs_situation", "home_and_work", "anything"),
    "family": ("register", "childs_situation", "anything"),
    "education": ("childs_situation", "anything"),
    "work": ("home_and_work", "anything"),
    "support": ("childs_situation", "young_persons_own", "anything"),
    "sharing": ("outline", "anything"),
    "log": ("young_persons_own", "anything"),
}
_WITH_FAMILIES: Final = ("staff", "receiver", "team_member")
_PARTS: Final = {
    "health_visitor": (*_WITH_FAMILIES, "meeting_party", "full_when_assigned"),
    "pedagogue": (*_WITH_FAMILIES, "meeting_party", "full_when_assigned", "daycare_and_school"),
    "teacher": (*_WITH_FAMILIES, "meeting_party", "full_when_assigned", "daycare_and_school"),
    "caseworker": (*_WITH_FAMILIES, "meeting_party", "full_when_assigned", "acts_by_statute"),
    "job_consultant": (*_WITH_FAMILIES, "full_when_assigned"),
    "coordinator": _WITH_FAMILIES,
    "volunteer": ("staff", "receiver"),
    "board_member": ("staff",),
    "supervisor": ("staff",),
    "registrar": ("staff", "acts_by_statute"),
    "administrator": ("staff",),
    "self": ("citizen",),
    "custodian": ("citizen",),
    "stranger": ("citizen",),
}
_TASKS: Final = {"caseworker": "casework", "job_consultant": "employment", "registrar": "registration"}

CELLS: Final[Sequence[Cell]] = (
    *((act, kind) for kind in _INFORMATION for act in ACTS),
    *((level, PERSON) for level in LEVELS),
)


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed, and the policies that decided it: those that permit, or those that forbid."""

    is_allowed: bool
    because: frozenset[str]


@dataclass(frozen=True)
class Oracle:
    """The policies as Cedar reads them."""

    policies: str

    @classmethod
    def written(cls) -> "Oracle":
        """Return the policies as they are written, in their files."""
        return cls("\n".join(file.read_text(encoding="utf-8") for file in sorted(HERE.glob("*.cedar"))))

    @cached_property
    def _read(self) -> cedarpy.PolicySet:
        return cedarpy.PolicySet.from_str(self.policies)

    def mistakes(self) -> list[str]:
        """Return what Cedar's own validator finds wrong with the policies."""
        return [str(error) for error in cedarpy.validate_policies(self.policies, _vocabulary()).errors]

    @cached_property
    def ids(self) -> list[str]:
        """Return the names of the policies."""
        return re.findall(r'@id\("(\w+)"\)', self.policies)

    def without(self, name: str) -> "Oracle":
        """Return the same without one policy."""
        kept = [part for part in self.policies.split("@id(") if not part.startswith(f'"{name}"')]
        return Oracle("@id(".join(kept))

    def ask(self, told: Story) -> dict[Cell, Verdict]:
        """Say for each cell whether it is allowed, and because of which policies."""
        facts = json.dumps(_facts(told))
        requests = [
            {
                "principal": f'Viewer::"{told.part}"',
                "action": f'Action::"{act}"',
                "resource": 'Person::"somebody"' if kind == PERSON else f'Information::"{kind}"',
                "context": facts,
            }
            for act, kind in CELLS
        ]
        results = cedarpy.is_authorized_batch(requests, self._read, _ENTITIES)
        return {cell: self._verdict(result) for cell, result in zip(CELLS, results, strict=True)}

    def _verdict(self, result: cedarpy.AuthzResult) -> Verdict:
        if result.diagnostics.errors:
            raise AssertionError(result.diagnostics.errors)
        names = (self.ids[int(reason.removeprefix("policy"))] for reason in result.diagnostics.reasons)
        return Verdict(bool(result.allowed), frozenset(names))


def _vocabulary() -> str:
    return (HERE / "vocabulary.cedarschema").read_text(encoding="utf-8")


def _entities() -> list[Plain]:
    named = [*_named("Information", _INFORMATION), *_named("Part", _PARTS)]
    viewers = [
        {
            "uid": {"type": "Viewer", "id": part},
            "attrs": {"task": "own_insight" if "citizen" in groups else _TASKS.get(part, "care")},
            "parents": [{"type": "Part", "id": part}],
        }
        for part, groups in _PARTS.items()
    ]
    return [*named, *viewers, {"uid": {"type": "Person", "id": "somebody"}, "attrs": {}, "parents": []}]


def _named(kind: str, groups: dict[str, tuple[str, ...]]) -> list[Plain]:
    return [
        {
            "uid": {"type": kind, "id": one},
            "attrs": {},
            "parents": [{"type": kind, "id": parent} for parent in parents if parent != one],
        }
        for one, parents in groups.items()
    ]


_ENTITIES: Final = cedarpy.Entities.from_json_str(json.dumps(_entities()))


def _facts(told: Story) -> Plain:
    """Tell a story in the oracle's words."""
    facts: Plain = {
        "now": _moment(NOW),
        "today": _day(TODAY),
        "purpose": told.purpose,
        "playsPart": told.is_hired_until is None,
        "isSelf": told.is_self,
        "isProtected": told.is_protected,
        "isOwnFamilyOrNeighbour": told.is_own_family,
    }
    for name, tie in (("assigned", told.assigned), ("team", told.team), ("statute", told.statute)):
        if tie is not None and tie.receiver != "colleague":
            facts[name] = _span(tie)
    return facts | _custody(told) | _consent(told) | _meeting(told) | _emergency(told)


def _span(tie: Span) -> Plain:
    ends = [moment for moment in (tie.planned_end, tie.cut_short) if moment is not None]
    here = not tie.elsewhere
    return {"from": _moment(tie.begins), "to": _moment(min(ends, default=NEVER)), "forThisPart": here}


def _custody(told: Story) -> Plain:
    tie = told.custody
    if tie is None:
        return {}
    return {
        "custody": {
            "from": _day(tie.begins),
            "to": _day(tie.ends or NEVER.date()),
            "checked": tie.is_checked,
            "childAge": _age(told),
            "livesTogether": tie.lives_together,
        }
    }


def _age(told: Story) -> int:
    had_birthday = (TODAY.month, TODAY.day) >= (told.born.month, told.born.day)
    return TODAY.year - told.born.year - (not had_birthday)


def _consent(told: Story) -> Plain:
    tie = told.consent
    if tie is None:
        return {}
    return {
        "consent": {
            "from": _day(tie.begins),
            "until": _day(tie.until),
            "withdrawn": tie.withdrawn is not None and tie.withdrawn <= NOW,
            "shares": _shares(tie.shares),
            "purpose": tie.purpose or told.purpose,
            "forThisPart": not tie.elsewhere,
            "byCustodians": tie.by_custodians is not None,
            "childAge": _age(told),
            "custodyUntil": _day(min((end for end in tie.by_custodians or () if end), default=NEVER.date())),
        }
    }


def _meeting(told: Story) -> Plain:
    tie = told.meeting
    if tie is None:
        return {}
    return {"meeting": {"day": _day(tie.day), "shares": _shares(tie.shares), "forThisPart": not tie.elsewhere}}


def _emergency(told: Story) -> Plain:
    if told.emergency_opened is None:
        return {}
    here = not told.emergency_elsewhere
    return {"emergency": {"opened": _moment(told.emergency_opened), "forThisPart": here}}


def _shares(kinds: Iterable[str]) -> list[Plain]:
    return [{"__entity": {"type": "Information", "id": kind}} for kind in kinds]


def _moment(at: datetime) -> Plain:
    return {"__extn": {"fn": "datetime", "arg": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}}


def _day(day: date) -> Plain:
    return {"__extn": {"fn": "datetime", "arg": day.isoformat()}}
