"""The product's own Swedish texts -> other languages, one gettext catalogue each; and what is wrong in a catalogue.

`python -m finder.translations extract` prints every text with the keys where it is used; `update` brings new texts
into the catalogues and takes old ones out; `check` tells what is missing, stale, uncertain or changed; `state` lists
the languages and who has read them.
"""

import io
import re
import string
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from finder.errors import Problem
from finder.models import Directory
from finder.shown import own_texts

SWEDISH = "sv"
_FILE = "LC_MESSAGES/messages.po"
_REVIEW = re.compile(r'^"X-Reviewed-By: ?(.*?)\\n"$', re.MULTILINE)
_SWEDISH_ONLY = ("chat.", "language.phrase")
"""Keys that stay Swedish: the conversation in a terminal, and what is said in Swedish on the phone."""
_NUMBER = re.compile(r"\d+", re.ASCII)
_WIDE = 10_000


@dataclass(frozen=True)
class Catalogue:
    """The words of one language."""

    lang: str
    texts: Mapping[str, str]
    """Swedish text -> the text in this language."""
    reviewed_by: str = ""
    """Who, speaking the language, has read the whole of it; empty when no one has."""

    def translate(self, swedish: str) -> str:
        """The text in this language; a text that is missing stays Swedish."""
        return self.texts.get(swedish, swedish)

    def knows(self, swedish: str) -> bool:
        return swedish in self.texts


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that there are catalogues for, Swedish first and then by their own names."""
    codes = [file.parent.parent.name for file in (folder / "translations").glob(f"*/{_FILE}")]
    return (SWEDISH, *sorted(codes, key=own_name))


def own_name(lang: str) -> str:
    """What a language calls itself: 'sv' -> 'Svenska'."""
    name = Locale.parse(lang).get_language_name(lang) or lang
    return name[:1].upper() + name[1:]


def swedish_name(lang: str) -> str:
    """What a language is called in Swedish: 'ar' -> 'arabiska'."""
    return str(Locale.parse(SWEDISH).languages.get(lang, lang))


def direction(lang: str) -> str:
    """'ltr' or 'rtl'."""
    return Locale.parse(lang).text_direction


def read_catalogue(folder: Path, lang: str) -> Catalogue:
    """The catalogue of a language, without what could not be filled in. Raises OSError or PoFileError."""
    raw, messages = _read(folder, lang)
    texts = {str(m.id): str(m.string) for m in messages if m.id and m.string and not m.fuzzy}
    sound = {text: told for text, told in texts.items() if _placeholders(text) == _placeholders(told)}
    return Catalogue(lang, sound, _reviewer(raw))


def _read(folder: Path, lang: str) -> tuple[str, Catalog]:
    raw = path_of(folder, lang).read_bytes()
    return raw.decode(), read_po(io.BytesIO(raw), locale=lang, abort_invalid=True)


def path_of(folder: Path, lang: str) -> Path:
    """Where the catalogue of a language stands."""
    return folder / "translations" / lang / _FILE


def _reviewer(raw: str) -> str:
    found = _REVIEW.search(raw)
    return found[1].strip() if found else ""


# ---------------------------------------------------------------- extract and update


def extract(directory: Directory) -> Catalog:
    """Every text to translate, in the order of the files, with the keys where it is used as comments."""
    template = Catalog(project="Hitta stöd", charset="utf-8")
    for shown in own_texts(directory):
        if not shown.key.startswith(_SWEDISH_ONLY):
            template.add(shown.text, auto_comments=[f"{shown.file}: {shown.key}"])
    return template


def updated(raw: str, lang: str, template: Catalog) -> str:
    """A catalogue with every text of the template and no other. A text that has changed starts anew."""
    catalogue = read_po(io.BytesIO(raw.encode()), locale=lang) if raw else Catalog(locale=lang)
    catalogue.project = template.project
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return _written(catalogue, _reviewer(raw))


def _written(catalogue: Catalog, reviewed_by: str) -> str:
    """The file's text, without the times that would make it differ from one run to the next."""
    out = io.BytesIO()
    write_po(out, catalogue, width=_WIDE, no_location=True, ignore_obsolete=True, omit_header=True)
    header = [
        'msgid ""', 'msgstr ""', f'"Project-Id-Version: {catalogue.project}\\n"', f'"Language: {catalogue.locale}\\n"',
        f'"X-Reviewed-By: {reviewed_by}\\n"', '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"', '"Content-Transfer-Encoding: 8bit\\n"',
    ]  # fmt: skip
    return "\n".join(header) + "\n\n" + out.getvalue().decode().strip() + "\n"


