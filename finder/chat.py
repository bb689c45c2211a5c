"""The conversation in a terminal: the same questions and results as on the web."""

from collections.abc import Callable
from datetime import datetime

from finder import jsonview
from finder.conversation import Ask, next_step, with_option
from finder.danger import cards
from finder.kommuner import find_kommun
from finder.match import Matches
from finder.models import Answers, Directory, Question
from finder.wording import Wording

Read = Callable[[str], str]
Write = Callable[[str], None]


def chat(directory: Directory, now: datetime, read: Read, write: Write) -> Answers:
    """Ask until there is something to show, then show it.

    Args: `read` shows a prompt and gives what was typed; `write` shows a line.
    Returns: the answers that were given. Ends early, with what fits so far, when the input ends.
    """
    wording, answers, show = Wording(directory), Answers(), False
    write(wording.text("chat.danger"))
    write(wording.text("chat.help"))
    while True:
        step = next_step(directory, answers, now, show=show)
        if not isinstance(step, Ask):
            _warn(directory, wording, answers, write)
            _show(directory, answers, step.matches, write)
            return answers
        try:
            answers, show = _answer(directory, wording, answers, step, read, write)
        except (EOFError, KeyboardInterrupt):
            show = True


def _warn(directory: Directory, wording: Wording, answers: Answers, write: Write) -> None:
    """The crisis cards that belong with the answers, before anything else is shown."""
    chosen = cards(answers)
    for id_ in (*chosen.whole, *chosen.linked):
        card = directory.crisis[id_]
        lines = [card.title, *([card.heard] if card.heard else []), *card.act]
        lines += [f"{line.text}: {directory.services[line.service].contacts[0].value}" for line in card.contacts]
        lines += [f"{wording.text('akut.no_answer')} {card.no_answer}", *card.more]
        write("")
        for line in lines:
            write(wording.translate(line))


def _show(directory: Directory, answers: Answers, matches: Matches, write: Write) -> None:
    write("")
    write(jsonview.matches_text(jsonview.matches_view(directory, answers, matches)))


def _answer(
    directory: Directory, wording: Wording, answers: Answers, step: Ask, read: Read, write: Write
) -> tuple[Answers, bool]:
    """The answers after one question, and whether the person asked to see the results."""
    _ask(wording, step, write)
    while True:
        typed = read(wording.text("chat.prompt")).strip()
        if typed == "=":
            return answers, True
        if typed in ("", "?"):
            return passed(answers, step.question), False
        told = _told(directory, answers, step.question, typed)
        if told:
            return told, False
        write(_unclear(directory, wording, step.question, typed))


def _ask(wording: Wording, step: Ask, write: Write) -> None:
    write("")
    write(wording.translate(step.question.text))
    for number, option in enumerate(step.options, start=1):
        write(f"  {number}. {wording.translate(option.text)}")
    write(wording.text("chat.keys", fits=str(step.fits)))


def _told(directory: Directory, answers: Answers, question: Question, typed: str) -> Answers | None:
    """The answers with what was typed, or None when it could not be read."""
    if question.field == "kommun":
        kommun = find_kommun(typed, directory.kommuner).kommun
        return with_option(answers, question, kommun.code) if kommun else None
    numbers = typed.replace(",", " ").split()
    if not all(n.isdigit() and 1 <= int(n) <= len(question.options) for n in numbers):
        return None
    for number in numbers if question.many == "yes" else numbers[:1]:
        value = question.options[int(number) - 1].value
        answers = with_option(answers, question, value) if value else passed(answers, question)
    return answers


def _unclear(directory: Directory, wording: Wording, question: Question, typed: str) -> str:
    maybe = find_kommun(typed, directory.kommuner).maybe if question.field == "kommun" else ()
    if maybe:
        return wording.text("chat.did_you_mean", names=", ".join(kommun.name for kommun in maybe))
    return wording.text("chat.unclear")


def passed(answers: Answers, question: Question) -> Answers:
    """The answers after 'vet inte', 'vill inte svara' or no."""
    return answers.model_copy(update={"passed": answers.passed | {question.id}})
