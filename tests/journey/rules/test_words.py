"""What shows a station, and for whom it is, is said in words a family understands."""

from decimal import Decimal

import pytest

from vugge.journey.queries.law import measures, national_network, network_for
from vugge.journey.rules.route import Anchor, Condition, ConditionKind, Line, Proof, ProofKind, Responsible
from vugge.journey.rules.words import ANCHOR_WORDS, LINE_WORDS, RESPONSIBLE_WORDS, condition_words, proof_words
from vugge.people.rules.kinds import SpellKind

PROOFS = [
    (Proof(ProofKind.EVIDENCE, measure="hpv"), "Der står »HPV-vaccine« i planen"),
    (Proof(ProofKind.EVIDENCE, measure="unheard_of"), "Der står »unheard_of« i planen"),
    (Proof(ProofKind.EVIDENCE, measure="language_test", values=("passed",)), "Sprogprøve: bestået"),
    (
        Proof(ProofKind.EVIDENCE, measure="absence_percent", at_most=Decimal("9.9")),
        "Fravær i skoleåret: højst 9,9 %",
    ),
    (
        Proof(ProofKind.EVIDENCE, measure="standpunkt_8", at_least=Decimal(5)),
        "Snit af standpunktskarakterer i 8. klasse: mindst 5 på karakterskalaen",
    ),
    (Proof(ProofKind.SPELL, spells=(SpellKind.SCHOOL,)), "Barnet eller den unge går i skole"),
    (
        Proof(ProofKind.SPELL, spells=(SpellKind.EDUCATION, SpellKind.SCHOOL, SpellKind.JOB), after_days=90),
        (
            "Barnet eller den unge går på en ungdomsuddannelse, går i skole eller har et job, "
            "og har gjort det i mindst 90 dage"
        ),
    ),
]


@pytest.mark.parametrize(("proof", "words"), PROOFS, ids=[words for _, words in PROOFS])
def test_a_proof_is_said_in_words(proof: Proof, words: str) -> None:
    assert proof_words(proof, measures()).say() == words


CONDITIONS = [
    (Condition(ConditionKind.LIVES_IN_LISTED_AREA), "Kun for den, der bor i et udsat boligområde."),
    (Condition(ConditionKind.SCHOOL_FROM_LISTED_AREAS), "Kun på skoler, hvor mange børn bor i udsatte boligområder."),
    (Condition(ConditionKind.ARRIVED_LATER), "Kun for den, der kom til Danmark senere."),
    (Condition(ConditionKind.IN, spells=(SpellKind.SUPPORT,)), "Kun for den, der får støtte."),
    (
        Condition(ConditionKind.NOT_IN, spells=(SpellKind.DAYCARE, SpellKind.SCHOOL)),
        "Ikke for den, der går i dagtilbud eller går i skole.",
    ),
    (Condition(ConditionKind.NO_EVIDENCE, measure="hpv"), "Kun når »HPV-vaccine« ikke står i planen."),
    (Condition(ConditionKind.EVIDENCE, measure="hpv"), "Kun når »HPV-vaccine« står i planen."),
    (
        Condition(ConditionKind.EVIDENCE, measure="reading_test", values=("needs_help",)),
        "Kun når »National læsetest« er: har brug for hjælp.",
    ),
    (
        Condition(ConditionKind.EVIDENCE, measure="absence_percent", at_least=Decimal(10)),
        "Kun når »Fravær i skoleåret« er mindst 10.",
    ),
    (
        Condition(ConditionKind.EVIDENCE, measure="standpunkt_8", at_most=Decimal("4.9")),
        "Kun når »Snit af standpunktskarakterer i 8. klasse« er højst 4,9.",
    ),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS, ids=[words for _, words in CONDITIONS])
def test_a_condition_is_said_in_words(condition: Condition, words: str) -> None:
    assert condition_words(condition, measures()).say() == words


def test_every_line_responsible_and_anchor_has_a_name() -> None:
    assert set(LINE_WORDS) == set(Line)
    assert set(RESPONSIBLE_WORDS) == set(Responsible)
    assert set(ANCHOR_WORDS) == set(Anchor)


def test_every_proof_and_condition_on_the_shipped_routes_can_be_said() -> None:
    for network in (national_network(), network_for("9001")):
        for edition in network.editions:
            for one in edition.stations.values():
                for words in (
                    *(proof_words(proof, network.measures) for proof in one.reached_by),
                    *(condition_words(condition, network.measures) for condition in one.applies),
                ):
                    assert "{" not in words.say(), one.id
