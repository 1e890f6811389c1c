"""Changing a family: who lives together and where, who has custody, who is a parent. From a day; nothing is lost."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.actors import scope
from vugge.access.queries.families import FamilyPage, family_choices, family_movers, family_page
from vugge.access.queries.lists import found_people
from vugge.access.queries.permits import permit
from vugge.audit.actions import together
from vugge.audit.rules import Act, Category, Permit
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence
from vugge.people.actions.families import (
    add_parent,
    confirm_custody,
    end_custody,
    give_custody,
    give_sole_custody,
    leave_household,
    live_together,
    remove_parent,
)
from vugge.people.actions.spells import Address, move_home
from vugge.people.rules.kinds import CustodyKind, ParentKind, PersonState
from vugge.people.rules.values import PersonLine
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import UNUSABLE, Asking, DayField, answered
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.frontline.spells import ADDRESS, HomeForm
from vugge.web.login.session import here
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say
from vugge.web.templatetags.personal import age

RADIO: Final = {"class": "form-radio radio-large"}
POST: Final = ("POST",)
SHARED, SOLE = "faelles", "ene"
LEFT: Final = Asking(
    _("Flyttet fra husstanden"),
    _("Gem"),
    lead=_("Borgeren hører ikke til husstanden mere fra den dag. Det, der var, bliver stående."),
)
ENDED: Final = Asking(
    _("Forældremyndigheden slutter"),
    _("Gem"),
    lead=_(
        "Fra midnat den dag giver den ikke adgang til noget om barnet mere. Har ingen anden den, står barnet uden: "
        "skriv så ind, hvem der har den nu."
    ),
)
REMOVED: Final = Asking(
    _("Ikke barnets forælder"),
    _("Fjern"),
    lead=_("Brug det kun, når nogen står som forælder ved en fejl. Det, der stod, bliver gemt med din begrundelse."),
)


class WhoForm(forms.Form):
    """Somebody of the family, or another of one's own people."""

    who = forms.ChoiceField(
        label=_("Hvem?"),
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg, hvem det er, eller find en anden."), "invalid_choice": _("Vælg igen.")},
    )
    text = forms.CharField(
        label=_("Find en anden"),
        help_text=_("Navn, fødselsdag eller CPR-nummer på en, du har adgang til. Tryk på Søg, og vælg så ovenfor."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, data: QueryDict | None, offered: dict[UUID, PersonLine], **options: Any
    ) -> None:  # Any: Django's
        super().__init__(data, **options)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        who.choices = [(str(one.id), _line(one)) for one in offered.values()]


class JoinForm(WhoForm):
    """With whom somebody lives."""

    begins = DayField(label=_("Fra"))


class ParentForm(WhoForm):
    """Who is a parent."""

    kind = forms.ChoiceField(
        label=_("Som"),
        choices=[(one.value, WORDS[ParentKind][one]) for one in ParentKind],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg mor, far eller medmor.")},
    )


class CustodyForm(WhoForm):
    """Who has custody, as what, and with or without those who have it."""

    kind = forms.ChoiceField(
        label=_("Som"),
        choices=[(one.value, WORDS[CustodyKind][one]) for one in CustodyKind],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg, hvad personen er for barnet.")},
    )
    way = forms.ChoiceField(
        label=_("Sammen med andre?"),
        choices=[
            (SHARED, _("Fælles: de, der har den nu, beholder den")),
            (SOLE, _("Ene: de andres slutter den dag")),
        ],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg, om forældremyndigheden er fælles eller ene.")},
    )
    begins = DayField(label=_("Fra"))


class DayForm(forms.Form):
    """The first day without."""

    ends = DayField(label=_("Slutter"), help_text=_("Den første dag, det ikke er sådan mere."))


class WhyForm(forms.Form):
    """Why something was wrong."""

    reason = forms.CharField(label=_("Hvad var galt?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MoveForm(HomeForm):
    """Who of the household moves, to where, and when."""

    who = forms.MultipleChoiceField(
        label=_("Hvem flytter?"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checkbox checkbox-large"}),
        error_messages={"required": _("Vælg mindst én, der flytter.")},
    )
    field_order = ("who", *ADDRESS, "begins", "key")


@frontline_page("access.family_shown")
def family(opened: Opened, identity: UUID) -> HttpResponse:
    """Show a person's family with all that can be changed in it."""
    page = family_page(opened.viewer, person=identity)
    context = {
        "page": page,
        "households": _by_household(page, identity),
        "is_child": page.person.state is PersonState.EXPECTED or bool(page.record.custody or page.record.parents),
        "may_join": page.sight.may(Act.ADD, Category.FAMILY),
        "may_move": page.sight.may(Act.ADD, Category.LOCATION),
        "may_confirm": page.sight.may(Act.DECIDE, Category.FAMILY),
        "note": note_in(opened.request),
        "crumbs": crumbs(identity, gettext("Ret familien")),
    }
    return render_personal(opened, "frontline/family.html", context, section="my_people")


@frontline_page("people.household_joined_shown", methods=FORM)
def household_join(opened: Opened, identity: UUID) -> HttpResponse:
    """Write with whom a person lives."""
    mine = _leave(opened, Act.ADD, identity)

    def join(given: dict[str, Any], who: UUID) -> None:
        live_together(
            opened.viewer,
            permit=mine,
            scope=scope(opened.viewer),
            other=who,
            leave=lambda: _leave(opened, Act.ADD, who),
            begins=given["begins"],
        )

    asking = Asking(_("Bor sammen med"), _("Gem"), lead=_("Vælg en, borgeren bor sammen med, og fra hvilken dag."))
    return _with_whom(opened, identity, kind=JoinForm, asking=asking, do=join)


@frontline_page("people.household_left_shown", methods=FORM)
def household_leave(opened: Opened, identity: UUID, household: UUID) -> HttpResponse:
    """Write that a person has left a household."""
    leave = _leave(opened, Act.CHANGE, identity)
    form = DayForm(opened.request.POST if opened.is_sent else None, initial={"ends": localdate()})

    def end(given: dict[str, Any], _head: object) -> HttpResponse:
        leave_household(opened.viewer, permit=leave, household=household, ends=given["ends"])
        return done("family", identity, note="familie")

    return answered(opened, identity, form=form, asking=LEFT, do=end)


@frontline_page("people.household_moved_shown", methods=FORM)
def household_move(opened: Opened, identity: UUID) -> HttpResponse:
    """Let those of a household move who move, to one address on one day: all of them or none."""
    permit(opened.viewer, Act.ADD, person=identity, category=Category.LOCATION)
    choices = family_movers(opened.viewer, person=identity)
    offered = [(str(one.id), _line(one)) for one in (choices.person, *choices.offered)]
    first = {"begins": localdate(), "who": [value for value, _name in offered]}
    form = MoveForm(opened.request.POST if opened.is_sent else None, initial=first)
    who = form.fields["who"]
    assert isinstance(who, forms.MultipleChoiceField)  # noqa: S101  tells the type checker, which sees any field
    who.choices = offered

    def move(given: dict[str, Any], _head: object) -> HttpResponse:
        leaves = [permit(opened.viewer, Act.ADD, person=UUID(one), category=Category.LOCATION) for one in given["who"]]
        address = Address(**{name: given[name] for name in ADDRESS}, municipality=_municipality(opened))
        with together():
            for leave in leaves:
                key = f"{given['key']} {leave.sight.person}"
                move_home(opened.viewer, permit=leave, address=address, begins=given["begins"], key=key)
        return done("family", identity, note="familie")

    asking = Asking(
        _("Husstanden flytter"),
        _("Gem"),
        lead=_("Den gamle adresse slutter den dag og bliver stående. Her står kun dem, du må flytte."),
    )
    return answered(opened, identity, form=form, asking=asking, do=move)


@frontline_page("people.custody_given_shown", methods=FORM)
def custody_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write who has custody of a child, shared or sole."""
    leave = _leave(opened, Act.CHANGE, identity)

    def give(given: dict[str, Any], who: UUID) -> None:
        mine = scope(opened.viewer)
        write = give_sole_custody if given["way"] == SOLE else give_custody
        kind = CustodyKind(given["kind"])
        write(opened.viewer, permit=leave, scope=mine, holder=who, kind=kind, begins=given["begins"])

    asking = Asking(
        _("Forældremyndighed"),
        _("Gem"),
        lead=_(
            "Den gælder fra midnat den dag. Er nogen i familien beskyttet, åbner den intet, før en anden har set på "
            "den."
        ),
        why=_("Forældremyndighed afgør, hvem der må se og svare for barnet. En forkert kan være farlig."),
    )
    return _with_whom(opened, identity, kind=CustodyForm, asking=asking, do=give)


@frontline_page("people.custody_ended_shown", methods=FORM)
def custody_end(opened: Opened, identity: UUID, custody: UUID) -> HttpResponse:
    """Write that somebody has custody of a child no longer."""
    leave = _leave(opened, Act.CHANGE, identity)
    form = DayForm(opened.request.POST if opened.is_sent else None, initial={"ends": localdate()})

    def end(given: dict[str, Any], _head: object) -> HttpResponse:
        end_custody(opened.viewer, permit=leave, custody=custody, ends=given["ends"])
        return done("family", identity, note="familie")

    return answered(opened, identity, form=form, asking=ENDED, do=end)


@frontline_page("people.custody_confirmed_shown", methods=POST)
def custody_confirm(opened: Opened, identity: UUID, custody: UUID) -> HttpResponse:
    """Say that a custody in a protected family is right."""
    confirm_custody(opened.viewer, permit=_leave(opened, Act.DECIDE, identity), custody=custody)
    return done("family", identity, note="familie")


@frontline_page("people.parent_added_shown", methods=FORM)
def parent_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write who is a child's parent."""
    leave = _leave(opened, Act.CHANGE, identity)

    def add(given: dict[str, Any], who: UUID) -> None:
        mine = scope(opened.viewer)
        add_parent(opened.viewer, permit=leave, scope=mine, parent=who, kind=ParentKind(given["kind"]))

    asking = Asking(
        _("Hvem er barnets forælder?"),
        _("Gem"),
        lead=_("At være forælder giver ikke adgang til noget. Det gør kun forældremyndighed."),
    )
    return _with_whom(opened, identity, kind=ParentForm, asking=asking, do=add)


@frontline_page("people.parent_removed_shown", methods=FORM)
def parent_remove(opened: Opened, identity: UUID, parent: UUID) -> HttpResponse:
    """Take away a parent who was written by mistake."""
    leave = _leave(opened, Act.CHANGE, identity)
    form = WhyForm(opened.request.POST if opened.is_sent else None)

    def remove(given: dict[str, Any], _head: object) -> HttpResponse:
        remove_parent(opened.viewer, permit=leave, parent=parent, **given)
        return done("family", identity, note="familie")

    return answered(opened, identity, form=form, asking=REMOVED, do=remove)


def _with_whom(
    opened: Opened,
    identity: UUID,
    *,
    kind: type[WhoForm],
    asking: Asking,
    do: Callable[[dict[str, Any], UUID], None],  # Any: the cleaned values of a form
) -> HttpResponse:
    """Ask for somebody and something more; what is searched for is sent, never written in an address."""
    choices = family_choices(opened.viewer, person=identity)
    sent = opened.request.POST if opened.is_sent else QueryDict()
    offered = {one.id: one for one in choices.offered}
    if text := sent.get("text", "").strip()[:200]:
        offered |= {one.id: one for one in found_people(opened.viewer, text=text).persons}
    offered.pop(identity, None)
    is_finding = "find" in sent
    first = {"begins": localdate(), **(dict(sent.items()) if is_finding else {})}
    form = kind(sent if opened.is_sent and not is_finding else None, offered, initial=first)
    if opened.is_sent and not is_finding and form.is_valid():
        try:
            do(form.cleaned_data, UUID(form.cleaned_data["who"]))
            return done("family", identity, note="familie")
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    context = {
        "form": form,
        "asking": asking,
        "person": choices.person,
        "said": _said(is_finding=is_finding, text=text, offered=offered, near=choices.offered),
        "crumbs": crumbs(identity, str(asking.title)),
    }
    status = UNUSABLE if opened.is_sent and not is_finding else 200
    return render_personal(opened, "frontline/family_form.html", context, section="my_people", status=status)


def _said(
    *, is_finding: bool, text: str, offered: dict[UUID, PersonLine], near: tuple[PersonLine, ...]
) -> Sentence | None:
    if not is_finding:
        return None
    more = len(offered.keys() - {one.id for one in near})
    if not text:
        return sentence("Skriv et navn, en fødselsdag eller et nummer, og tryk på Søg igen.")
    if not more:
        return sentence("Ingen fundet blandt dem, du har adgang til. Registrer borgeren først, hvis det er en ny.")
    return sentence("Fundet: {count}. Vælg nu den rigtige.", count=more)


def _by_household(page: FamilyPage, identity: UUID) -> list[tuple[UUID, list[object]]]:
    """Return each household of the person with the others in it."""
    found: dict[UUID, list[object]] = {}
    for one in page.record.members:
        members = found.setdefault(one.household, [])
        if one.person != identity:
            members.append(one)
    return list(found.items())


def _line(one: PersonLine) -> str:
    name = one.name or gettext("Barn uden navn")
    return f"{name}, {age(one.born)}" if one.born else name


def _leave(opened: Opened, act: Act, identity: UUID) -> Permit:
    return permit(opened.viewer, act, person=identity, category=Category.FAMILY)


def _municipality(opened: Opened) -> str:
    who = here(opened.request)
    return who.role.municipality if who and who.role else ""
