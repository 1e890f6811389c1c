"""What both drawings of the way share: where each theme is active, the cradle and the job."""

from vugge.documents.charts.palette import INK, PAPER
from vugge.documents.charts.svg import Element, add, number

# From which stop to which a theme works most, counted from the first stop as 0; below 0 it is there from
# the cradle, above the last stop it reaches the job. Read off the proposals: support for parents from
# pregnancy to age 8; day-care to the age of 21; leisure jobs from 13; the quarter from school age; the home always.
STRETCHES = {
    "families": (-1.0, 4.5),
    "education": (2.0, 7.45),
    "jobs": (5.6, 9.0),
    "community": (4.0, 9.0),
    "housing": (-1.0, 9.0),
}


def draw_cradle(parent: Element, *, at: tuple[float, float], size: float) -> None:
    """Draw a cradle with a child in it; `size` is half its width."""
    x, y = at
    scale = size / 12
    group = add(parent, "g", transform=f"translate({number(x)} {number(y)}) scale({number(scale)})")
    add(group, "circle", cx=0, cy=-9, r=4.5, fill="#a8441f")
    add(group, "path", d="M-12 -2.5H12A12 12 0 0 1 -12 -2.5Z", fill=INK, stroke=PAPER, stroke_width=1)
    rocker = "M-11 11C-4.5 15.2 4.5 15.2 11 11"
    add(group, "path", d=rocker, fill="none", stroke=INK, stroke_width=2.6, stroke_linecap="round")


def draw_job(parent: Element, *, at: tuple[float, float], size: float) -> None:
    """Draw the end of the way: a ring with a case in it; `size` is its radius."""
    x, y = at
    scale = size / 12
    group = add(parent, "g", transform=f"translate({number(x)} {number(y)}) scale({number(scale)})")
    add(group, "circle", cx=0, cy=0, r=12, fill=INK, stroke=PAPER, stroke_width=1.5)
    add(group, "rect", x=-6, y=-3, width=12, height=8.5, rx=1.2, fill=PAPER)
    add(group, "path", d="M-2.6 -3V-5.4H2.6V-3", fill="none", stroke=PAPER, stroke_width=1.6)
    add(group, "path", d="M-6 0.8H6", fill="none", stroke=INK, stroke_width=1)
