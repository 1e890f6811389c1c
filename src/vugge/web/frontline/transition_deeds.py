"""The short forms on a transition's page: one for each deed, shown when the deed fits and is the viewer's to do.

Offers `DEEDS`, by the word that a form sends, and `shown_deeds`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.teams import add_to_team
from vugge.access.queries.permits import permit
from vugge.audit.actions import together
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.actions.mentors import Touch, choose_mentor, end_mentor, log_contact
from vugge.journey.actions.transition_notes import write_note
from vugge.journey.actions.transitions import (
    Destination,
    accept_transition,
    answer_item,
    cancel_transition,
    close_transition,
    confirm_arrival,
    follow_up,
    move_day,
    offer_transition,
    plan_transition,
    return_transition,
)
from vugge.journey.rules.transition_values import ItemAnswer, TransitionPage
from vugge.journey.rules.transitions import Deed, Part, State
from vugge.people.actions.spells import Stay, start_spell
from vugge.web.frontline.transition_forms import (
    ITEM_PREFIX,
    NOTE_PREFIX,
    ArrivedForm,
    ContactForm,
    FollowForm,
    Given,
    ReasonForm,
    VersionForm,
    YesForm,
    items_form,
    mentor_form,
    note_form,
    plain,
    plan_form,
)
from vugge.web.personal import Opened


@dataclass(frozen=True)
class DeedForm:
    """One deed: its title, what its button says, its form, when it fits, and what it does. `note`: what is said after.

    `is_aside`: it lies folded under the others. `is_main`: it is what one mostly comes for.
    """

    title: Promise
    submit: Promise
    make: Callable[[Opened, TransitionPage, Given, Any], forms.Form]  # Any: what was sent, or nothing
    fits: Callable[[TransitionPage], bool]
    do: Callable[[Opened, TransitionPage, Given], None]
    note: str = "overgang"
    lead: Promise | str = ""
    is_aside: bool = False
    is_main: bool = False

    def form(self, opened: Opened, page: TransitionPage, sent: Any = None) -> forms.Form:  # Any: likewise
        """Return the form, with what was sent if it was this one."""
        return self.make(opened, page, {"version": page.version}, sent)


def _share(opened: Opened, page: TransitionPage) -> Permit:
    return permit(opened.viewer, Act.SHARE, person=page.line.child.id, category=Category.SHARING)


def _plan(opened: Opened, page: TransitionPage, given: Given) -> None:
    to = Destination(given["planned_on"], given["to_unit"], given.get("to_place", ""))
    leave = _share(opened, page)
    plan_transition(opened.viewer, permit=leave, transition=page.line.id, version=given["version"], to=to)


def _items(opened: Opened, page: TransitionPage, given: Given) -> None:
    """Answer the points whose answer is another than before: nobody has answered what was left as it stood."""
    before = {f"{ITEM_PREFIX}{one.item.id}": one.answer or ItemAnswer.NOT_YET for one in page.items}
    leave = _share(opened, page)
    with together():
        for name, said in given.items():
            if said is not before.get(name):
                item = name.removeprefix(ITEM_PREFIX)
                answer_item(opened.viewer, permit=leave, transition=page.line.id, item=item, answer=said)


def _note(opened: Opened, page: TransitionPage, given: Given) -> None:
    texts = {name.removeprefix(NOTE_PREFIX): text for name, text in given.items() if name.startswith(NOTE_PREFIX)}
    leave = _share(opened, page)
    write_note(opened.viewer, permit=leave, transition=page.line.id, version=given["version"], texts=texts)


def _step(action: Callable[..., object]) -> Callable[[Opened, TransitionPage, Given], None]:
    """Return what does a step with just what its form asks for."""

    def do(opened: Opened, page: TransitionPage, given: Given) -> None:
        action(opened.viewer, permit=_share(opened, page), transition=page.line.id, **given)

    return do


def _back(opened: Opened, page: TransitionPage, given: Given) -> None:
    """Send back: a place with a log-in answers for itself, for another the sender writes it."""
    leave = None if page.to_unit is not None else _share(opened, page)
    return_transition(opened.viewer, permit=leave, transition=page.line.id, **given)


def _yes(opened: Opened, page: TransitionPage, given: Given) -> None:
    leave = None if page.to_unit is not None else _share(opened, page)
    accept_transition(opened.viewer, permit=leave, transition=page.line.id, **given)


def _move(opened: Opened, page: TransitionPage, given: Given) -> None:
    """Move the day: the sender may move it to any day, the next place to a later one."""
    leave = _share(opened, page) if page.line.part is Part.SENDER else None
    move_day(opened.viewer, permit=leave, transition=page.line.id, **given)


def _arrive(opened: Opened, page: TransitionPage, given: Given) -> None:
    """Confirm that the child has begun, and write the place in where it is not there yet."""
    with together():
        confirm_arrival(opened.viewer, permit=_share(opened, page), transition=page.line.id, **given)
        if page.writes is not None and page.to_unit is not None:
            leave = permit(opened.viewer, Act.ADD, person=page.line.child.id, category=Category.EDUCATION)
            stay = Stay(page.writes, given["arrived_on"], unit=page.to_unit)
            start_spell(opened.viewer, permit=leave, stay=stay, key=f"transition-{page.line.id}")


def _follow(opened: Opened, page: TransitionPage, given: Given) -> None:
    there = {"ja": True, "nej": False}.get(given.pop("still_there"))
    follow_up(opened.viewer, permit=_share(opened, page), transition=page.line.id, still_there=there, **given)


def _mentor(opened: Opened, page: TransitionPage, given: Given) -> None:
    """Write the young person's choice, and give the mentor a place in the team, for so long."""
    leave = _share(opened, page)
    with together():
        ends = choose_mentor(opened.viewer, permit=leave, transition=page.line.id, account=given["account"])
        reason = gettext("Overgangsmentor, valgt af den unge")
        unit = int(opened.viewer.unit)
        add_to_team(opened.viewer, permit=leave, account=given["account"], reason=reason, unit=unit, until=ends)


