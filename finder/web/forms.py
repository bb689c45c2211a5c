"""Form fields <-> answers. The whole state of a conversation travels in the form; names and values tell nothing.

Each question has a one-letter field. An answer is the number of its option; a place is its four-digit code;
`0` is 'vet inte' and `-` is 'vill inte svara'. The order of the fields is the order of the answers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from finder.kommuner import find_kommun
from finder.models import Answers, CrisisId, Kommun, Option, Question
from finder.understand import Understanding

UNSURE, DECLINED = "0", "-"
SKIPS = frozenset({UNSURE, DECLINED})
RESERVED = frozenset("klqstvxyz")
"""Field names of the form itself, which no question may use: danger, language, question at hand, service, free text,
results shown, remove, change, action."""
LONGEST_TEXT = 500
_CRISES: tuple[CrisisId, ...] = get_args(CrisisId)
_PERSONAL_NUMBER = re.compile(r"\b(?:\d{2})?\d{6}[-+ ]?\d{4}\b")


Given = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class State:
    """What has been told so far: pairs of field code and values, in the order they were told."""

    given: Given = ()
    shown: bool = False
    """The person looks at the results."""
    crisis: CrisisId | None = None
    """Danger that was seen in the free text."""

    def of(self, code: str) -> tuple[str, ...]:
        """The answer to one question; empty when it has none."""
        return next((values for told, values in self.given if told == code), ())

    def told(self, code: str, values: Iterable[str]) -> "State":
        """With this answer last, in place of an earlier one to the same question."""
        return replace(self, given=(*self.untold(code).given, (code, tuple(values))))

    def untold(self, code: str) -> "State":
        return replace(self, given=tuple(pair for pair in self.given if pair[0] != code))

    def back(self) -> "State":
        """Without the last answer; from the results first back to the questions."""
        return replace(self, shown=False) if self.shown else replace(self, given=self.given[:-1])

    def removed(self, chip: str) -> "State":
        """Without one value: 'c3' is value 3 of field c."""
        code, value = chip[:1], chip[1:]
        rest = tuple(kept for kept in self.of(code) if kept != value)
        if not rest:
            return self.untold(code)
        return replace(self, given=tuple((told, rest if told == code else values) for told, values in self.given))


@dataclass(frozen=True)
class Sent:
    """One submitted form."""

    state: State
    action: str = ""
    """`b` back, `s` show what fits, `m` ask more."""
    change: str = ""
    remove: str = ""
    service: str = ""
    text: str = ""
    personal_number: bool = False
    """The text held something like a personnummer, which was taken out."""
    typed: str = ""
    """A place that was not recognised, and below what it may mean."""
    maybe: tuple[Kommun, ...] = ()


class Fields:
    """The questions as form fields."""

    def __init__(self, questions: Iterable[Question], kommuner: Mapping[str, Kommun]) -> None:
        self.kommuner = kommuner
        self.by_code = {question.code: question for question in questions}
        self.by_field: dict[str, Question] = {question.field: question for question in questions}
        taken = sorted(RESERVED & self.by_code.keys())
        if taken:
            raise ValueError(f"questions.yaml: the codes {', '.join(taken)} belong to the form itself; choose others")

    def read(self, form: MultiDict[str, str]) -> Sent:
        """What was sent. Unknown fields and values are dropped: a form is never an error."""
        given = ((code, self._values(code, form.getlist(code))) for code in form)
        sent = Sent(
            State(
                tuple(pair for pair in given if pair[1]), shown=form.get("v") == "1", crisis=_crisis(form.get("k", ""))
            ),
            action=form.get("z", ""),
            change=form.get("y", ""),
            remove=form.get("x", ""),
            service=form.get("s", ""),
        )
        return self._with_text(self._with_asked(sent, form), form)

    def _values(self, code: str, raw: list[str]) -> tuple[str, ...]:
        question = self.by_code.get(code)
        if question is None or question.field == "danger":
            return ()
        if question.field == "kommun":
            return tuple(value for value in raw if value in self.kommuner or value in SKIPS)[:1]
        if raw and raw[-1] in SKIPS:  # the button that was pressed comes last, and says more than ticks from before
            return (raw[-1],)
        known = tuple(dict.fromkeys(value for value in raw if value in SKIPS or self.option(question, value)))
        chosen = tuple(value for value in known if value not in SKIPS) or known[:1]
        return chosen if question.many == "yes" else chosen[-1:]

    def _with_asked(self, sent: Sent, form: MultiDict[str, str]) -> Sent:
        """A question at hand that got no answer was passed over; a typed place is looked up."""
        code = form.get("q", "")
        question = self.by_code.get(code)
        if question is None or sent.state.of(code):
            return sent
        typed = form.get(code, "").strip() if question.field == "kommun" else ""
        if not typed:
            return replace(sent, state=sent.state.told(code, [UNSURE]))
        guess = find_kommun(typed, self.kommuner)
        if guess.kommun:
            return replace(sent, state=sent.state.told(code, [guess.kommun.code]))
        return replace(sent, change=code, typed=typed[:60], maybe=guess.maybe)

    def _with_text(self, sent: Sent, form: MultiDict[str, str]) -> Sent:
        text = form.get("t", "").replace("\0", " ").strip()[:LONGEST_TEXT]
        clean, found = _PERSONAL_NUMBER.subn("", text)
        return replace(sent, text=clean.strip(), personal_number=bool(found))

    def option(self, question: Question, value: str) -> Option | None:
        """The option with this number, counted from 1."""
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 3 else 0
        return question.options[number - 1] if 0 < number <= len(question.options) else None

    def answers(self, state: State) -> Answers:
        """What the core needs to know."""
        told: dict[str, Any] = {"wishes": ()}
        passed: set[str] = set()
        for code, values in state.given:
            question = self.by_code[code]
            meant = self._meant(question, values)
            if not meant:
                passed.add(question.id)
            elif question.field in ("anonymous", "women_only", "wishes"):
                told["wishes"] = (*told["wishes"], *meant)
            else:
                told[question.field] = tuple(meant) if question.field == "needs" else meant[0]
        return Answers(**told, passed=frozenset(passed))

    def _meant(self, question: Question, values: tuple[str, ...]) -> list[str]:
        if question.field == "kommun":
            return [value for value in values if value not in SKIPS]
        options = (self.option(question, value) for value in values)
        return [option.value for option in options if option and option.value]

    def understood(self, state: State, found: Understanding) -> State:
        """The state with what a free text told. What is told in words goes before what was told earlier."""
        for field, meant in _told(found).items():
            question = self.by_field.get(field)
            values = self._numbers(question, meant) if question else []
            if question and values:
                state = state.told(question.code, values)
        return replace(state, crisis=found.crisis or state.crisis)

    def _numbers(self, question: Question, meant: Iterable[str]) -> list[str]:
        if question.field == "kommun":
            return [code for code in meant if code in self.kommuner]
        numbers = {option.value: str(number) for number, option in enumerate(question.options, start=1)}
        return [numbers[value] for value in meant if value in numbers]


def _told(found: Understanding) -> dict[str, list[str]]:
    needs = [need.id for need in found.needs if need.score >= 0.5]
    told: dict[str, list[str]] = {
        "audience": [found.audience] if found.audience else [],
        "needs": list(needs),
        "substance": [found.substance] if found.substance else [],
        "kommun": [found.kommun] if found.kommun else [],
        "anonymous": [wish for wish in found.wishes if wish == "anonymous"],
        "women_only": [wish for wish in found.wishes if wish == "women_only"],
        "wishes": [wish for wish in found.wishes if wish not in ("anonymous", "women_only")],
    }
    return told


def _crisis(number: str) -> CrisisId | None:
    return _CRISES[int(number) - 1] if number in {str(n + 1) for n in range(len(_CRISES))} else None


def hidden(state: State, *, without: str = "") -> Markup:
    """The state as hidden fields. Every value was checked on its way in, so none needs escaping."""
    fields = [(code, value) for code, values in state.given if code != without for value in values]
    if state.shown:
        fields.append(("v", "1"))
    if state.crisis:
        fields.append(("k", str(_CRISES.index(state.crisis) + 1)))
    return Markup("").join(field(name, value) for name, value in fields)


def field(name: str, value: str) -> Markup:
    """One hidden field."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
