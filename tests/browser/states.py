"""Every state that a visitor can meet, each with the way there. What is tested on all of them imports STATES."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from finder.export import write
from finder.load import load
from finder.web.app import create_app
from finder.web.config import Config
from finder.web.copy import static_pages
from tests.browser.conftest import Visit
from tests.conftest import ROOT

Reach = Callable[[Visit], None]
TALK = {"b": "1", "c": "1", "e": "1983", "v": "1"}
"""For oneself, someone to talk to, in Köping: straight to what was found."""
HISTORICAL = "koping-sting-samtal-2006"


@dataclass(frozen=True)
class State:
    """A name for the report, and the way there."""

    name: str
    reach: Reach

    def __str__(self) -> str:
        return self.name


def send(visit: Visit, fields: dict[str, str], path: str = "") -> None:
    """Send a form as a browser without script does: any state of the conversation in one step."""
    visit.start()
    build = """([path, fields]) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/' + path;
      for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input');
        input.type = 'hidden';
        input.name = name;
        input.value = value;
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    }"""
    with visit.page.expect_navigation():
        visit.page.evaluate(build, [path, fields])


def at(path: str) -> Reach:
    """A page with an address of its own."""

    def there(visit: Visit) -> None:
        visit.page.goto(visit.home + path)

    return there


def sent(path: str = "", **fields: str) -> Reach:
    """What the conversation shows for these fields."""
    return lambda visit: send(visit, fields, path)


def unfolded(reach: Reach) -> Reach:
    """The same with everything that can be folded out folded out."""

    def there(visit: Visit) -> None:
        reach(visit)
        visit.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    return there


def suggestions(visit: Visit) -> None:
    """The kommun is being typed and the list of suggestions is open."""
    with visit.page.expect_response(lambda response: "/orter." in response.url):
        send(visit, {"b": "1", "y": "e"})
    visit.page.locator("#place").press_sequentially("kö")
    visit.page.locator("[role=option]").first.wait_for()
    visit.page.keyboard.press("ArrowDown")


def after_a_step(visit: Visit) -> None:
    """A question that the script has put in place."""
    visit.start()
    visit.answer_one()


def fault_in_a_step(visit: Visit) -> None:
    """The server could not answer: a note stands above what was typed."""
    visit.start()
    body = visit.page.request.get(visit.home + "finns-inte").text()
    visit.page.route(visit.home, lambda route: route.fulfill(status=500, content_type="text/html", body=body))
    visit.page.locator("textarea").fill("något")
    visit.page.locator("form.tell button").click()
    visit.page.locator("main > .note[tabindex]").wait_for()
    visit.page.unroute(visit.home)


def bare(visit: Visit) -> None:
    """The page of last resort, as it is when no directory can be read."""
    with tempfile.TemporaryDirectory() as empty:
        body = create_app(Path(empty), Config()).test_client().get("/akut").text
    visit.page.route("**/akut", lambda route: route.fulfill(content_type="text/html", body=body))
    visit.page.goto(visit.home + "akut")
    visit.page.unroute("**/akut")


@lru_cache(maxsize=1)
def _copy() -> Path:
    """Some pages of the static copy, on disk."""
    folder = Path(tempfile.mkdtemp(prefix="kopia-"))
    pages = static_pages(load(ROOT / "resources"), Config())
    write(folder, takewhile(lambda page: not page[0].startswith("03/"), pages))
    return folder


def from_disk(name: str) -> Reach:
    """A page of the static copy, opened as a file. A name with a star is the first one that fits."""

    def there(visit: Visit) -> None:
        visit.page.goto(sorted(_copy().glob(name))[0].as_uri())

    return there


STATES = (
    State("start", at("")),
    State("a question by script", after_a_step),
    *(State(f"question {code}", sent(b="1", y=code)) for code in "bcdfgh"),
    State("question with a chosen answer", sent(b="2", d="1", c="1", y="c")),
    State("kommun", sent(b="1", y="e")),
    State("kommun with suggestions", suggestions),
    State("kommun that may be several", sent(b="1", q="e", e="Kopng")),
    State("kommun that is unknown", sent(b="1", q="e", e="Blurfstad")),
    State("own words understood", sent(t="min man dricker för mycket i Köping")),
    State("own words not understood", sent(t="xyzzy plugh")),
    State("personal number taken out", sent(t="19121212-1212 dricker för mycket")),
    State("danger in own words", unfolded(sent(t="jag vill inte leva längre"))),
    State("fault in a step", fault_in_a_step),
    State("results", sent(**TALK)),
    State("results unfolded", unfolded(sent(**TALK))),
    State("results for a relative, gambling", unfolded(sent(b="2", c="1", d="4", v="1"))),
    State("results with a wish that nobody holds", sent(b="1", c="6", e="2506", f="1", g="1", v="1")),
    State("service in the conversation", sent(**TALK, s="mind-sjalvmordslinjen")),
    State("service at its own address", at("stod/vasteras-aa-moten")),
    State("service of 2006", unfolded(at(f"stod/{HISTORICAL}"))),
    State("crisis page", at("akut")),
    State("crisis page unfolded", unfolded(at("akut"))),
    State("crisis page without a directory", bare),
    State("not found", at("finns-inte")),
    State("list that is empty", at("lista/finns-inte")),
    State("privacy", unfolded(at("integritet"))),
    State("about", at("om")),
    State("accessibility", at("tillganglighet")),
    State("menu: choose", at("meny")),
    State("menu", at("meny/Köping")),
    State("menu of 2006", at("meny/Köping?kalla=menyn-2006")),
    State("menu: unknown kommun", at("meny/Blurfstad")),
    State("gaps", at("luckor")),
    State("desk", at("disk")),
    State("desk with results", unfolded(sent("disk", b="1", c="1", e="Köping", q="e"))),
    State("desk with danger", unfolded(sent("disk", t="hon har tagit en överdos"))),
    State("desk hand-over", sent("disk", z="h", id="mind-sjalvmordslinjen")),
    State("desk plan", sent("disk", z="p", c="4", e="Västerås", q="e")),
    State("plan", at("plan")),
    State("list", at(f"lista/mind-sjalvmordslinjen,{HISTORICAL}")),
    State("start in English", at("?l=en")),
    State("start in Arabic", at("?l=ar")),
    State("question in Arabic", sent(b="1", y="c", l="ar")),
    State("results in Arabic", unfolded(sent(**TALK, l="ar"))),
    State("crisis page in Somali", at("akut?l=so")),
    State("copy: start", from_disk("index.html")),
    State("copy: län", from_disk("01/index.html")),
    State("copy: all kommuner", from_disk("alla.html")),
    State("copy: kommun", from_disk("01/0180/index.html")),
    State("copy: results", unfolded(from_disk("01/0180/c1.html"))),
    State("copy: service", from_disk("s/*.html")),
    State("copy: crisis page", unfolded(from_disk("akut.html"))),
    State("copy: privacy", from_disk("integritet.html")),
    State("copy: about", from_disk("om.html")),
)
