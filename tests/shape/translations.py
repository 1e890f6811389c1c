"""Collects everything said to a reader and compares it with the English translations.

`python -m tests.shape.translations` prints what is missing, as .po text to fill in and add to the file.

Offers `said_in_python`, `said_in_template`, `said_in_the_house`, `not_one_literal`, `unfilled_places`,
`english_on_file`, `missing`, `stale` and `wrong_places`.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from tests.shape.sources import HOUSE, ROOT, Finding, dotted, files, read, strings

ENGLISH = f"{HOUSE}/locale/en/LC_MESSAGES/django.po"

CONTEXT, SINGULAR, PLURAL = "context", "singular", "plural"
ARGUMENTS = {
    "sentence": (SINGULAR,),
    "Sentence": (SINGULAR,),
    "Unreadable": (SINGULAR,),
    "translate": (SINGULAR,),
    "_": (SINGULAR,),
    "gettext": (SINGULAR,),
    "gettext_lazy": (SINGULAR,),
    "gettext_noop": (SINGULAR,),
    "ngettext": (SINGULAR, PLURAL),
    "ngettext_lazy": (SINGULAR, PLURAL),
    "pgettext": (CONTEXT, SINGULAR),
    "pgettext_lazy": (CONTEXT, SINGULAR),
    "npgettext": (CONTEXT, SINGULAR, PLURAL),
    "npgettext_lazy": (CONTEXT, SINGULAR, PLURAL),
}
FILLED = ("sentence", "Unreadable")
"""What takes the values of its places as keyword arguments."""
TEMPLATE_KEYWORDS = {
    "gettext": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TEMPLATES = (f"{HOUSE}/*/templates/*.html", f"{HOUSE}/*/templates/*.txt")


@dataclass(frozen=True, order=True)
class Said:
    """One pattern said to a reader, with its plural and context where it has them, and where it stands."""

    danish: str
    plural: str = ""
    context: str = ""
    path: str = ""
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What its translation is found by."""
        return self.context, self.danish


