"""The law and policy on transitions, read once from `law/journey/transitions_*.toml` and chosen by the day."""

from datetime import date
from functools import cache

from vugge.journey.rules.transition_law import TransitionLaw
from vugge.kit.errors import BadLaw
from vugge.kit.law import in_force, load
from vugge.kit.text import sentence
from vugge.law import folder


@cache
def transition_law(day: date) -> TransitionLaw:
    """Return what holds on a day. Raises `BadLaw` where no package does, or two do at once."""
    found = in_force(_packages(), day)
    if found is None:
        raise BadLaw(sentence("Ingen lovpakke i law/journey/ gælder for overgange den {day}.", day=day))
    return found


@cache
def _packages() -> tuple[TransitionLaw, ...]:
    files = sorted(one.name for one in folder("journey").iterdir() if one.name.startswith("transitions_"))
    return tuple(load(folder("journey") / name, TransitionLaw) for name in files)
