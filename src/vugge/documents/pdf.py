"""PDF from the same HTML as the page, tagged for screen readers.

Needs the system's Pango; without it everything else works and `pdf_of` says what to do instead.
"""

from vugge.documents.files import Read
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

try:
    from vugge.documents.typesetting import typeset
except OSError:  # Pango is not on this machine
    CAN_TYPESET = False
else:
    CAN_TYPESET = True


def pdf_of(html: str, *, read: Read, base_url: str) -> bytes:
    """Return the page as a PDF; `read` alone decides what its addresses may reach.

    Raises `NotPossibleHere` on a machine without Pango.
    """
    if not CAN_TYPESET:
        raise NotPossibleHere(
            sentence("PDF kan ikke laves på denne maskine, fordi Pango mangler. Udskriv siden fra browseren i stedet.")
        )
    return typeset(html, read=read, base_url=base_url)
