"""The register of organisations: the list with search and filters, the same as a file, and one organisation's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from vugge.catalogue.reading import area_identities
from vugge.kit.identifiers import Cvr
from vugge.kit.tables import write_xlsx
from vugge.kit.text import Text
from vugge.organisations.queries import municipalities, municipality
from vugge.organisations.queries.files import register_table
from vugge.organisations.queries.register import organisation as organisation_page
from vugge.organisations.queries.register import organisations as found_organisations
from vugge.organisations.queries.staff import keeps_register, keeps_staff
from vugge.organisations.rules.kinds import ORGANISATION_NAMES, UNIT_NAMES, OrganisationKind
from vugge.organisations.rules.register import Found, OrganisationFacts, UnitFacts, Wish, holds_on
from vugge.web.components.values import Crumb, Export, ExportKind
from vugge.web.page import file_answer
from vugge.web.personal import Opened, register_page, render_personal
from vugge.web.public.areas import ANY, XLSX
from vugge.web.public.words import said

SECTION = "organisations"
LONGEST_PAGE_NUMBER = 6
WISHES = ("q", "art", "kommune", "lukkede", "side")


class WishForm(forms.Form):
    """What somebody looks for in the register."""

    q = forms.CharField(
        label=gettext_lazy("Søg"),
        help_text=gettext_lazy("Navn, tidligere navn, enhed eller CVR-nummer"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    art = forms.ChoiceField(label=gettext_lazy("Art"), required=False)
    kommune = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)
    lukkede = forms.ChoiceField(
        label=gettext_lazy("Lukkede"),
        required=False,
        choices=[("", gettext_lazy("Vis dem ikke")), ("ja", gettext_lazy("Vis dem også"))],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self._choices("art", [ANY, *((kind.value, said(ORGANISATION_NAMES[kind])) for kind in OrganisationKind)])
        self._choices("kommune", [ANY, *((one.code, one.name) for one in municipalities())])

    def _choices(self, field: str, choices: list[tuple[str, object]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = choices

    def wish(self, page: str) -> Wish:
        """Return what is looked for; a field that could not be read asks for nothing."""
        self.full_clean()
        given = self.cleaned_data
        kind = given.get("art")
        return Wish(
            words=given.get("q", ""),
            kind=OrganisationKind(kind) if kind else None,
            municipality=given.get("kommune", ""),
            includes_closed=given.get("lukkede") == "ja",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < LONGEST_PAGE_NUMBER else 1,
        )


@dataclass(frozen=True)
class Line:
    """One organisation in the list; `units` are those of its units whose name was looked for."""

    name: str
    url: str
    kind: Text
    municipality: str
    cvr: str
    unit_count: int
    units: tuple[str, ...]
    closed_from: object


@dataclass(frozen=True)
class UnitLine:
    """One unit on its organisation's page."""

    id: int
    name: str
    kind: Text
    parent: str
    municipality: str
    area: str
    area_url: str
    address: str
    valid_from: object
    valid_to: object
    former_names: tuple[str, ...]


@dataclass(frozen=True)
class PageLink:
    """The way to another page of the list."""

    label: str
    url: str


@register_page("organisations.register_shown")
def organisations(opened: Opened) -> HttpResponse:
    """Show the register: who acts here, with search and filters."""
    query = _own(opened.request.GET)
    form = WishForm(query)
    wish = form.wish(query.get("side", ""))
    found = found_organisations(opened.viewer, wish=wish, on=timezone.localdate())
    context = {
        "wish": form,
        "lines": [_line(one, found.matching.get(one.id, ())) for one in found.organisations],
        "found": found,
        "pages": _pages(found, query),
        "exports": (Export(ExportKind.XLSX, _address("organisations_xlsx", query)), Export(ExportKind.PRINT)),
        "crumbs": (Crumb(gettext("Organisationer")),),
    }
    return render_personal(opened, "office/organisations.html", context, section=SECTION)


