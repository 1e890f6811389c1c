"""Who has which number, of those whom the viewer sees in full: for files that name people by their number."""

from collections.abc import Collection, Mapping
from uuid import UUID

from vugge.audit.rules import Act, Category, Level, Scope
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.people import models
from vugge.people.models.sealed import hash_of


def named_by(scope: Scope, written: Collection[str]) -> Mapping[str, UUID]:
    """Return whom each text means, by CPR number in any writing or by our own id; what means nobody is left out.

    Only those whose identity the viewer may find them by. One statement.
    """
    numbers = {hash_of(number): text for text in written if (number := _number(text)) is not None}
    rows = models.Identifier.objects.within(scope).filter(hash__in=list(numbers))
    found = {numbers[hashed]: person for hashed, person in rows.values_list("hash", "person_id")}
    found |= {text: identity for text in written if (identity := _identity(text)) is not None}
    return {text: person for text, person in found.items() if _may_find(scope, person)}


def _may_find(scope: Scope, person: UUID) -> bool:
    sight = scope.sight(person)
    return sight.level is Level.FULL and sight.may(Act.FIND, Category.IDENTITY)


def _number(text: str) -> Cpr | None:
    try:
        return Cpr.parse(text)
    except BadInput:
        return None


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