def update(folder: Path, directory: Directory, langs: Iterable[str]) -> None:
    """Write the catalogues of these languages anew."""
    for lang in langs:
        file = path_of(folder, lang)
        file.parent.mkdir(parents=True, exist_ok=True)
        old = file.read_text("utf-8") if file.exists() else ""
        file.write_text(updated(old, lang, extract(directory)), "utf-8")


# ---------------------------------------------------------------- check


def check(folder: Path, directory: Directory) -> list[Problem]:
    """Everything that is wrong in every catalogue."""
    wanted = {str(message.id): message for message in extract(directory) if message.id}
    return [problem for lang in languages(folder)[1:] for problem in _check_one(folder, lang, wanted)]


def _check_one(folder: Path, lang: str, wanted: Mapping[str, Message]) -> Iterable[Problem]:
    file = path_of(folder, lang).relative_to(folder).as_posix()
    raw, messages = _read(folder, lang)
    if not _REVIEW.search(raw):
        yield Problem(file, 0, "huvudet saknar 'X-Reviewed-By:' (tomt tills någon som talar språket har läst allt)")
    known = {str(message.id): message for message in messages if message.id}
    for text, message in known.items():
        for what in _wrong(text, message, wanted):
            yield Problem(file, message.lineno or 0, f"{what}: {text}")
    for text in wanted.keys() - known.keys():
        yield Problem(file, 0, f"texten saknas; kör update: {text}")


def _wrong(text: str, message: Message, wanted: Mapping[str, Message]) -> Iterable[str]:
    told = str(message.string)
    if text not in wanted:
        yield "texten finns inte längre; kör update"
    elif not told.strip():
        yield "inte översatt"
    elif message.fuzzy:
        yield "osäker (fuzzy); läs och ta bort märket"
    elif _placeholders(text) != _placeholders(told):
        yield f"fel ord i klamrar, ska vara {sorted(_placeholders(text))}, är {sorted(_placeholders(told))}"
    elif set(_NUMBER.findall(text)) != set(_NUMBER.findall(told)):
        yield f"fel siffror, ska vara {sorted(set(_NUMBER.findall(text)))}, är {sorted(set(_NUMBER.findall(told)))}"


def _placeholders(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"?"}


def state(folder: Path) -> Iterable[str]:
    """One line a language: its names, how much is translated, and who has read it."""
    for lang in languages(folder)[1:]:
        catalogue = read_catalogue(folder, lang)
        reader = catalogue.reviewed_by or "ej granskad av någon som talar språket"
        yield f"{lang}  {own_name(lang)} ({swedish_name(lang)}): {len(catalogue.texts)} texter, {reader}"


def main(argv: list[str]) -> int:
    """`extract`, `update [LANG …]`, `check` or `state`. Returns 1 when the check found something."""
    from finder import paths
    from finder.load import load

    folder = paths.resources()
    directory = load(folder)
    command, *langs = argv or ["check"]
    if command == "extract":
        print(updated("", SWEDISH, extract(directory)), end="")
    elif command == "update":
        update(folder, directory, langs or languages(folder)[1:])
    elif command == "state":
        print(*state(folder), sep="\n")
    problems = check(folder, directory) if command == "check" else []
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
