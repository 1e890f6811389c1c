"""The route from cradle to job as a newcomer reads it: every station, when it is, why, and what if it is missed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from vugge.journey.queries.law import municipalities_with_own_route, national_network, network_for
from vugge.journey.rules.comparing import rough_age
from vugge.journey.rules.moment_words import moment_words, window_words
from vugge.journey.rules.placing import edition_in_force
from vugge.journey.rules.route import Edition, Line, Network, Station
from vugge.journey.rules.words import LINE_WORDS, RESPONSIBLE_WORDS, condition_words, proof_words
from vugge.kit.danish import sort_key
from vugge.kit.text import Sentence, Text, sentence
from vugge.organisations.queries import municipality
from vugge.web.components.values import Crumb
from vugge.web.page import Asked, public_page, render_page
from vugge.web.public.words import said

AN_HOUR: Final = 3600
"""So long is the page kept: which edition holds depends on the day."""

PHASES: Final[tuple[tuple[float, str, Sentence], ...]] = (
    (0, "foer-foedslen", sentence("Før fødslen")),
    (1, "foerste-aar", sentence("Det første år")),
    (3, "1-2-aar", sentence("1 og 2 år")),
    (6, "3-5-aar", sentence("3 til 5 år")),
    (10, "0-3-klasse", sentence("0. til 3. klasse")),
    (13, "4-6-klasse", sentence("4. til 6. klasse")),
    (16, "7-9-klasse", sentence("7. til 9. klasse")),
    (18, "16-17-aar", sentence("16 og 17 år")),
    (25, "18-24-aar", sentence("18 til 24 år")),
    (31, "25-30-aar", sentence("25 til 30 år")),
)
"""The parts of the way: up to which age, the name in the address, and the heading."""
LATER: Final = ("kommer-senere", sentence("Når I kommer til senere"))


class Wish(forms.Form):
    """Whose route, on which day, and which line of it."""

    kommune = forms.ChoiceField(
        label=gettext_lazy("Kommune"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Den kommune har ingen egne stationer. Vælg en på listen.")},
    )
    dag = forms.ChoiceField(
        label=gettext_lazy("Som ruten gælder"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Den dag begynder ingen udgave af ruten. Vælg en på listen.")},
    )
    linje = forms.ChoiceField(
        label=gettext_lazy("Linje"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Den linje findes ikke. Vælg en på listen.")},
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        own = [(code, municipality(code).name) for code in municipalities_with_own_route()]
        days = sorted({one.valid_from for network in _networks() for one in network.editions}, reverse=True)
        self._choices("kommune", ("", gettext("Hele landet")), sorted(own, key=lambda one: sort_key(one[1])))
        self._choices("dag", ("", gettext("I dag")), [(one.isoformat(), _from(one)) for one in days])
        self._choices("linje", ("", gettext("Alle")), [(one.value, said(LINE_WORDS[one])) for one in Line])

    def _choices(self, field: str, every: tuple[str, str], others: Iterable[tuple[str, str]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = [every, *others]

    def value(self, field: str) -> str:
        """Return what was asked for in a field; nothing where it could not be read."""
        return str(self.cleaned_data.get(field, "")) if self.is_valid() or self.cleaned_data else ""


@dataclass(frozen=True)
class Before:
    """A station to be reached first, and its place on the page if it stands there."""

    name: Text
    anchor: str


@dataclass(frozen=True)
class Stop:
    """One station as the page tells of it."""

    station: Station
    line: Sentence
    window: Sentence
    who: Sentence
    proofs: tuple[Sentence, ...]
    conditions: tuple[Sentence, ...]
    before: tuple[Before, ...]
    until: Sentence | None
    is_own: bool


@dataclass(frozen=True)
class Phase:
    """One part of the way with its stations."""

    key: str
    name: Sentence
    stops: tuple[Stop, ...]


@public_page("journey.route_shown", parameters=("kommune", "dag", "linje"), kept_seconds=AN_HOUR)
def journey_route(asked: Asked) -> HttpResponse:
    """Show the stations of a route, those of one line or all."""
    wish = Wish(asked.query)
    network = network_for(wish.value("kommune"))
    edition = edition_in_force(network, _day(wish.value("dag")))
    stations = [one for one in edition.stations.values() if wish.value("linje") in ("", one.line.value)]
    context = {
        "wish": wish,
        "edition": edition,
        "municipality": municipality(network.municipality).name if network.municipality else "",
        "phases": _phases(stations, edition=edition, network=network),
        "count": len(stations),
        "crumbs": (Crumb(gettext("Forside"), reverse("front")), Crumb(gettext("Rejsen"))),
    }
    return render_page(asked, "public/journey.html", context, section="journey_route")


def _networks() -> tuple[Network, ...]:
    return national_network(), *(network_for(code) for code in municipalities_with_own_route())


def _from(day: date) -> str:
    return said(sentence("fra {day}", day=day))


def _day(asked_for: str) -> date:
    return date.fromisoformat(asked_for) if asked_for else timezone.localdate()


def _phases(stations: Iterable[Station], *, edition: Edition, network: Network) -> tuple[Phase, ...]:
    """Put each station where most children are when it opens, the earliest first."""
    shown = {one.id: one for one in stations}
    ordered = sorted(shown.values(), key=lambda one: rough_age(one.opens) or 0)
    national = edition_in_force(national_network(), edition.valid_from).stations
    stops: dict[str, list[Stop]] = {}
    for one in ordered:
        stop = _stop(one, shown=shown, edition=edition, network=network, is_own=national.get(one.id) != one)
        stops.setdefault(_phase(rough_age(one.opens)), []).append(stop)
    names = [*((key, name) for _, key, name in PHASES), LATER]
    return tuple(Phase(key, name, tuple(stops[key])) for key, name in names if key in stops)


def _phase(age: float | None) -> str:
    if age is None:
        return LATER[0]
    return next((key for until, key, _ in PHASES if age < until), PHASES[-1][1])


def _stop(one: Station, *, shown: Mapping[str, Station], edition: Edition, network: Network, is_own: bool) -> Stop:
    return Stop(
        station=one,
        line=LINE_WORDS[one.line],
        window=window_words(one.opens, one.closes),
        who=RESPONSIBLE_WORDS[one.responsible],
        proofs=tuple(proof_words(proof, network.measures) for proof in one.reached_by),
        conditions=tuple(condition_words(condition, network.measures) for condition in one.applies),
        before=tuple(Before(edition.stations[name].name, name if name in shown else "") for name in one.after),
        until=moment_words(one.still_until) if one.still_until else None,
        is_own=is_own,
    )