@register_page("organisations.register_exported")
def organisations_xlsx(opened: Opened) -> HttpResponse:
    """Give what was looked for as a spreadsheet, in the form that can be mended and imported."""
    wish = WishForm(_own(opened.request.GET)).wish("")
    header, rows = register_table(opened.viewer, wish=wish, on=timezone.localdate())
    target = BytesIO()
    write_xlsx(target, header, rows, sheet="Register")
    return file_answer(target.getvalue(), name="organisationer.xlsx", content_type=XLSX)


@register_page("organisations.organisation_shown")
def organisation(opened: Opened, *, number: int) -> HttpResponse:
    """Show one organisation with its units and the areas they lie in."""
    today = timezone.localdate()
    page = organisation_page(opened.viewer, organisation=number, on=today)
    one = page.organisation
    names = {area.key: area.name for area in area_identities()}
    former: dict[int | None, list[str]] = {}
    for name in page.former_names:
        former.setdefault(name.unit, []).append(name.name)
    lines = [(unit, _unit_line(unit, names, former.get(unit.id, ()))) for unit in page.units]
    context = {
        "organisation": one,
        "kind": ORGANISATION_NAMES[one.kind],
        "municipality": _place(one.municipality),
        "cvr": Cvr(one.cvr).written() if one.cvr else "",
        "former_names": former.get(None, ()),
        "is_open": holds_on(one.valid_from, one.valid_to, today),
        "keeps_staff": keeps_staff(opened.viewer, organisation=one),
        "keeps_register": keeps_register(opened.viewer, organisation=one),
        "units": [line for unit, line in lines if unit.valid_to is None or unit.valid_to > today],
        "closed_units": [line for unit, line in lines if unit.valid_to is not None and unit.valid_to <= today],
        "crumbs": (Crumb(gettext("Organisationer"), reverse("organisations")), Crumb(one.name)),
    }
    return render_personal(opened, "office/organisation.html", context, section=SECTION)


def _own(given: QueryDict) -> QueryDict:
    """Return the page's own parameters only, in its own order; whatever else stands in an address changes nothing."""
    query = QueryDict(mutable=True)
    for name in WISHES:
        if value := given.get(name, ""):
            query[name] = value
    return query


def _address(page: str, query: QueryDict, **changed: str) -> str:
    asked = query.copy()
    asked.pop("side", None)
    for name, value in changed.items():
        asked[name] = value
    behind = asked.urlencode()
    return f"{reverse(page)}?{behind}" if behind else reverse(page)


def _pages(found: Found, query: QueryDict) -> tuple[PageLink, ...]:
    """Return the ways to the page before and the page after, where there are any."""
    around = (
        (found.page - 1, gettext("Forrige side")),
        (found.page + 1, gettext("Næste side")),
    )
    return tuple(
        PageLink(label, _address("organisations", query, side=str(number)))
        for number, label in around
        if 1 <= number <= found.pages
    )


def _line(one: OrganisationFacts, units: tuple[str, ...]) -> Line:
    return Line(
        name=one.name,
        url=reverse("organisation", args=[one.id]),
        kind=ORGANISATION_NAMES[one.kind],
        municipality=_place(one.municipality),
        cvr=Cvr(one.cvr).written() if one.cvr else "",
        unit_count=one.units,
        units=units,
        closed_from=one.valid_to,
    )


def _unit_line(one: UnitFacts, areas: dict[str, str], former: Iterable[str]) -> UnitLine:
    return UnitLine(
        id=one.id,
        name=one.name,
        kind=UNIT_NAMES[one.kind],
        parent=one.parent_name,
        municipality=_place(one.municipality),
        area=areas.get(one.area_key, one.area_key),
        area_url=reverse("area", args=[one.area_key]) if one.area_key in areas else "",
        address=one.address,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        former_names=tuple(former),
    )


def _place(code: str) -> str:
    return municipality(code).name if code else ""
