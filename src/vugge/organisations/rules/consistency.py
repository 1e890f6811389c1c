"""What must be true of a table of the register as a whole, beside what is on file: said row by row.

Offers `Register` (the register as it would be after the table) and `complaints`, by row number and field.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vugge.kit.text import Sentence, sentence
from vugge.organisations.rules.kinds import unit_refusal
from vugge.organisations.rules.register import days_refusal, folded, within_refusal
from vugge.organisations.rules.rows import Newness, OnFile, Owner, Part, RegisterRow, newness
from vugge.organisations.rules.staff import MAY_NOT_KEEP, Place

Complaint = tuple[int, str, Sentence]
"""The number of a row, the field that is wrong, and why."""


@dataclass(frozen=True)
class _Standing:
    """An organisation or a unit as it would be: its days, its parent's name if any, and its row if it has one."""

    days: tuple[date, date | None]
    parent: str = ""
    row: int | None = None
    file_id: int | None = None


@dataclass(frozen=True)
class Register:
    """The register as it would be after a table."""

    owners: Mapping[Owner, _Standing]
    parts: Mapping[Part, _Standing]

    def named(self, owner: Owner, name: str) -> tuple[Part, ...]:
        """Return the units of an organisation that bear a name, of whatever kind."""
        return tuple(part for part in self.parts if part[0] == owner and part[2] == folded(name))


def complaints(
    rows: Iterable[RegisterRow],
    on_file: OnFile,
    *,
    may_keep: Callable[[Place], bool],
    unread: frozenset[str] = frozenset(),
) -> list[Complaint]:
    """Say everything that is wrong with rows beside each other and beside what is on file.

    `unread` are the folded names in rows that could not be read: what they name may be there after all.
    """
    given = tuple(rows)
    after = _after(given, on_file)
    found = [*_twice(given), *_taken_numbers(given, on_file), *_not_allowed(given, on_file, may_keep)]
    found += [(row.number, "valid_to", why) for row in given if (why := days_refusal(*row.days))]
    found += _homeless(given, after, unread)
    for part, standing in after.parts.items():
        found += _about_unit(part, standing, after, unread=unread)
    found += _open_roles(after, on_file)
    return list(dict.fromkeys(found))


def _after(rows: tuple[RegisterRow, ...], on_file: OnFile) -> Register:
    owners = {key: _Standing((one.valid_from, one.valid_to), file_id=one.id) for key, one in on_file.owners.items()}
    keys = {one.id: key for key, one in on_file.owners.items()}
    parts: dict[Part, _Standing] = {}
    for one in on_file.parts.values():
        if one.organisation in keys:
            part = (keys[one.organisation], one.kind, folded(one.name))
            parts[part] = _Standing((one.valid_from, one.valid_to), one.parent_name, file_id=one.id)
    for row in rows:
        key = row.part
        if key is None:
            _rename(row, on_file, keys, owners, parts)
            owners[row.owner] = _Standing(row.days, row=row.number)
        else:
            before = parts.get(key)
            parts[key] = _Standing(row.days, row.parent, row.number, before.file_id if before else None)
    return Register(owners, parts)


def _rename(
    row: RegisterRow,
    on_file: OnFile,
    keys: Mapping[int, Owner],
    owners: dict[Owner, _Standing],
    parts: dict[Part, _Standing],
) -> None:
    """Let an organisation known by its CVR number go on under its new name, with its units."""
    before = on_file.organisation(row)
    old = keys.get(before.id) if before else None
    if old is None or old == row.owner:
        return
    owners.pop(old, None)
    for part in [part for part in parts if part[0] == old]:
        parts.setdefault((row.owner, *part[1:]), parts[part])
        del parts[part]


def _twice(rows: Iterable[RegisterRow]) -> Iterator[Complaint]:
    first: dict[Owner | Part, int] = {}
    for row in rows:
        same = first.setdefault(row.part or row.owner, row.number)
        if same != row.number:
            why = sentence("Den står allerede i række {same}. Behold kun den ene.", same=str(same))
            yield row.number, "unit" if row.part else "organisation", why


