"""What words tell in the order they stand: a small recurrent network, by PyTorch. `finder.sequence` reads it.

While it learns, words and ideas are hidden now and then, and some lines get small talk before or after them, so that
it leans on no single word and finds what matters in a long text.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from finder.evidence import MOST_WORDS
from finder.features import UNKNOWN, Features
from finder.learned import InOrder
from tests.learn.examples import Case, answers, undecided

WIDTH, MIND, LOOKS = 96, 128, 4
_ROUNDS, _BATCH, _NEAR = 8, 64, 20
_STEP, _WARMING = 2e-3, 0.15
_HIDDEN, _JOINED, _DROPPED = 0.1, 0.1, 0.5
_SMOOTHED, _DECAY, _STEEPEST = 0.05, 1e-4, 1.0
_LARGEST = 127

Word = tuple[tuple[int, ...], tuple[int, ...]]
"""The rows of its parts, and of its marks."""
Line = tuple[Sequence[Word], Case]
Learned = Mapping[str, Any]


def learn_in_order(
    lines: Sequence[Case], found: Sequence[Features], rows: Mapping[str, int], asked: Sequence[str], many: int
) -> InOrder:
    """The network. `rows`: feature -> its row; the first `many` of them stand for words and ideas."""
    torch.manual_seed(0)
    dice = random.Random(0)
    known = [(_words(some, rows), case) for some, case in zip(found, lines, strict=True)]
    idle = [words for words, case in known if case.get("kind") == "none"]
    learned = _start(many, len(asked))
    settle = torch.optim.AdamW(learned.values(), lr=_STEP, weight_decay=_DECAY)
    steps = _ROUNDS * (len(known) // _BATCH + _NEAR)
    pace = torch.optim.lr_scheduler.OneCycleLR(settle, _STEP, total_steps=steps, pct_start=_WARMING)
    for number in range(_ROUNDS):
        lost = [
            _learn_from([_joined(line, idle, dice) for line in batch], rows[UNKNOWN], asked, learned, settle, dice)
            for batch in _paced(_batches(known, dice), pace)
        ]
        print(f"round {number + 1} of {_ROUNDS}: {sum(lost) / len(lost):.3f}", flush=True)
    return _small(learned)


def _words(found: Features, rows: Mapping[str, int]) -> list[Word]:
    return [
        (
            (rows.get(parts[0], rows[UNKNOWN]), *(rows[part] for part in parts[1:] if part in rows)),
            tuple(rows[mark] for mark in marks if mark in rows),
        )
        for parts, marks in zip(found.parts, found.marks, strict=True)
    ]


def _start(many: int, answers_: int) -> dict[str, Any]:
    seen = 2 * MIND * (1 + LOOKS)
    return {
        "places": _random(many, WIDTH, spread=0.1),
        "gain": torch.ones(WIDTH, requires_grad=True),
        "shift": torch.zeros(WIDTH, requires_grad=True),
        "gates": _random(2, 2 * WIDTH, 3 * MIND, spread=(2 * WIDTH) ** -0.5),
        "gate_starts": torch.zeros(2, 3 * MIND, requires_grad=True),
        "looks": _random(2 * MIND, LOOKS, spread=(2 * MIND) ** -0.5),
        "look_starts": torch.zeros(LOOKS, requires_grad=True),
        "tells": _random(seen, answers_ + 1, spread=seen**-0.5),
        "tell_starts": torch.zeros(answers_ + 1, requires_grad=True),
    }


def _random(*shape: int, spread: float) -> Any:
    return (torch.randn(*shape) * spread).requires_grad_()


# ---------------------------------------------------------------- one round


def _batches(known: Sequence[Line], dice: random.Random) -> list[Sequence[Line]]:
    """Lines of about the same length together, in any order."""
    mixed = dice.sample(known, len(known))
    near = [sorted(mixed[at : at + _BATCH * _NEAR], key=_length) for at in range(0, len(mixed), _BATCH * _NEAR)]
    batches: list[Sequence[Line]] = [some[at : at + _BATCH] for some in near for at in range(0, len(some), _BATCH)]
    dice.shuffle(batches)
    return batches


def _length(line: Line) -> int:
    return len(line[0])


def _paced(batches: Sequence[Sequence[Line]], pace: Any) -> Iterator[Sequence[Line]]:
    """The batches; after each, the steps change length."""
    for batch in batches:
        yield [line for line in batch if line[0]]
        pace.step()


def _joined(line: Line, idle: Sequence[Sequence[Word]], dice: random.Random) -> Line:
    """Now and then, with small talk before or after what is said."""
    words, case = line
    if case.get("kind") == "none" or dice.random() >= _JOINED:
        return line
    other = dice.choice(idle)
    return ([*words, *other] if dice.random() < 1 / 3 else [*other, *words])[-MOST_WORDS:], case


def _learn_from(
    lines: Sequence[Line], unknown: int, asked: Sequence[str], learned: Learned, settle: Any, dice: random.Random
) -> float:
    told = _read([[_shown(word, unknown, dice) for word in words] for words, _ in lines], learned)
    loss = _loss(told, [case for _, case in lines], asked)
    settle.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(learned.values(), _STEEPEST)
    settle.step()
    return float(loss.detach())


def _shown(word: Word, unknown: int, dice: random.Random) -> tuple[int, ...]:
    """The rows of a word; now and then nothing of it, or its parts or its ideas alone."""
    parts, marks = word
    if dice.random() >= _HIDDEN:
        return parts + marks
    return dice.choice([(unknown,), (unknown,), parts, marks or parts])


def _read(words: Sequence[Sequence[Sequence[int]]], learned: Learned) -> Any:
    """The same as `finder.sequence`, for many lines at once."""
    lengths = torch.tensor([len(some) for some in words])
    longest = int(lengths.max())
    there = torch.arange(longest)[None] < lengths[:, None]
    even = _dropped(_even([[*some, *[()] * (longest - len(some))] for some in words], learned))
    even = even * there[..., None]  # nothing stands before the first word, from either end
    states = torch.cat([_minds(even, there, learned, 0), _minds(even.flip(1), there.flip(1), learned, 1).flip(1)], 2)
    looks = (states @ learned["looks"] + learned["look_starts"]).masked_fill(~there[..., None], -1e9).softmax(1)
    seen = torch.einsum("bnk,bno->bko", looks, states).flatten(1)
    highest = states.masked_fill(~there[..., None], -9).amax(1)
    return _dropped(torch.cat([highest, seen], 1)) @ learned["tells"] + learned["tell_starts"]


def _even(words: Sequence[Sequence[Sequence[int]]], learned: Learned) -> Any:
    flat = [row for line in words for word in line for row in word]
    starts = np.cumsum([0, *(len(word) for line in words for word in line)])[:-1]
    sums = functional.embedding_bag(
        torch.tensor(flat), learned["places"], torch.from_numpy(np.minimum(starts, len(flat))), mode="sum"
    )
    even = functional.layer_norm(sums, (WIDTH,), learned["gain"], learned["shift"])
    return even.view(len(words), -1, WIDTH)


def _minds(words: Any, there: Any, learned: Learned, end: int) -> Any:
    before = functional.pad(words, (0, 0, 1, 0))[:, :-1]
    new, kept, shown = (torch.cat([words, before], 2) @ learned["gates"][end] + learned["gate_starts"][end]).chunk(3, 2)
    keep = torch.where(there[..., None], kept.sigmoid(), torch.ones(()))
    news = (1 - keep) * new.tanh()
    mind = torch.zeros(words.shape[0], MIND)
    minds = []
    for place in range(words.shape[1]):
        mind = keep[:, place] * mind + news[:, place]
        minds.append(mind)
    return torch.stack(minds, 1) * shown.sigmoid()


def _dropped(values: Any) -> Any:
    return functional.dropout(values, _DROPPED)


def _loss(told: Any, cases: Sequence[Case], asked: Sequence[str]) -> Any:
    """Who writes: one of them, or nobody. Everything else: yes or no, one answer at a time."""
    who = [answer for answer in asked if answer.startswith("audience:")]
    rest = asked[len(who) :]
    right = [next((place for place, one in enumerate(who) if one in answers(case)), len(who)) for case in cases]
    guessed = torch.cat([told[:, : len(who)], told[:, -1:]], 1)
    of_who = functional.cross_entropy(guessed, torch.tensor(right), label_smoothing=_SMOOTHED)
    yes = torch.tensor([[float(answer in answers(case)) for answer in rest] for case in cases])
    decided = torch.tensor([[float(not undecided(case, answer)) for answer in rest] for case in cases])
    of_rest = functional.binary_cross_entropy_with_logits(told[:, len(who) : -1], yes, reduction="none")
    return of_who + (of_rest * decided).sum(1).mean()


def _small(learned: Learned) -> InOrder:
    """As it is kept: the places in 255 steps, which the evening out makes good."""
    tables = {name: table.detach().numpy() for name, table in learned.items()}
    places = tables.pop("places")
    widest = float(np.quantile(np.abs(places), 0.9999))
    steps = np.clip(np.round(places / widest * _LARGEST), -_LARGEST, _LARGEST).astype(np.int8)
    return InOrder(places=steps, **tables)
