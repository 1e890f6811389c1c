"""Text that a spreadsheet would run as a formula, and how it is made harmless.

Offers `looks_like_formula`, `disarmed` and back again `rearmed` (OWASP ASVS 5.0, 1.2.10). The apostrophe is what a
spreadsheet's own user types before such a text.
"""

import re

# Leading spaces and invisible signs do not stop every spreadsheet; the wide and small variants are read as plain ones.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫])")


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take the text for a formula.

    >>> looks_like_formula("=1+1"), looks_like_formula(" ＠SUM(A1)"), looks_like_formula("Vollsmose")
    (True, True, False)
    """
    return _FORMULA.match(text) is not None


def disarmed(text: str) -> str:
    """Put an apostrophe before what looks like a formula, also when it already has one.

    >>> disarmed("=1+1"), disarmed("'=1+1"), disarmed("Vollsmose")
    ("'=1+1", "''=1+1", 'Vollsmose')
    """
    return f"'{text}" if looks_like_formula(text) else text


def rearmed(text: str) -> str:
    """Take off the apostrophe that `disarmed` put on.

    >>> rearmed("'=1+1"), rearmed("''=1+1"), rearmed("'t Hof")
    ('=1+1', "'=1+1", "'t Hof")
    """
    return text[1:] if text.startswith("'") and looks_like_formula(text) else text
