"""Det Fælles Designsystem: the part of its npm package that a browser is served.

The package holds three themes, sources and fonts in many cuts, 30 MB; its neutral theme with icons and the
fonts that it names is a tenth of that.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

STYLE: Final = "css/dkfds.min.css"
SCRIPT: Final = "js/dkfds.min.js"
LICENCES: Final = ("LICENSE.md", "fonts/IBMPlexSans/complete/woff2/license.txt")

_SOURCE_MAP: Final = re.compile(r"^(/\*|//)# sourceMappingURL=.*$", re.MULTILINE)
_NAMED: Final = re.compile(r"""url\(["']?(?!data:)([^"')?#]+)""")


def copy_design_system(packages: Path, into: Path) -> None:
    """Copy what the neutral theme needs out of the packages that npm installed, unless it is there already.

    Raises `NotPossibleHere` when the package is not installed.
    """
    package = packages / "dkfds" / "dist"
    if not (package / STYLE).exists():
        raise NotPossibleHere(
            sentence(
                "Designsystemet dkfds mangler i {packages}. Kør make demo, som henter det.",
                packages=str(packages),
            )
        )
    for name in {*_icons(package), *_named_in(package / STYLE), *LICENCES}:
        _bring(into / name, (package / name).read_bytes())
    for name in (STYLE, SCRIPT):
        text = without_source_map((package / name).read_text(encoding="utf-8"))
        _bring(into / name, text.encode())


def without_source_map(text: str) -> str:
    """Remove the line that names a map back to the sources: the map is not served.

    >>> without_source_map("a{}\\n/*# sourceMappingURL=a.css.map*/")
    'a{}\\n'
    """
    return _SOURCE_MAP.sub("", text)


def named_files(css: str) -> set[str]:
    """Return the paths that a style sheet names, as they stand in it.

    >>> named_files("a{background:url(../img/a.svg)} b{background:url('../img/b.svg?#x')}") == {
    ...     "../img/a.svg", "../img/b.svg"}
    True
    """
    return set(_NAMED.findall(css))


def _icons(package: Path) -> Iterator[str]:
    yield from (path.relative_to(package).as_posix() for path in (package / "img").rglob("*.svg"))


def _named_in(style: Path) -> Iterator[str]:
    for name in named_files(style.read_text(encoding="utf-8")):
        yield str(PurePosixPath(name).relative_to(".."))


def _bring(target: Path, content: bytes) -> None:
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
