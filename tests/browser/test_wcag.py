"""A11Y-2, 3, 4 and 6: what axe cannot see. Focus, targets, reflow, spacing, motion, keyboard, announcing."""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.states import STATES, State, after_a_step, sent
from tests.conftest import ROOT

NARROW = {"width": 320, "height": 568}
ZOOMED = {"width": 320, "height": 256}
"""400 % zoom of a window of 1280 by 1024."""
STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HIDDEN_STOPS = """() => {
  const stops = 'a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex="0"]';
  const reached = (each) => {
    document.activeElement.blur();
    each.focus();
    const box = each.getBoundingClientRect();
    for (let x = 1; x < 10; x += 2) for (let y = 1; y < 10; y += 2) {
      const hit = document.elementFromPoint(box.x + (box.width * x) / 10, box.y + (box.height * y) / 10);
      if (hit && (each.contains(hit) || (hit.closest('label') && hit.closest('label').contains(each)))) return true;
    }
    return false;
  };
  return [...document.querySelectorAll(stops)]
    .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled && each.tabIndex >= 0)
    .filter((each) => !reached(each)).map((each) => each.outerHTML.slice(0, 120));
}"""
CONTROLS = (
    "button, summary, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), label:has(input), .bar a, "
    ".yes, .door[href], .brand a, .ways a, footer nav a, .jump a, a.answer, a.more, .path a, .here a, .langs a"
)
SMALL = """selector => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility({visibilityProperty: true}))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
  .map(([each, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${each.outerHTML.slice(0, 110)}`)"""
CLIPPED = """() => [...document.querySelectorAll('body *')].filter((each) => {
    const style = getComputedStyle(each);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY) && !each.matches('input, .unseen, .unseen *');
    return cuts && (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1);
  }).map((each) => each.outerHTML.slice(0, 120))"""
