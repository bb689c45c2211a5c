"""Steps in a real browser: a whole conversation, with and without JavaScript."""

from playwright.sync_api import BrowserContext, Error, Page, Route

CANARY = "xyzzy-hemligt"
TYPED = f"{CANARY} hej"
EXIT = "https://www.smhi.se/"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": QUIET}
# Playwright turns the back/forward cache off; a visitor's browser has it on.
AS_AT_HOME = {**CHROMIUM, "ignore_default_args": ["--disable-back-forward-cache"]}


class Elsewhere:
    """Stands in for every other site: answers for the exit's target and notes what was asked for."""

    def __init__(self, context: BrowserContext, home: str, answers: bool = True) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self._answers = answers
        context.route(lambda url: not url.startswith(home) and not url.startswith("data:"), self._meet)

    def _meet(self, route: Route) -> None:
        request = route.request
        self.asked.append((request.url, request.headers.get("referer")))
        if self._answers:
            route.fulfill(status=200, content_type="text/html", body="<title>Vädret</title><p>Sol i morgon</p>")


def press(page: Page, selector: str, *, script: bool = True) -> None:
    """Press something that leads to a new screen, and wait for it."""
    if not script:
        with page.expect_navigation():
            page.locator(selector).first.click()
        return
    page.evaluate("document.querySelector('main').dataset.old = '1'")
    page.locator(selector).first.click()
    page.wait_for_selector("main:not([data-old])", timeout=8000)


def tell(page: Page, text: str = TYPED, *, script: bool = True) -> None:
    """Write with own words on the first screen."""
    page.locator("textarea").fill(text)
    press(page, "form.tell button", script=script)


def answer(page: Page, *, script: bool = True) -> None:
    """Answer the question at hand with its first choice."""
    ask = "form.ask"
    if page.locator(f"{ask} #place").count():
        page.locator("#place").fill("Köping")
        page.locator("#place").press("Escape")
        press(page, f"{ask} .main", script=script)
    elif page.locator(f"{ask} input[type=checkbox]").count():
        page.locator(f"{ask} label.answer").first.click()
        press(page, f"{ask} .main", script=script)
    else:
        press(page, f"{ask} button.answer", script=script)


def converse(page: Page, home: str, *, script: bool = True, steps: int = 6) -> str:
    """Own words and then up to `steps` answers. Returns all the text that was seen after the first screen."""
    page.goto(home + "/")
    seen = []
    tell(page, script=script)
    for _ in range(steps):
        seen.append(page.locator("main").inner_text())
        if not page.locator("form.ask").count():
            if not page.locator("button[name=z][value=m]").count():
                break
            press(page, "button[name=z][value=m]", script=script)
        answer(page, script=script)
    seen.append(page.locator("main").inner_text())
    assert len(seen) > min(steps, 3), "too short to be called a conversation"
    return "\n".join(seen)


def traces(seen: str) -> set[str]:
    """The longer lines of what was seen: none of them may come back."""
    return {line.strip() for line in seen.splitlines() if len(line.strip()) > 12}


def go_back(page: Page) -> str:
    """Press Back and wait for what comes. Returns the browser's own word when it shows nothing of a site."""
    try:
        page.go_back(timeout=4000, wait_until="commit")
    except Error as error:
        return str(error)
    page.wait_for_timeout(300)
    return ""


def told_by(page: Page) -> str:
    """All that a page shows or holds: text, values and markup."""
    try:
        values = page.evaluate("[...document.querySelectorAll('input, textarea')].map((field) => field.value)")
        return page.content() + " ".join(values)
    except Error as error:  # a page of the browser itself cannot be read
        return type(error).__name__
