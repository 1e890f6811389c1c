"""The design system: what the neutral theme names is copied, without the maps back to its sources."""

from pathlib import Path

import pytest
from django.conf import settings

from vugge.cli.design_system import LICENCES, SCRIPT, STYLE, copy_design_system, named_files
from vugge.kit.errors import NotPossibleHere


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("assets") / "dkfds"
    copy_design_system(settings.PACKAGES, into)
    return into


def test_every_file_that_the_style_names_is_there(copy: Path) -> None:
    names = named_files((copy / STYLE).read_text(encoding="utf-8"))
    assert len(names) > 100
    assert [name for name in names if not (copy / "css" / name).exists()] == []


def test_no_map_back_to_the_sources_is_named(copy: Path) -> None:
    for name in (STYLE, SCRIPT):
        assert "sourceMappingURL" not in (copy / name).read_text(encoding="utf-8")


def test_the_licences_come_along(copy: Path) -> None:
    assert "SIL Open Font License" in (copy / LICENCES[0]).read_text(encoding="utf-8")
    assert all((copy / name).exists() for name in LICENCES)


def test_only_the_neutral_theme_is_copied(copy: Path) -> None:
    assert [path.name for path in (copy / "css").iterdir()] == ["dkfds.min.css"]
    assert sum(path.stat().st_size for path in copy.rglob("*") if path.is_file()) < 4_000_000


def test_a_half_copied_file_is_mended_and_the_others_are_left(copy: Path) -> None:
    script, style = copy / SCRIPT, copy / STYLE
    written, whole = style.stat().st_mtime_ns, script.read_bytes()
    script.write_bytes(whole[:100])
    copy_design_system(settings.PACKAGES, copy)
    assert script.read_bytes() == whole
    assert style.stat().st_mtime_ns == written


def test_without_the_package_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleHere, match=r"dkfds mangler .* make demo"):
        copy_design_system(tmp_path, tmp_path / "assets")