WATCH = """() => {
  window.said = [];
  const live = '[role=status], [role=alert], [role=log], [aria-live]';
  new MutationObserver((records) => records.forEach((record) => {
    const inside = (record.target.nodeType === 1 ? record.target : record.target.parentElement).closest(live);
    const text = [...record.addedNodes].map((node) => node.textContent).join('').trim();
    if (inside && text) window.said.push(text);
  })).observe(document.body, {childList: true, characterData: true, subtree: true});
}"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""


@pytest.fixture(params=STATES, ids=str)
def anywhere(request: pytest.FixtureRequest, visit: Visit) -> Visit:
    """A visitor on a small phone, on each state in turn."""
    state: State = request.param
    visit.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    state.reach(visit)
    return visit


def test_on_a_small_phone_and_zoomed_in_nothing_is_cut_hidden_or_small(anywhere: Visit) -> None:
    """1.4.10, 1.4.12, 2.4.11 and 2.5.8 on every state: one visit for all four."""
    page = anywhere.page
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(SMALL, CONTROLS) == []
    assert page.evaluate(HIDDEN_STOPS) == []
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(HIDDEN_STOPS) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.evaluate(STYLE, SPACING)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize(
    "state", [each for each in STATES if each.name in ("start", "kommun", "results", "crisis page")], ids=str
)
def test_text_twice_as_large_keeps_everything(visit: Visit, state: State) -> None:
    """1.4.4, as a browser that only enlarges the text does it."""
    visit.page.set_viewport_size({"width": 640, "height": 720})
    state.reach(visit)
    visit.page.evaluate(STYLE, "html { font-size: 225% !important }")
    assert visit.page.evaluate(SIDEWAYS) <= 0
    assert visit.page.evaluate(CLIPPED) == []


# ---------------------------------------------------------------- keyboard, announcing, motion


def tab_to(visit: Visit, selector: str) -> int:
    """Press Tab until something that fits has the focus. Returns how many presses."""
    for presses in range(1, 80):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return presses
    raise AssertionError(f"Tab never came to {selector}")


def answer_by_keys(visit: Visit) -> int:
    """Answer the question at hand with the first choice. Returns how many keys."""
    ask = visit.page.locator("form.ask")
    with visit.next_screen():
        if ask.locator("input[type=checkbox]").count():
            keys = tab_to(visit, "form.ask input[type=checkbox]") + 1
            visit.page.keyboard.press("Space")
            keys += tab_to(visit, "form.ask .main") + 1
        elif ask.locator("#place").count():
            keys = tab_to(visit, "#place") + 5
            visit.page.keyboard.type("Sala")
        else:
            keys = tab_to(visit, "form.ask button.answer") + 1
        visit.page.keyboard.press("Enter")
    return keys


def test_the_whole_flow_by_keyboard_alone(either: Visit) -> None:
    """2.1.1: from the start to a service and back; after a step by script the focus stands at the new question."""
    either.start()
    keys = 0
    for _ in range(8):
        if either.page.locator(".results").count():
            break
        keys += answer_by_keys(either)
        if either.script:
            assert either.page.evaluate("document.activeElement.matches('main h1, main [data-focus]')")
    keys += tab_to(either, ".result .door.big")
    print(f"keys from the start to the first number, {'with' if either.script else 'without'} script: {keys}")
    assert keys <= (60 if either.script else 150)


def test_the_suggestions_are_used_by_keyboard_alone(visit: Visit) -> None:
    sent(b="1", y="e")(visit)
    visit.page.locator("#place").focus()
    with visit.page.expect_response(lambda response: True):
        visit.page.reload()
    visit.page.wait_for_load_state("networkidle")
    visit.page.locator("#place").press_sequentially("kö")
    visit.page.keyboard.press("ArrowDown")
    assert visit.page.locator("#place").get_attribute("aria-activedescendant") == "p0"
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#place").input_value() == "Köping"
    assert visit.page.locator("#place").get_attribute("aria-expanded") == "false"


def test_each_new_screen_is_announced_exactly_once(visit: Visit) -> None:
    """4.1.3: one live region, which stands there before anything is said in it."""
    visit.start()
    assert visit.page.locator("[role=status], [role=alert], [role=log], [aria-live]").count() == 1
    visit.page.evaluate(WATCH)
    screens = visit.answer_all()
    visit.page.wait_for_function("count => window.said.length >= count", arg=screens)
    said = visit.page.evaluate("window.said")
    assert len(said) == screens, said
    assert re.fullmatch(r"Här är \d+ förslag\.", said[-1])


def test_nothing_moves_when_motion_is_not_wanted(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    after_a_step(visit)
    assert visit.page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll('*')].filter((each) => {
      const style = getComputedStyle(each);
      return style.animationName !== 'none' || style.transitionDuration.split(', ').some((time) => time !== '0s');
    }).length"""
    assert visit.page.evaluate(moving) == 0


# ---------------------------------------------------------------- help, entry, dragging


def test_help_stands_in_the_same_order_everywhere(visit: Visit) -> None:
    """3.2.6: the way out, 112, crisis help; then the lines in the foot."""
    seen: dict[tuple[str, ...], list[str]] = {}
    bare = {"crisis page without a directory", "fault in a step"}
    for state in STATES:
        if state.name in bare or state.name.startswith(("copy", "desk")) or "Arabic" in state.name:
            continue
        state.reach(visit)
        links = (
            "[...document.querySelectorAll('.bar a, .lines a')].map((each) => each.getAttribute('href').split('?')[0])"
        )
        seen.setdefault(tuple(visit.page.evaluate(links)), []).append(state.name)
    assert len(seen) == 1, seen


def test_nothing_is_asked_twice(visit: Visit) -> None:
    """3.3.7: no question comes back, and what was told stands in the form to the end."""
    visit.start()
    asked: list[str] = []
    while not visit.page.locator(".results").count():
        asked.append(visit.page.locator("form.ask input[name=q]").input_value())
        visit.answer_one()
    assert len(asked) == len(set(asked))
    kept = visit.page.locator("#more input[type=hidden]").evaluate_all("all => all.map((each) => each.name)")
    assert set(asked) <= set(kept)


def test_nothing_needs_dragging() -> None:
    """2.5.7: no script listens to movement, and nothing can be dragged."""
    for file in (ROOT / "static").glob("*.js"):
        assert not re.search(r"pointermove|mousemove|touchmove|drag", file.read_text("utf-8")), file.name
    for template in (ROOT / "templates").rglob("*.html"):
        assert not re.search(r"draggable|type=.range", template.read_text("utf-8")), template.name
