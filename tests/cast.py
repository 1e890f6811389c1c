"""The people of the tests, as viewers: whoever reads a test knows who acts and why.

Offers `a_secretary`, `an_analyst`, `a_passer_by` and `the_operator`.
"""

from vugge.audit.rules import Purpose, Viewer, anonymous, person, system


def a_secretary() -> Viewer:
    """Return the secretary of a plan, who keeps the official lists up to date."""
    return person("secretary", Purpose.OFFICIAL_STATISTICS)


def an_analyst() -> Viewer:
    """Return the municipality's economist, who reads figures and compares."""
    return person("analyst", Purpose.OFFICIAL_STATISTICS)


def a_passer_by() -> Viewer:
    """Return somebody nobody knows, who may read what is public and change nothing."""
    return anonymous()


def the_operator() -> Viewer:
    """Return the system itself, in the hands of whoever runs it: may read the log."""
    return system("operator", Purpose.ADMINISTRATION)
