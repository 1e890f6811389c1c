"""Dated packages of law and policy as data: TOML files with validity, legal basis, source and certainty."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def folder(name: str) -> Traversable:
    """Return the folder that holds the law packages of one subject, for instance "areas"."""
    return files(__package__).joinpath(name)
