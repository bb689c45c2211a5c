"""A11Y-1: axe with every rule below AAA finds nothing on any state, narrow and wide, light, dark and in forced colours.

What axe cannot decide by itself is decided here: contrast is measured anew, and the rest stands in REVIEWED with the
reason. With ACCESSIBILITY_RESULT=path the outcome is written there for the page /tillganglighet.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.states import STATES, State
from tests.conftest import ROOT

AXE = ROOT / "tests" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
STORED = ROOT / "resources" / "accessibility.json"
WIDTHS = (320, 1280)
MODES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
LEFT_OUT = {
    "hidden-content": "Only a reminder that something is folded in: what can be folded out is a state of its own.",
    "p-as-heading": "An experimental guess that takes each bold link to call for a heading; the name above it is one.",
}
REVIEWED = {
    "css-orientation-lock": ("html", "axe cannot read style sheets of a file: the same style is checked over http."),
}
RUN = """([tags, off]) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, rules: Object.fromEntries(off.map((id) => [id, {enabled: false}])),
  resultTypes: ['violations', 'incomplete'],
}).then(({violations, incomplete, passes, inapplicable}) => {
    const nodes = (rule) => rule.nodes.map((node) => ({
      rule: rule.id, at: node.target.join(' '), html: node.html.slice(0, 160),
      why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join(' ').slice(0, 200),
    }));
    return {
      violations: violations.flatMap(nodes), incomplete: incomplete.flatMap(nodes),
      rules: violations.length + incomplete.length + passes.length + inapplicable.length,
    };
  })"""
CONTRAST = """selector => {
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  const style = getComputedStyle(element);
  let behind = element, ground = [0, 0, 0, 0];
  while (behind && (ground[3] ?? 1) === 0) {
    ground = parts(getComputedStyle(behind).backgroundColor);
    behind = behind.parentElement;
  }
  if ((ground[3] ?? 1) === 0) ground = [255, 255, 255];
  const [high, low] = [light(parts(style.color).slice(0, 3)), light(ground.slice(0, 3))].sort((a, b) => b - a);
  const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
  return (ground[3] ?? 1) === 1 && (high + 0.05) / (low + 0.05) >= (big ? 3 : 4.5);
}"""

Found = dict[str, Any]


@pytest.fixture(scope="module")
def outcomes() -> Iterator[dict[str, Found]]:
    """What was found on each state; written down when that is asked for and all of it was seen."""
    seen: dict[str, Found] = {}
    yield seen
    path = os.environ.get("ACCESSIBILITY_RESULT")
    if path and len(seen) == len(STATES):
        Path(path).write_text(json.dumps(_summary(seen), indent=2) + "\n", "utf-8")


def _summary(seen: dict[str, Found]) -> Found:
    return {
        "date": date.today().isoformat(),
        "tool": f"axe-core {_version()}",
        "rules": max(found["rules"] for found in seen.values()),
        "states": len(seen),
        "widths": list(WIDTHS),
        "modes": list(MODES),
        "runs": len(seen) * len(WIDTHS) * len(MODES),
        "violations": sum(len(found["violations"]) for found in seen.values()),
        "undecided": sum(len(found["undecided"]) for found in seen.values()),
    }


def _version() -> str:
    return str(json.loads((AXE.parent / "package.json").read_text())["version"])


def _decided(visit: Visit, found: Found) -> bool:
    """Whether what axe left open is settled: by measuring, or by a reviewed reason."""
    if found["rule"] == "color-contrast":
        return bool(visit.page.evaluate(CONTRAST, found["at"]))
    allowed, _ = REVIEWED.get(found["rule"], ("", ""))
    return bool(
        allowed and visit.page.evaluate("([at, ok]) => document.querySelector(at).matches(ok)", [found["at"], allowed])
    )


def _look(visit: Visit) -> Found:
    total: Found = {"violations": [], "undecided": [], "rules": 0}
    visit.page.evaluate(AXE.read_text())
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 740})
        for mode, media in MODES.items():
            visit.page.emulate_media(**media)  # type: ignore[arg-type]
            found = visit.page.evaluate(RUN, [TAGS, list(LEFT_OUT)])
            where = f"{width} px, {mode}"
            total["rules"] = found["rules"]
            total["violations"] += [{**each, "where": where} for each in found["violations"]]
            total["undecided"] += [{**e, "where": where} for e in found["incomplete"] if not _decided(visit, e)]
    return total


@pytest.mark.parametrize("state", STATES, ids=str)
def test_axe_finds_nothing(visit: Visit, state: State, outcomes: dict[str, Found]) -> None:
    state.reach(visit)
    outcomes[state.name] = found = _look(visit)
    assert found["rules"] > 60
    assert found["violations"] == []
    assert found["undecided"] == []


def test_axe_would_have_seen_a_fault(visit: Visit) -> None:
    visit.start()
    visit.page.evaluate("document.documentElement.lang = 'xx'; document.querySelector('.tell button').textContent = ''")
    assert {"button-name", "html-lang-valid"} <= {each["rule"] for each in _look(visit)["violations"]}


def test_the_outcome_that_the_page_tells_is_of_these_states() -> None:
    told = json.loads(STORED.read_text("utf-8"))
    assert told["states"] == len(STATES)
    assert told["tool"] == f"axe-core {_version()}"
    assert (told["violations"], told["undecided"]) == (0, 0)