def calls(text: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call that says something, with the short name of the function called."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = dotted(node.func).rpartition(".")[2]
            if name in ARGUMENTS and len(node.args) >= len(ARGUMENTS[name]):
                yield name, node


def said_in_python(path: str, text: str) -> Iterator[Said]:
    """Yield what Python code says in literals."""
    for name, call in calls(text):
        parts = {
            kind: argument.value
            for kind, argument in zip(ARGUMENTS[name], call.args, strict=False)
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        }
        if SINGULAR in parts:
            yield Said(parts[SINGULAR], parts.get(PLURAL, ""), parts.get(CONTEXT, ""), path, call.lineno)


def said_in_template(path: str, text: str) -> Iterator[Said]:
    """Yield what a template says through translate and blocktranslate."""
    # A template's indentation is no Python's, and the reader of Python would stumble over it.
    unindented = "\n".join(line.lstrip() for line in templatize(text, origin=path).splitlines())
    code = BytesIO(unindented.encode())
    for line, message, _, context in extract("python", code, TEMPLATE_KEYWORDS, options={"encoding": "utf-8"}):
        danish, plural = message if isinstance(message, tuple) else (message, "")
        yield Said(danish, plural, context or "", path, line)


def said_in_the_house() -> list[Said]:
    """Return everything the project's own code and templates say."""
    python = (said for path in files(f"{HOUSE}/*.py") for said in said_in_python(path, read(path)))
    templates = (said for path in files(*TEMPLATES) for said in said_in_template(path, read(path)))
    return sorted([*python, *templates])


def not_one_literal(path: str, text: str) -> Iterator[Finding]:
    """Find sentences put together from pieces: nobody can translate them."""
    for name, call in calls(text):
        for kind, argument in zip(ARGUMENTS[name], call.args, strict=False):
            built = isinstance(argument, ast.JoinedStr | ast.BinOp) or "format" in dotted(
                getattr(argument, "func", argument)
            )
            open_end = name == "sentence" and not isinstance(argument, ast.Constant)
            if built or open_end:
                yield Finding(path, call.lineno, f"the {kind} of {name}() must be one literal with {{named}} places")


def outside_a_sentence(path: str, text: str) -> Iterator[Finding]:
    """Find Danish words in code that no translation can reach."""
    tree = ast.parse(text)
    reached: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            reached.add(id(node.value))  # a docstring
        elif isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in (*ARGUMENTS, "Text"):
            reached.update(id(part) for part in ast.walk(node))
    for words, node in strings(tree):
        if id(node) not in reached and re.search(r"[æøåÆØÅ]", words) and " " in words.strip():
            yield Finding(path, node.lineno, f"Danish outside a sentence or text: {words[:60]!r}")


def unfilled_places(path: str, text: str) -> Iterator[Finding]:
    """Find sentences whose {places} and given values differ."""
    for name, call in calls(text):
        pattern = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        if name not in FILLED or not isinstance(pattern, str):
            continue
        given = {keyword.arg for keyword in call.keywords}
        wanted = {place for _, place, _, _ in Formatter().parse(pattern) if place is not None}
        if None not in given and given != wanted:
            yield Finding(path, call.lineno, f"places {sorted(wanted)} but values {sorted(map(str, given))}")


def read_english(text: str) -> Catalog:
    """Return the translations of a .po file."""
    return read_po(BytesIO(text.encode()), locale="en", abort_invalid=True)


def english_on_file() -> Catalog:
    """Return the project's own translations; none before there is a file."""
    on_file = ROOT / ENGLISH
    return read_english(on_file.read_text(encoding="utf-8") if on_file.exists() else "")


def translated(english: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the finished translations by context and Danish; one text, or one per plural form."""
    found = {}
    for message in english:
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if _danish(message.id) and all(forms) and not message.fuzzy:
            found[message.context or "", _danish(message.id)] = forms
    return found


def _danish(key: str | Sequence[str]) -> str:
    """Return the Danish of a message in the catalogue, the singular if it has a plural; "" of the header."""
    return key if isinstance(key, str) else key[0]


def missing(said: Iterable[Said], english: Catalog) -> list[Said]:
    """Return what has no finished translation, each pattern once."""
    known = translated(english)
    first_of_each = {one.key: one for one in sorted(said, reverse=True) if one.key not in known}
    return sorted(first_of_each.values())


def stale(said: Iterable[Said], english: Catalog) -> list[str]:
    """Return the Danish of translations that nothing says any more."""
    keys = {one.key for one in said}
    left_over = {_danish(one.id) for one in english if (one.context or "", _danish(one.id)) not in keys}
    return sorted((left_over | {_danish(key) for key in english.obsolete}) - {""})


def places(text: str) -> set[str]:
    """Return the places of a pattern, {named} or %(named)s.

    >>> sorted(places("{count} områder i %(year)s, 50 %%"))
    ['%(year)s', '{count}']
    """
    return set(re.findall(r"\{\w+\}|%\(\w+\)s", text.replace("%%", "")))


def wrong_places(said: Iterable[Said], english: Catalog) -> list[Finding]:
    """Find translations that do not have the same places as the Danish."""
    known = translated(english)
    return [
        Finding(one.path, one.line, f"{one.danish!r} has places {sorted(places(whole))}, its English does not")
        for one in said
        for whole in (one.plural or one.danish,)
        for form in known.get(one.key, ())[-1:]
        if places(form) != places(whole)
    ]


def as_po(wanted: Iterable[Said]) -> str:
    """Return .po text with an empty translation for each."""
    catalog = Catalog(locale="en")
    for one in wanted:
        message = (one.danish, one.plural) if one.plural else one.danish
        catalog.add(message, locations=[(one.path, one.line)], context=one.context or None)
    out = BytesIO()
    write_po(out, catalog, width=110, omit_header=True)
    return out.getvalue().decode()


def main() -> None:
    """Print what still needs an English translation."""
    sys.stdout.write(as_po(missing(said_in_the_house(), english_on_file())))


if __name__ == "__main__":
    main()
