"""The register of what the code declares, and how a way in (page, command, export, job) enters itself there.

Offers `DECLARATIONS`, `declared` and `declaration_of`.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from vugge.audit.rules import AccessDeclared, Declarations, Purpose, access_declared

F = TypeVar("F", bound=Callable[..., object])

DECLARATIONS: Final = Declarations()

_DECLARED: Final = "vugge_declared"


def declared(action: str, *, purpose: Purpose) -> Callable[[F], F]:
    """Say of a page, command, export or job what is done through it and for which purpose."""

    def declare(function: F) -> F:
        declaration = access_declared(action, function, purpose=purpose)
        DECLARATIONS.add_access(declaration)
        setattr(function, _DECLARED, declaration)
        return function

    return declare


def declaration_of(function: Callable[..., object]) -> AccessDeclared | None:
    """Return what a way in declares, also through decorators that use `functools.wraps`."""
    found = getattr(function, _DECLARED, None)
    return found if isinstance(found, AccessDeclared) else None
