"""What templates can say and draw: `{% load components %}`.

Offers the filters `say` and `breakable`, the tags `control` and `journey_picture`, and the block `scrolling`.
"""

from django import forms, template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from vugge.kit.danish import Language
from vugge.kit.text import shown
from vugge.web.pictures import JourneyPicture, journey_picture

register = template.Library()


def active_language() -> Language:
    """Return the language of the page being made; Danish unless English is asked for."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def translated(danish: str) -> str:
    """Return a Danish pattern in the active language; gettext would answer nothing with its own header."""
    return gettext(danish) if danish else ""


@register.filter
def say(value: object) -> str:
    """Show a sentence, a text or any other value as the reader writes it; nothing for None."""
    return "" if value is None else shown(value, active_language(), translated)


@register.filter
def breakable(name: object) -> SafeString:
    """Show a name that may go on a new line after each of its slashes."""
    *before, last = say(name).split("/")
    return format_html("{}{}", format_html_join("", "{}/<wbr>", ((part,) for part in before)), last)


@register.simple_tag
def control(field: forms.BoundField) -> SafeString:
    """Draw a form field's control with the design system's class."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        kind = "form-checkbox"
    elif isinstance(widget, forms.Select):
        kind = "form-select"
    else:
        kind = "form-input"
    return field.as_widget(attrs={"class": kind})


@register.simple_block_tag
def scrolling(content: str, label: object) -> SafeString:
    """Wrap a wide table so that it scrolls on its own, also from the keyboard."""
    opening = '<div class="table--responsive-scroll vugge-scroll" role="region" aria-label="{}" tabindex="0">'
    return format_html(opening + "{}</div>", say(label), content)


@register.simple_tag(name="journey_picture")
def journey_picture_tag() -> JourneyPicture:
    """Give the picture of the way from cradle to job in the active language."""
    return journey_picture()
