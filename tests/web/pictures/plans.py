"""Plans written out by hand, as full as a real child's: what the map must be able to draw."""

from datetime import date, timedelta
from typing import Final

from vugge.audit.rules import Category
from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status
from vugge.journey.rules.route import Anchor, Line, Moment, Responsible, Station
from vugge.kit.explained import Because, Certainty, Explained
from vugge.kit.text import Text, sentence

F, H, L, S, N, Y, J = Line
BORN: Final = date(2023, 8, 14)
TODAY: Final = date(2026, 11, 22)
AT_BIRTH: Final = Moment(Anchor.BIRTH)
MONTH: Final = 30.44

STATIONS: Final = (
    ("first_visit", H, "Første besøg hos jordemoderen", -6, -4, ()),
    ("parents_class", F, "Fødselsforberedelse", -4, -1, ()),
    ("network", F, "Forældrenetværk fra uge 22", -4, -1, ()),
    ("scan", H, "Gennemskanning i uge 20", -4.6, -4, ()),
    ("birth_visit", H, "Sundhedsplejerskens besøg efter fødslen", 0, 0.2, ("first_visit",)),
    ("hearing", H, "Hørescreening", 0, 0.5, ()),
    ("named", F, "Barnet får et navn", 0, 6, ()),
    ("visit_2", H, "Besøg af sundhedsplejersken: 2 måneder", 1.8, 2.6, ()),
    ("five_weeks", H, "Børneundersøgelse hos lægen: 5 uger", 1, 1.5, ()),
    ("vacc_3", H, "Vaccination: 3 måneder", 3, 4, ()),
    ("group", F, "Mødregruppe", 1, 4, ("birth_visit",)),
    ("five_months", H, "Børneundersøgelse hos lægen: 5 måneder", 5, 6, ()),
    ("vacc_5", H, "Vaccination: 5 måneder", 5, 6, ()),
    ("written_up", S, "Skrevet op til dagtilbud", 3, 7, ()),
    ("first_words", L, "Læs og tal med dit barn: bogstart", 6, 12, ()),
    ("visit_8", H, "Besøg af sundhedsplejersken: 8-10 måneder", 8, 10, ()),
    ("nursery", S, "Starter i vuggestue eller dagpleje", 9, 14, ("written_up",)),
    ("one_year", H, "Børneundersøgelse hos lægen: 1 år", 12, 13, ()),
    ("vacc_12", H, "Vaccination: 12 måneder", 12, 13, ()),
    ("vacc_15", H, "Vaccination: 15 måneder (MFR)", 15, 16, ()),
    ("dentist", H, "Første besøg hos tandlægen", 18, 36, ()),
    ("play", N, "Med i legestuen eller babysalmesang", 12, 30, ()),
    ("two_years", H, "Børneundersøgelse hos lægen: 2 år", 24, 25, ()),
    ("language_2", L, "Sprogvurdering af børn uden dagtilbud", 24, 28, ()),
    ("kindergarten", S, "Overgang til børnehave", 33, 38, ("nursery",)),
    ("language_3", L, "Sprogvurdering i børnehaven: 3 år", 34, 40, ("kindergarten",)),
    ("swim", N, "Første forening: gymnastik, svømning eller spejder", 36, 60, ()),
    ("three_years", H, "Børneundersøgelse hos lægen: 3 år", 36, 39.6, ()),
    ("parent_talk", F, "Forældresamtale i børnehaven", 38, 41, ()),
    ("vacc_4", H, "Vaccination: 4 år (MFR 2)", 48, 49, ()),
    ("four_years", H, "Børneundersøgelse hos lægen: 4 år", 48, 49, ()),
    ("stimulation", L, "Sprogstimulering efter vurderingen", 40, 52, ("language_3",)),
    ("vacc_5y", H, "Vaccination: 5 år", 60, 61, ()),
    ("five_years", H, "Børneundersøgelse hos lægen: 5 år", 60, 61, ()),
    ("enrol", S, "Indskrivning i skolen", 62, 64, ()),
    ("bridge", S, "Brobygning fra børnehave til skole", 64, 71, ("kindergarten",)),
    ("transition_talk", F, "Overgangssamtale med børnehave og skole", 65, 70, ("kindergarten",)),
    ("school_start", S, "Skolestart i 0. klasse", 71, 73, ("enrol", "bridge")),
    ("health_school", H, "Indskolingsundersøgelse hos sundhedsplejersken", 72, 80, ("school_start",)),
    ("language_0", L, "Sprogvurdering i 0. klasse", 73, 76, ("school_start",)),
    ("reading_2", L, "Læser sikkert i 2. klasse", 95, 106, ("language_0",)),
    ("sfo", N, "Med i SFO eller klub", 72, 90, ()),
    ("test_dansk_3", S, "Trivsel og faglighed i 3. klasse", 105, 116, ()),
    ("reading_4", L, "Læser for at lære i 4. klasse", 117, 128, ("reading_2",)),
    ("leisure_pass", N, "Fritidspas og fast fritidsaktivitet", 108, 140, ()),
    ("mid_health", H, "Helbredsundersøgelse i mellemtrinnet", 118, 130, ()),
    ("hpv", H, "HPV-vaccination", 144, 150, ()),
    ("leisure_job", J, "Første fritidsjob", 156, 190, ()),
    ("practice_week", Y, "Praktik i 8. klasse", 165, 178, ()),
    ("readiness", Y, "Uddannelsesparathed vurderes i 8. klasse", 168, 174, ("practice_week",)),
    ("final_health", H, "Udskolingsundersøgelse", 168, 190, ()),
    ("choice", Y, "Søger ungdomsuddannelse senest 1. marts", 185, 187, ("readiness",)),
    ("exam", S, "Folkeskolens prøver i 9. klasse", 188, 192, ()),
    ("youth_start", Y, "Begynder på en ungdomsuddannelse", 192, 200, ("choice", "exam")),
    ("mentor", F, "Overgangsmentor følger med", 190, 204, ("youth_start",)),
    ("stay", Y, "Er stadig i gang efter tre måneder", 196, 202, ("youth_start",)),
    ("apprenticeship", J, "Har en læreplads", 200, 216, ("youth_start",)),
    ("youth_done", Y, "Har fuldført en ungdomsuddannelse", 228, 276, ("stay",)),
    ("own_home", F, "Egen bolig", 216, 300, ()),
    ("job", J, "Fast job", 230, 360, ("youth_done",)),
)  # fmt: skip
CONNECTIONS: Final = frozenset(
    {"birth_visit", "kindergarten", "school_start", "youth_start", "language_3", "nursery", "choice"}
)


