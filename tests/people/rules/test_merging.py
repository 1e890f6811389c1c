"""A merge loses nothing: both values of everything that differs are kept, and every field has one that counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.errors import BadInput
from vugge.people.rules.changes import Plain, body, differences, written
from vugge.people.rules.merging import Side, merge_plan

FIELDS = ("given_names", "surname", "born", "language")
VALUES: st.SearchStrategy[Plain] = st.one_of(
    st.text(max_size=5), st.none(), st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.booleans()
)
RECORDS = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))
CHOICES = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(list(Side)))


@given(kept=RECORDS, gone=RECORDS, choices=CHOICES)
def test_both_values_of_every_difference_are_kept(
    kept: dict[str, Plain], gone: dict[str, Plain], choices: dict[str, Side]
) -> None:
    stored = merge_plan(kept, gone, choices=choices).written()
    for field in FIELDS:
        if kept[field] != gone[field]:
            assert (stored[field]["kept"], stored[field]["gone"]) == (written(kept[field]), written(gone[field]))
        else:
            assert field not in stored


@given(kept=RECORDS, gone=RECORDS, choices=CHOICES)
def test_what_counts_is_one_of_the_two_and_the_chosen_one(
    kept: dict[str, Plain], gone: dict[str, Plain], choices: dict[str, Side]
) -> None:
    plan = merge_plan(kept, gone, choices=choices)
    for field in FIELDS:
        assert plan.values[field] in (kept[field], gone[field])
        if kept[field] != gone[field] and field in choices:
            assert plan.values[field] == (kept if choices[field] is Side.KEPT else gone)[field]


@given(kept=RECORDS, gone=RECORDS)
def test_an_empty_field_is_filled_from_the_other(kept: dict[str, Plain], gone: dict[str, Plain]) -> None:
    plan = merge_plan(kept, gone)
    for field in FIELDS:
        if kept[field] in (None, "") and gone[field] not in (None, ""):
            assert plan.values[field] == gone[field]


def test_a_choice_of_no_field_is_refused() -> None:
    with pytest.raises(BadInput, match="hedder shoe_size"):
        merge_plan({"surname": "A"}, {"surname": "B"}, choices={"shoe_size": Side.KEPT})


@given(RECORDS)
def test_the_same_content_has_the_same_body(record: dict[str, Plain]) -> None:
    assert body(record) == body(dict(reversed(record.items())))
    assert differences(record, record) == ()
