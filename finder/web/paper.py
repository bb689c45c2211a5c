"""A list as PDF, A4 or A5: nothing is cut in two, and the code is drawn as squares.

The fonts are those that every reader has; their Windows encoding holds all of Swedish, ” and – included.
"""

from collections.abc import Callable
from datetime import datetime

from fpdf import FPDF

from finder.emergency import NUMBERS
from finder.web.qr import squares, width_mm
from finder.web.sheet import Row, Sheet
from finder.web.texts import Speech

_LETTERS = "windows-1252"
_PAPER = {"a4": (210, 297), "a5": (148, 210)}
_MARGIN = {"a4": 15, "a5": 10}
_SIZE = {"a4": 11.0, "a5": 9.5}
_CRISES = ("emergency", "suicide", "children", "violence", "care")
_NOTES = ("note_day", "note_time", "note_person")


class _Paper(FPDF):
    """A page with our margins, and lines that stay together."""

    def __init__(self, form: str, made: datetime) -> None:
        super().__init__(format=_PAPER[form])
        self.core_fonts_encoding = _LETTERS
        self.size = _SIZE[form]
        self.set_margin(_MARGIN[form])
        self.set_auto_page_break(True, _MARGIN[form])
        self.set_creation_date(made)
        self.add_page()

    def say(self, text: str, *, scale: float = 1.0, bold: bool = False, after: float = 0.0) -> None:
        """One paragraph over the whole width."""
        if not text:
            return
        self.set_font("Helvetica", "B" if bold else "", self.size * scale)
        kept = text.encode(_LETTERS, "replace").decode(_LETTERS)
        self.multi_cell(0, self.size * scale * 0.48, kept, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(after)

    def together(self, draw: Callable[[], None]) -> None:
        """Draw it where it is, or on the next page when it does not fit."""
        with self.offset_rendering() as trial:
            draw()
        if trial.page_break_triggered:
            self.add_page()
        draw()

    def rule(self, label: str, width: float) -> None:
        """A line to write on, with what it is for in front."""
        self.set_font("Helvetica", "", self.size)
        words = self.get_string_width(label) + 3
        self.cell(words, 9, label)
        end = self.get_x() + width - words - 3
        self.line(self.get_x(), self.get_y() + 6.5, end, self.get_y() + 6.5)
        self.set_x(end + 3)


def drawable(text: str) -> bool:
    """Whether every letter of a text can be drawn."""
    return text.encode(_LETTERS, "ignore") == text.encode(_LETTERS, "replace")


def pdf(sheet: Sheet, speech: Speech, form: str, made: datetime) -> bytes:
    """The list on paper of the form 'a4' or 'a5'."""
    paper = _Paper(form, made)
    t = speech.t
    paper.set_title(t("list.heading"))
    paper.set_lang(speech.lang)
    paper.say(t("list.heading"), scale=1.6, bold=True)
    paper.say(t("list.printed", date=sheet.printed), after=3)
    for text in sheet.missing:
        paper.say(text)
    for row in sheet.rows:
        paper.together(lambda row=row: _row(paper, row, speech))  # type: ignore[misc]
    paper.together(lambda: _code(paper, sheet, speech))
    paper.together(lambda: _crises(paper, speech))
    return bytes(paper.output())


def _row(paper: _Paper, row: Row, speech: Speech) -> None:
    paper.say(f"{row.place}. {row.name}", scale=1.15, bold=True)
    if row.organisation != row.name:
        paper.say(row.organisation)
    paper.say(row.number, scale=1.5, bold=True, after=0.5)
    for text in (row.hours, row.borrowed, *row.say, *row.also, row.warning):
        paper.say(text)
    paper.say(row.checked, scale=0.85)
    _notes(paper, speech)
    paper.ln(3)


def _notes(paper: _Paper, speech: Speech) -> None:
    for name, share in zip(_NOTES, (0.2, 0.2, 0.6), strict=True):
        paper.rule(speech.t(f"list.{name}"), paper.epw * share)
    paper.ln(9)


def _code(paper: _Paper, sheet: Sheet, speech: Speech) -> None:
    """The code as one square a dark module."""
    rows, width = squares(sheet.address), width_mm(sheet.address)
    side, left, top = width / len(rows), paper.get_x(), paper.get_y()
    if top + width > paper.page_break_trigger:
        paper.add_page()
        top = paper.get_y()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                paper.rect(left + across * side, top + down * side, side, side, style="F")
    paper.set_y(top + width)
    paper.say(speech.t("list.code"), after=3)


def _crises(paper: _Paper, speech: Speech) -> None:
    paper.say(speech.t("foot.heading"), bold=True)
    for who in _CRISES:
        paper.say(speech.t(f"foot.{who}", number=NUMBERS[who]))
