"""One question, one answer: may this viewer do this with this part of what is known of a person?

Offers `decide`, which explains itself, and `reasons`, the words behind "Hvorfor?".
"""

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.law import AccessLaw
from vugge.audit.rules import Act, Category, Sight
from vugge.kit.explained import Because, Explained
from vugge.kit.text import Sentence, sentence

RULE = "access.rules.sighting.sight_of"

_WHY: dict[BasisKind, Sentence] = {
    BasisKind.OWN: sentence("Det er dine egne oplysninger."),
    BasisKind.CUSTODY: sentence("Du har forældremyndigheden over barnet."),
    BasisKind.ASSIGNED: sentence("Du eller din enhed er tilknyttet som en del af opgaven."),
    BasisKind.STATUTE: sentence("En lovbestemmelse giver din opgave adgang."),
    BasisKind.TEAM: sentence("Du er med i teamet omkring familien."),
    BasisKind.CONSENT: sentence("Familien har givet samtykke."),
    BasisKind.MEETING: sentence("Det deles på et møde, som du deltager i."),
    BasisKind.EMERGENCY: sentence("Du har åbnet akut adgang. Det bliver gennemgået af en anden."),
}


def decide(sight: Sight, act: Act, category: Category, *, law: AccessLaw) -> Explained[bool]:
    """Say whether a viewer with this sight may do one act with one category of what is known of the person, and why."""
    return Explained(sight.may(act, category), because=reasons(sight, law=law))


def reasons(sight: Sight, *, law: AccessLaw) -> Because:
    """Say in words a citizen understands why a sight is what it is."""
    policy = law.policy
    kinds = [BasisKind(code.partition(":")[0]) for code in sight.bases]
    if not kinds:
        said = sentence("Ingen opgave, intet samtykke og ingen anden hjemmel giver adgang.")
    else:
        said = _WHY[kinds[0]]
    return Because(
        said,
        rule=RULE,
        package=policy.id,
        legal_basis=policy.legal_basis,
        certainty=policy.certainty,
        sources=policy.sources,
        parts=tuple(Because(_WHY[kind], rule=RULE, package=policy.id) for kind in dict.fromkeys(kinds[1:])),
    )
