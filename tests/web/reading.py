"""Reads a page as a visitor without JavaScript does: forms with their fields and buttons, links, headings, text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "circle", "path", "img"}


@dataclass
class Button:
    """A button, and what pressing it adds to the form."""

    name: str
    value: str
    text: str = ""


@dataclass
class Form:
    """A form with what it would send."""

    id: str
    css: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    inputs: list[dict[str, str]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def press(self, text: str) -> list[tuple[str, str]]:
        """What is sent when the button with this text is pressed."""
        button = next(each for each in self.buttons if each.text.startswith(text))
        return [*self.fields, *([(button.name, button.value)] if button.name else [])]


class Page(HTMLParser):
    """A page, read once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self.focusable: list[str] = []
        self._open: list[str] = []
        self._form: Form | None = None
        self._into: Button | None = None
        self._words: list[str] = []
        self._main: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        """All words of the main part, in reading order."""
        return " ".join(" ".join(self._main).split())

    def form(self, css: str) -> Form:
        return next(form for form in self.forms if css in (form.css, form.id))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self._form = Form(given.get("id", ""), given.get("class", ""))
            self.forms.append(self._form)
        if tag in ("a", "button", "textarea") or (tag == "input" and given.get("type") != "hidden"):
            self.focusable.append(given.get("href") or given.get("name", ""))
        if tag == "a":
            self.links.append((given.get("href", ""), ""))
        if tag == "button":
            self._button(given)
        if tag in ("input", "textarea") and self._form is not None:
            self._form.inputs.append(given)
            if given.get("type") == "hidden" or "checked" in given:
                self._form.fields.append((given["name"], given["value"]))
        self._words = [] if tag in ("h1", "h2", "h3", "a", "button") else self._words

    def _button(self, given: dict[str, str]) -> None:
        self._into = Button(given.get("name", ""), given.get("value", ""))
        owner = next((form for form in self.forms if form.id and form.id == given.get("form")), self._form)
        if owner is not None:
            owner.buttons.append(self._into)

    def handle_endtag(self, tag: str) -> None:
        said = " ".join(" ".join(self._words).split())
        if tag == "form":
            self._form = None
        if tag == "button" and self._into:
            self._into.text = said
            self._into = None
        if tag == "a" and self.links:
            self.links[-1] = (self.links[-1][0], said)
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, said))
        while self._open and tag not in VOID and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if "main" in self._open:
            self._main.append(data)
