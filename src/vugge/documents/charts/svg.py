"""A drawing as SVG: a root with title and description, elements, and a guess at the width of a text."""

from xml.etree import ElementTree as ET

from vugge.documents.charts.palette import MUTED, TEXT

Element = ET.Element
Attribute = str | float | int

# Advances of IBM Plex Sans in parts of the font size, rounded up: no text may run out of its place.
_SLIM, _SLIM_LETTERS = 0.36, frozenset("fijlrtI.,:;'|()-  ")
_BROAD, _BROAD_LETTERS = 0.9, frozenset("mwMWæÆ%")
_ADVANCE = 0.6


def drawing(width: float, height: float, *, title: str, description: str) -> Element:
    """Start a drawing; sizes in CSS pixels. It scales with its place on the page."""
    root = Element("svg")
    _set(
        root,
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": width,
            "height": height,
            "direction": "ltr",
            "font_family": "'IBM Plex Sans', sans-serif",
            "fill": TEXT,
        },
    )
    titled(root, title)
    add(root, "desc").text = description
    return root


def add(parent: Element, tag: str, /, **attributes: Attribute) -> Element:
    """Add an element; underscores in the names of attributes become hyphens."""
    element = ET.SubElement(parent, tag)
    _set(element, attributes)
    return element


def titled(element: Element, title: str) -> Element:
    """Give an element the title that a pointer shows."""
    add(element, "title").text = title
    return element


def line(parent: Element, start: tuple[float, float], end: tuple[float, float], **attributes: Attribute) -> None:
    """Add a straight line."""
    add(parent, "line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)


def write(  # noqa: PLR0913  a text has a place, a size, a colour and a weight
    parent: Element,
    text: str,
    at: tuple[float, float],
    *,
    size: float,
    anchor: str = "start",
    fill: str = MUTED,
    weight: int = 400,
) -> Element:
    """Write a text; `at` is where its baseline starts, ends or has its middle."""
    look: dict[str, Attribute] = {"font_size": size, "text_anchor": anchor, "fill": fill, "font_weight": weight}
    element = add(parent, "text", x=at[0], y=at[1], **look)
    element.text = text
    return element


def markup(root: Element) -> str:
    """Return the drawing as text, everything in it escaped."""
    return ET.tostring(root, encoding="unicode")


def number(value: float) -> str:
    """Write a coordinate with at most two decimals.

    >>> number(12.0), number(3.14159)
    ('12', '3.14')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text_width(text: str, size: float) -> float:
    """Guess how wide a text is, rather too much than too little."""
    slim = sum(letter in _SLIM_LETTERS for letter in text)
    broad = sum(letter in _BROAD_LETTERS for letter in text)
    return size * (slim * _SLIM + broad * _BROAD + (len(text) - slim - broad) * _ADVANCE)


def wrapped(text: str, *, width: float, size: float) -> list[str]:
    """Break a text into lines that fit a width.

    >>> wrapped("kun danske uddannelser tæller", width=120, size=11)
    ['kun danske', 'uddannelser tæller']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _set(element: Element, attributes: dict[str, Attribute]) -> None:
    for name, value in attributes.items():
        shown = value if isinstance(value, str) else number(value)
        element.set(name.replace("_", "-"), shown)
