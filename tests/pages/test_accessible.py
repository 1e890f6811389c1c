"""What axe finds wrong on a page by WCAG 2.2 AA and good practice; `test_every_page` asks it everywhere."""

from pathlib import Path
from typing import TypedDict, cast

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(settings.PACKAGES) / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then(found => found.violations.map(one => ({
    rule: one.id, impact: one.impact, help: one.help, where: one.nodes.slice(0, 5).map(node => node.html.slice(0, 200)),
  })))"""


class Violation(TypedDict):
    """What axe says is wrong: by which rule, how bad it is, and where."""

    rule: str
    impact: str
    help: str
    where: list[str]


def violations(page: Page) -> list[Violation]:
    """Let axe look at the page as it stands. It comes in past the page's policy, which refuses foreign script."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return cast("list[Violation]", page.evaluate(RUN, TAGS))  # the script's own shape


def told(found: list[Violation]) -> str:
    """Say what is wrong, for whoever reads the failed test."""
    return "\n".join(f"{one['impact']} {one['rule']}: {one['help']}\n  " + "\n  ".join(one["where"]) for one in found)


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang='da'><title>x</title><main><h1>x</h1><img src='data:,'><input></main></html>")
    rules = {one["rule"] for one in violations(page)}
    page.close()
    assert {"image-alt", "label"} <= rules
