"""Files in which one cell is wrong, in every way a spreadsheet or a tired person makes it so."""

from collections.abc import Iterator

from tests.areas.damage.table import COUNTS, Damage, with_value

SHARES = ("share_unattached_pct", "share_nonwestern_pct", "convicted_pct", "share_basic_education_pct")
FLAGS = ("list_udsat", "list_parallel", "list_omdannelse", "list_forebyggelse")
LONG = "Lang" * 80

VALUES: dict[str, tuple[tuple[str, str], ...]] = {
    "text_for_number": (
        ("residents", "mange"),
        ("share_unattached_pct", "to ud af fem"),
        ("convicted_pct", "2,7 procent"),
        ("income_pct_of_region", "O"),
        ("criteria_met", "tre"),
        ("year", "totusindeseksten"),
    ),
    "unknown_as_a_word": tuple(zip(("residents", *SHARES), ("n/a", "ukendt", "..", "-", "NaN"), strict=True)),
    "out_of_range": (
        ("residents", "0"),
        ("residents", "-5"),
        ("residents", "100001"),
        ("share_unattached_pct", "100.1"),
        ("share_nonwestern_pct", "-0.1"),
        ("convicted_pct", "270"),
        ("share_basic_education_pct", "578"),
        ("income_pct_of_region", "400.5"),
        ("criteria_met", "6"),
        ("criteria_met", "-1"),
        ("year", "12016"),
    ),
    "unknown_municipality": (
        ("municipality", "Atlantis"),
        ("municipality", "Malmö"),
        ("municipality", "København K"),
        ("municipality", "0751"),
    ),
    "misspelt_municipality": (
        ("municipality", "Odens"),
        ("municipality", "Aarhsu"),
        ("municipality", "Kjøbenhavn"),
        ("municipality", "Slagelsse"),
    ),
    "formula_text": (
        ("area", "=1+1"),
        ("area", '=HYPERLINK("https://example.org","Vollsmose")'),
        ("municipality", "@SUM(A1)"),
        ("source_url", "+45 12 34 56 78"),
        ("area", "-Vollsmose"),
        ("area", "\t=cmd"),
    ),
    "spreadsheet_error": (
        ("residents", "#REF!"),
        ("share_unattached_pct", "#DIV/0!"),
        ("area", "#NAVN?"),
        ("convicted_pct", "#I/T"),
        ("list_udsat", "#VÆRDI!"),
        ("income_pct_of_region", "#N/A"),
    ),
    "date_for_number": (
        ("convicted_pct", "02-jul"),
        ("share_unattached_pct", "2016-05-04 00:00:00"),
        ("share_nonwestern_pct", "1. maj"),
        ("income_pct_of_region", "mar-55"),
        ("residents", "2016-12-01"),
    ),
    "separators_mixed_up": (
        ("residents", "1,158"),
        ("residents", "1.15"),
        ("residents", "1158.5"),
        ("residents", "11 58"),
        ("share_unattached_pct", "1.041,2"),
        ("share_nonwestern_pct", "41,2,1"),
        ("convicted_pct", "2'85"),
        ("income_pct_of_region", "5 5,1"),
    ),
    "shortened_by_the_spreadsheet": (("residents", "1,2E+03"), ("share_unattached_pct", "4,1E+01")),
    "broken_letters": (
        ("area", "TÃ¥strupgÃ¥rd"),
        ("area", "HÃ¸je Kolstrup"),
        ("municipality", "K\ufffdbenhavn"),
        ("source_url", "Listen â€“ tabel 2"),
    ),
    "no_flag": tuple(zip(FLAGS, ("måske", "2", "x", "-1"), strict=True)),
    "a_year_without_law": (("year", "2009"), ("year", "1999"), ("year", "1900")),
    "a_year_to_come": (("year", "2031"), ("year", "2099"), ("year", "2200")),
    "empty_where_needed": (("area", ""), ("municipality", ""), ("year", ""), ("source_url", "")),
    "only_spaces_where_needed": (("area", "   "), ("source_url", " ")),
    "too_long": (("area", LONG), ("municipality", LONG), ("source_url", "https://example.org/" + "a" * 4000)),
    "far_too_long": (("source_url", "a" * 10_001),),
    "no_name": (("area", "!!!"), ("area", "—"), ("area", "… …")),
    "two_lines_in_one_name": (("area", "Vollsmose\nNord"), ("area", "Vollsmose\u202eNord")),
    "a_day_that_is_none": (("list_day", "31-02-2016"), ("list_day", "i december"), ("list_day", "2016-13-01")),
    "a_day_of_another_year": (("list_day", "2017-12-01"), ("list_day", "01-12-2015")),
    "persons_that_are_no_number": ((COUNTS[0], "fire"), (COUNTS[1], "0"), (COUNTS[0], "-3")),
}


def cell_damages() -> Iterator[Damage]:
    """Return every damaged cell as CSV and as XLSX."""
    for kind, places in VALUES.items():
        for seed, (field, value) in enumerate(places):
            yield with_value(kind, "csv", field, value, seed)
            yield with_value(kind, "xlsx", field, value, seed)
