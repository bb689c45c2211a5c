"""What someone at the desk has told: the ticks, and beside them what the words tell."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from finder.handover import MOST, Listed, read_list
from finder.models import Answers
from finder.understand import Understanding
from finder.web.forms import SKIPS, Sent, State
from finder.web.site import Site

PICK = "id"
"""The field of a ticked service. Two letters, so that no question can have it."""


@dataclass(frozen=True)
class Heard:
    """What was sent: the ticks, and what the words told beside them."""

    sent: Sent
    state: State
    answers: Answers
    picks: Listed
    understood: tuple[str, ...] = ()
    lost: bool = False


def hear(site: Site, form: MultiDict[str, str]) -> Heard:
    """What a form of the desk tells."""
    sent = site.fields.read(form)
    found = site.understand(sent.text) if sent.text else Understanding(text="")
    told = site.fields.understood(State(), found)
    state = replace(_joined(site, sent.state, told), crisis=found.crisis)
    return Heard(
        sent=sent,
        state=state,
        answers=site.fields.answers(state),
        picks=read_list(",".join(form.getlist(PICK)[:MOST]), site.directory.services),
        understood=tuple(_words(site, told)),
        lost=bool(sent.text) and found.empty,
    )


def _joined(site: Site, ticked: State, told: State) -> State:
    """What was ticked stands; words add to it, and answer only what was not ticked."""
    state = ticked
    for code, values in told.given:
        own = [value for value in ticked.of(code) if value not in SKIPS]
        if site.fields.by_code[code].many == "yes":
            state = state.told(code, dict.fromkeys((*own, *values)))
        elif not own:
            state = state.told(code, values)
    return state


def _words(site: Site, told: State) -> Iterable[str]:
    for code, values in told.given:
        choices = {value: text for value, text, *_ in site.asked[code].choices}
        for value in values:
            yield choices.get(value) or site.directory.kommuner[value].name
