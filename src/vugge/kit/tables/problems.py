"""What is wrong with a table: one `Problem` for each place, said in Danish with row and column.

Offers `Problem`, `BadCell` (what a cell's parser raises), `Unusable` (the rest of the file cannot be read),
`column_letter` and `shortened`.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from vugge.kit.danish import Language, quoted
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence

_HEAD = 200  # enough to cut from; a cell may be of any length


class BadCell(BadInput):
    """The text of one cell is not what its column holds."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where: in the whole file, in a row, or in a cell of a row.

    `row` and `column` are what the spreadsheet shows; the header is row 1. `value` is the cell, shortened.
    """

    sentence: Sentence
    row: int | None = None
    column: str | None = None
    header: str | None = None
    value: str = ""

    @property
    def located(self) -> Sentence:
        """The sentence with its place in front."""
        if self.row is None:
            return sentence("Hele filen: {what}", what=self.sentence)
        row = str(self.row)  # the spreadsheet writes no thousands mark in row numbers
        if self.column is None:
            return sentence("Række {row}: {what}", row=row, what=self.sentence)
        if not self.header:
            return sentence("Række {row}, kolonne {column}: {what}", row=row, column=self.column, what=self.sentence)
        return sentence(
            "Række {row}, kolonne {column} »{header}«: {what}",
            row=row,
            column=self.column,
            header=self.header,
            what=self.sentence,
        )

    def say(self, language: Language = "da", translate: Callable[[str], str] | None = None) -> str:
        """Return place and sentence as text.

        >>> Problem(sentence("Cellen må ikke være tom."), row=12, column="C", header="residents").say()
        'Række 12, kolonne C »residents«: Cellen må ikke være tom.'
        """
        return self.located.say(language, translate) if translate else self.located.say(language)


class Unusable(BadInput):
    """From here on the file cannot be read; never leaves `vugge.kit.tables`."""

    def __init__(self, why: Sentence, *, row: int | None = None, column: int | None = None, value: str = "") -> None:
        super().__init__(why)
        letter = None if column is None else column_letter(column)
        self.problem = Problem(why, row=row, column=letter, value=shortened(value))


def column_letter(index: int) -> str:
    """Return what a spreadsheet calls the column with this index, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    rest = index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def shortened(value: str) -> str:
    """Return a cell's text fit for a message: 40 characters, one line, nothing invisible.

    >>> shortened("a" * 50), shortened("Ring\\x00parken\\n")
    ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…', 'Ringparken')
    """
    head = (
        " " if character.isspace() else character
        for character in value[:_HEAD]
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
    return quoted("".join(head))
