"""What templates say of messages: `{% load messages %}`.

Offers the filters `pieces` (a message's text with the names in it kept apart) and `code` (a colleague as a form names
one), `named` and `called` (what somebody is called) and `moment`.
"""

from collections.abc import Collection
from datetime import datetime

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from vugge.journey.rules.messages import Correspondent, MessageValue, Piece, isolated
from vugge.journey.rules.translated import Speech
from vugge.web.components.messages import code_of
from vugge.web.components.words import word
from vugge.web.templatetags.components import say

register = template.Library()


@register.filter
def pieces(message: MessageValue, names: Collection[str]) -> SafeString:
    """Show a message's text: lines as they were written, and each name with its own direction."""
    return mark_safe("".join(_piece(one) for one in isolated(message.text, names)))  # noqa: S308  each piece is escaped


@register.filter
def code(one: Correspondent) -> str:
    """Return a colleague as a form names one."""
    return code_of(one)


@register.filter
def named(one: Correspondent) -> SafeString:
    """Say what somebody is called, a colleague with role and unit; a Danish name keeps its own direction."""
    name = format_html("<bdi>{}</bdi>", one.name)
    who = one.colleague
    if who is None or who.role is None:
        return name
    return format_html('{} <bdi class="vugge-team-part">{}, {}</bdi>', name, say(word(who.role)).lower(), who.unit_name)


@register.filter
def called(one: Correspondent, words: Speech) -> str:
    """Return the name of somebody; where it is not to be shown, what they are in the family."""
    return one.name or words.say("parent").text


@register.filter
def moment(at: datetime) -> str:
    """Say which day it was and what a clock in Denmark showed."""
    return say(localtime(at))


def _piece(one: Piece) -> str:
    if one.is_name:
        return format_html("<bdi>{}</bdi>", one.text)
    return str(conditional_escape(one.text)).replace("\n", "<br>")