def _station(row: tuple[str, Line, str, float, float, tuple[str, ...]]) -> Station:
    identity, line, name, _, _, after = row
    return Station(
        id=identity,
        line=line,
        name=Text(da=name, en=name),
        purpose=Text(da="Så er barnet klar til det næste.", en="So the child is ready for what comes next."),
        opens=AT_BIRTH,
        closes=AT_BIRTH,
        reached_by=(),
        if_missed=Text(da="Ring til sundhedsplejersken. Hun finder en ny tid.", en="Call the health visitor."),
        responsible=Responsible.HEALTH_VISITOR,
        category=Category.EDUCATION,
        certainty=Certainty.CONFIRMED,
        sources=(),
        after=after,
        connection=identity in CONNECTIONS,
    )


def plan_on(
    on: date = TODAY,
    *,
    born: date = BORN,
    but: dict[str, Status] | None = None,
    still: tuple[str, ...] = (),
    still_days: int = 400,
) -> JourneyPlan:
    """Return the whole plan of a child for whom all is reached in time, `but` for what is said otherwise."""
    found = []
    for row in STATIONS:
        opens, closes = (born + timedelta(days=round(months * MONTH)) for months in row[3:5])
        days_left = (closes - on).days
        if closes <= on:
            status = Status.REACHED
        elif opens > on:
            status = Status.NOT_YET
        else:
            status = Status.CLOSING if days_left <= 30 else Status.OPEN
        status = (but or {}).get(row[0], status)
        because = Because(sentence("Sådan er det."), rule="test")
        reached = status in (Status.REACHED, Status.REACHED_LATE)
        found.append(
            StationPlan(
                _station(row),
                Explained(status, because),
                edition="test",
                opens=opens,
                closes=closes,
                days_left=days_left if status in (Status.OPEN, Status.CLOSING) else None,
                reached_on=(opens if status is Status.REACHED else closes) + timedelta(days=9) if reached else None,
                still_until=closes + timedelta(days=still_days) if row[0] in still else None,
                do_now=_station(row).if_missed if status is Status.MISSED else None,
            )
        )
    return JourneyPlan(on, tuple(sorted(found, key=lambda one: one.opens or date.max)))


MIXED: Final = plan_on(
    but={
        "vacc_15": Status.MISSED,
        "nursery": Status.REACHED_LATE,
        "two_years": Status.UNKNOWN,
        "language_2": Status.NOT_RELEVANT,
        "dentist": Status.MISSED,
        "play": Status.REACHED_LATE,
        "stimulation": Status.HIDDEN,
        "swim": Status.UNKNOWN,
        "language_3": Status.CLOSING,
    },
    still=("vacc_15", "dentist"),
)
"""A girl of three who has every status."""