def _mentor_end(opened: Opened, page: TransitionPage, _given: Given) -> None:
    end_mentor(opened.viewer, permit=_share(opened, page), transition=page.line.id)


def _contact(opened: Opened, page: TransitionPage, given: Given) -> None:
    touch = Touch(given["on"], given["how"], given["words"])
    log_contact(opened.viewer, permit=_share(opened, page), transition=page.line.id, touch=touch, key=given["key"])


def _does(deed: Deed) -> Callable[[TransitionPage], bool]:
    return lambda page: deed in page.may


def _is_unplanned(page: TransitionPage) -> bool:
    return page.may_write and page.line.state.value in (State.PREPARED, State.RETURNED)


def _is_asked(page: TransitionPage) -> bool:
    has_place = page.to_unit is not None or bool(page.to_place)
    return Deed.OFFER in page.may and page.line.planned_on is not None and has_place


def _followup_near(page: TransitionPage) -> bool:
    return Deed.FOLLOW_UP in page.may and page.followup_due is not None


_STILL: Final[Mapping[bool | None, str]] = {True: "ja", False: "nej", None: ""}


def _still(page: TransitionPage) -> str:
    return "" if page.followup_due is None else _STILL[page.followup_due.still_there.value]


DEEDS: Final[Mapping[str, DeedForm]] = {
    "sted": DeedForm(_("Hvorhen og hvornår?"), _("Gem sted og dag"), plan_form, _is_unplanned, _plan),
    "liste": DeedForm(_("Er alt klar?"), _("Gem listen"), items_form, lambda page: page.may_write, _items),
    "note": DeedForm(
        _("Noten til det næste sted"),
        _("Gem noten"),
        note_form,
        lambda page: page.may_write,
        _note,
        lead=_("Skriv det gode først. Familien kan læse noten og siger selv ja til, at den gives videre."),
    ),
    "spoerg": DeedForm(
        _("Spørg det næste sted"),
        _("Spørg nu"),
        plain(VersionForm),
        _is_asked,
        _step(offer_transition),
        lead=_("Stedet får at vide, at et barn kommer, og hvornår. Det får ikke at vide, hvem barnet er."),
        note="overgang_spurgt",
        is_main=True,
    ),
    "ja": DeedForm(
        _("Stedet siger ja"),
        _("Skriv ja"),
        plain(YesForm, begins_on=lambda page: page.line.planned_on),
        _does(Deed.ACCEPT),
        _yes,
    ),
    "begyndt": DeedForm(
        _("Er barnet begyndt?"),
        _("Bekræft, at barnet er begyndt"),
        plain(ArrivedForm, arrived_on=lambda page: min(page.line.planned_on or localdate(), localdate())),
        _does(Deed.ARRIVE),
        _arrive,
        lead=_("Først når det er bekræftet, går ansvaret over til det nye sted."),
        note="overgang_begyndt",
        is_main=True,
    ),
    "flyt": DeedForm(
        _("Begynder barnet en anden dag?"),
        _("Flyt dagen"),
        plain(YesForm, begins_on=lambda page: page.line.planned_on),
        lambda page: page.line.state.value is State.ACCEPTED and page.to_unit is not None and page.may != frozenset(),
        _move,
        is_aside=True,
    ),
    "opfoelgning": DeedForm(
        _("Hvordan gik det?"), _("Gem svaret"), plain(FollowForm, still_there=_still), _followup_near, _follow
    ),
    "kontakt": DeedForm(
        _("Skriv en kontakt ind"),
        _("Gem kontakten"),
        plain(ContactForm, on=lambda _page: localdate()),
        lambda page: page.is_mentor,
        _contact,
    ),
    "mentor": DeedForm(
        _("Vælg en mentor"),
        _("Gem mentoren"),
        mentor_form,
        lambda page: page.may_have_mentor and page.mentor is None,
        _mentor,
        lead=_("Den unge vælger selv en voksen herfra, som følger med. Mentoren ser, hvem der er omkring den unge."),
        is_aside=True,
    ),
    "mentor_slut": DeedForm(
        _("Afslut mentoren"),
        _("Afslut"),
        lambda _opened, _page, _initial, sent: forms.Form(sent),
        lambda page: page.mentor is not None and (page.may_have_mentor or page.is_mentor),
        _mentor_end,
        is_aside=True,
    ),
    "tilbage": DeedForm(
        _("Send tilbage"), _("Send tilbage"), plain(ReasonForm), _does(Deed.RETURN), _back, is_aside=True
    ),
    "afslut": DeedForm(
        _("Afslut før tid"), _("Afslut"), plain(ReasonForm), _does(Deed.CLOSE), _step(close_transition), is_aside=True
    ),
    "annuller": DeedForm(
        _("Annuller overgangen"),
        _("Annuller"),
        plain(ReasonForm),
        _does(Deed.CANCEL),
        _step(cancel_transition),
        is_aside=True,
    ),
}
"""Every deed, by the word that its form sends, in the order of the page."""


def shown_deeds(
    opened: Opened, page: TransitionPage, *, instead: tuple[DeedForm, forms.Form] | None = None
) -> list[dict[str, object]]:
    """Return the deeds that fit now, each with its form; `instead`: the one that was sent and could not be used."""
    found = []
    for code, deed in DEEDS.items():
        is_sent = instead is not None and instead[0] is deed
        if is_sent or deed.fits(page):
            form = instead[1] if is_sent and instead else deed.form(opened, page)
            found.append({"code": code, "deed": deed, "form": form, "is_open": is_sent or not deed.is_aside})
    return found
