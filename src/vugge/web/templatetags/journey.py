"""What templates can say and draw of a journey: `{% load journey %}`.

Offers `{% journey_map plan %}` and `{% journey_list plan %}` (both take `speech=` and `whole=`), `{% told "key" %}` (a
text of the pages in the reader's language, `{% plain %}` without markup), the filters `said` (such a text as HTML),
`mark`, `badge` and `drawing`, and those that say what a goal's page needs.
"""

import re
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from vugge.journey.queries.speech import speech_in
from vugge.journey.rules.agreed import GoalValue, View
from vugge.journey.rules.plan import JourneyPlan
from vugge.journey.rules.translated import Said, Speech
from vugge.web.components.journey import JourneyList, JourneyMap, JourneyRow, list_of, map_of
from vugge.web.pictures.journey_map.legend import badge_picture, connection_picture, mark_picture
from vugge.web.templatetags.components import active_language

register = template.Library()

DATE: Final = re.compile(r"\b\d{2}-\d{2}-\d{4}\b")


@register.inclusion_tag("components/journey_map.html")
def journey_map(plan: JourneyPlan, speech: Speech | None = None, whole: object = False) -> dict[str, object]:
    """Show a journey as a transit map: around now, or `whole`. In the page's language without a `speech`."""
    drawn: JourneyMap = map_of(plan, speech=speech or _page_speech(), whole=bool(whole))
    return {"map": drawn, "speech": drawn.speech, "connection": _picture(connection_picture())}


@register.inclusion_tag("components/journey_list.html")
def journey_list(plan: JourneyPlan, speech: Speech | None = None, whole: object = False) -> dict[str, object]:
    """Show the same as a list in words."""
    listed: JourneyList = list_of(plan, speech=speech or _page_speech(), whole=bool(whole))
    return {"list": listed, "speech": listed.speech}


@register.simple_tag
def told(speech: Speech, key: str, **values: object) -> SafeString:
    """Say a text of the family's pages in its language; marked as Danish where it is not translated."""
    return said(speech.say(key, **values), speech)


@register.simple_tag
def plain(speech: Speech, key: str, **values: object) -> str:
    """Say a text where no markup may stand, as in an attribute."""
    return speech.say(key, **values).text


@register.filter
def said(text: Said | None, speech: Speech | None = None) -> SafeString:
    """Show a text in the language it is in: marked as such where it is not that of the page; dates stay whole."""
    if text is None:
        return SafeString("")
    whole = SafeString(DATE.sub(r'<span class="vugge-number">\g<0></span>', escape(text.text)))
    if speech is not None and text.language == speech.language:
        return whole
    return format_html('<span lang="{}" dir="{}">{}</span>', text.language, text.direction, whole)


@register.filter
def mark(row: JourneyRow) -> SafeString:
    """Draw where one stands at a station; the words beside it say it."""
    return _picture(mark_picture(row.status, row.line))


@register.filter
def badge(row: JourneyRow) -> SafeString:
    """Draw the shape of a station's line; the word beside it names it."""
    return _picture(badge_picture(row.line))


@register.filter
def drawing(picture: str) -> SafeString:
    """Put a drawing of ours into the page."""
    return _picture(picture)


@register.filter
def whose_key(goal: GoalValue) -> str:
    """Return the text that says whose a goal is."""
    return f"whose_{goal.whose.value}"


@register.filter
def far_key(goal: GoalValue) -> str:
    """Return the text that says how far a goal is reached."""
    return f"goal_{goal.achievement.value}"


@register.filter
def has_accepted(goal: GoalValue, who: UUID | None) -> bool:
    """Say whether somebody has said yes to a goal."""
    return any(one.who == who and one.view is View.ACCEPTS for one in goal.answers)


@register.filter
def accepted_by(goal: GoalValue, but: UUID | None) -> str:
    """Return the names of the others who have said yes to a goal."""
    return ", ".join(one.name for one in goal.answers if one.view is View.ACCEPTS and one.name and one.who != but)


@register.filter
def day_before(day: date) -> date:
    """Return the last day of what ends before a day."""
    return day - timedelta(days=1)


def _page_speech() -> Speech:
    return speech_in(active_language())


def _picture(svg: str) -> SafeString:
    return SafeString(svg)  # made by `documents.charts.svg`, which escapes every text