def _taken_numbers(rows: Iterable[RegisterRow], on_file: OnFile) -> Iterator[Complaint]:
    first: dict[str, RegisterRow] = {}
    for row in rows:
        if row.part or not row.cvr:
            continue
        same = first.setdefault(row.cvr, row)
        if same.owner != row.owner:
            why = sentence("CVR-nummeret står også i række {same}, ved en anden.", same=str(same.number))
            yield row.number, "cvr", why
        taken, known = on_file.by_cvr.get(row.cvr), on_file.organisation(row)
        if taken is not None and (known is None or known.id != taken.id):
            yield row.number, "cvr", sentence("”{name}” har allerede dette CVR-nummer.", name=taken.name)


def _not_allowed(
    rows: Iterable[RegisterRow], on_file: OnFile, may_keep: Callable[[Place], bool]
) -> Iterator[Complaint]:
    for row in rows:
        known = on_file.organisation(row)
        is_repeated = newness(row, on_file.before(row)) is Newness.UNCHANGED
        if not is_repeated and not may_keep(known.place if known else row.place):
            yield row.number, "organisation", MAY_NOT_KEEP


def _homeless(rows: Iterable[RegisterRow], after: Register, unread: frozenset[str]) -> Iterator[Complaint]:
    for row in rows:
        if row.part and row.owner not in after.owners and row.owner[2] not in unread:
            why = sentence(
                "Organisationen står hverken i registeret eller i tabellen med den art og kommune. "
                "Giv den sin egen række uden enhed."
            )
            yield row.number, "organisation", why


def _about_unit(part: Part, standing: _Standing, after: Register, *, unread: frozenset[str]) -> Iterator[Complaint]:
    """Hold a unit against its organisation and its parent; blame the row that brought the disagreement."""
    owner = after.owners.get(part[0])
    if owner is None:
        return
    wrong_kind = unit_refusal(part[1], organisation=part[0][0])
    if wrong_kind and standing.row:
        yield standing.row, "unit_kind", wrong_kind
    yield from _blamed(standing, owner, within_refusal(standing.days, owner.days))
    if not standing.parent or folded(standing.parent) in unread:
        return
    named = after.named(part[0], standing.parent)
    if len(named) != 1:
        yield from _no_parent(standing, len(named))
    elif _is_above_itself(part, after):
        yield from _no_circle(standing)
    else:
        parent = after.parts[named[0]]
        yield from _blamed(standing, parent, within_refusal(standing.days, parent.days))


def _blamed(inner: _Standing, outer: _Standing, why: Sentence | None) -> Iterator[Complaint]:
    if why is None:
        return
    if inner.row is not None:
        yield inner.row, "valid_to" if inner.days[0] >= outer.days[0] else "valid_from", why
    elif outer.row is not None:
        yield outer.row, "valid_to", sentence("Enheder under den, som ikke står i tabellen, gælder i andre dage.")


def _no_parent(standing: _Standing, found: int) -> Iterator[Complaint]:
    if standing.row is None:
        return
    if found:
        yield standing.row, "parent", sentence("Flere enheder i organisationen hedder sådan. Giv dem hver sit navn.")
    else:
        yield standing.row, "parent", sentence("Organisationen har ingen enhed, der hedder sådan.")


def _no_circle(standing: _Standing) -> Iterator[Complaint]:
    if standing.row is not None:
        why = sentence("En enhed kan ikke ligge under sig selv eller under en af sine egne enheder.")
        yield standing.row, "parent", why


def _is_above_itself(part: Part, after: Register) -> bool:
    above, passed = part, {part}
    while parent := after.parts[above].parent:
        named = after.named(part[0], parent)
        if len(named) != 1:
            return False
        above = named[0]
        if above in passed:
            return True
        passed.add(above)
    return False


def _open_roles(after: Register, on_file: OnFile) -> Iterator[Complaint]:
    for standing in after.parts.values():
        end = standing.days[1]
        if standing.row is None or standing.file_id is None or end is None:
            continue
        until = on_file.roles_until.get(standing.file_id, date.min)
        if until is None or until > end:
            yield standing.row, "valid_to", sentence("Nogen har en rolle her, der gælder længere. Afslut den først.")
