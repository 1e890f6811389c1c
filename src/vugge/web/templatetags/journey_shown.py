"""What templates of a journey can say: `{% load journey_shown %}`. Offers the filters `measure_name` and `measured`."""

from collections.abc import Mapping

from django import template

from vugge.journey.rules.observing import EvidenceValue, said_value
from vugge.journey.rules.route import Measure

register = template.Library()


@register.filter
def measure_name(one: EvidenceValue, measures: Mapping[str, Measure]) -> object:
    """Return what an observation's measure is called."""
    found = measures.get(one.measure)
    return found.name if found else one.measure


@register.filter
def measured(one: EvidenceValue, measures: Mapping[str, Measure]) -> object:
    """Return what was observed, as it is read."""
    return said_value(measures.get(one.measure), one.value)
