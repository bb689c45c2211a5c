"""Words in the order they stand -> the chance of each answer: 'min man säger att jag dricker' is not its words alone.

A small recurrent network, read from both ends; `finder.learned.InOrder` tells what it holds and where it is from.
"""

import numpy as np
from numpy.typing import NDArray

from finder.learned import InOrder, Numbers

_EPSILON = 1e-5


def in_order(rows: NDArray[np.intp], starts: NDArray[np.intp], learned: InOrder, audiences: int) -> Numbers:
    """The chance of the first answers, as many as were learned.

    `rows`: the features of all words; `starts`: where among them each word starts; `audiences`: how many of the answers
    tell who writes, of whom there is one at most.
    """
    states = _states(_words(rows, starts, learned), learned)
    seen = np.concatenate([states.max(axis=0), (_looks(states, learned).T @ states).ravel()])
    found: Numbers = seen @ learned.tells + learned.tell_starts
    who = _softmax(np.append(found[:audiences], found[-1]))[:-1]
    return np.concatenate([who, chance(found[audiences:-1])])


def _words(rows: NDArray[np.intp], starts: NDArray[np.intp], learned: InOrder) -> Numbers:
    """Each word: the sum of its features, evened out."""
    sums = np.add.reduceat(learned.places[rows], starts, axis=0, dtype=np.float32)
    centred = sums - sums.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
    even: Numbers = centred / spread * learned.gain + learned.shift
    return even


def _states(words: Numbers, learned: InOrder) -> Numbers:
    """What is in mind at each word, read from the left and from the right, side by side."""
    both = np.stack([words, words[::-1]])
    before = np.concatenate([np.zeros_like(both[:, :1]), both[:, :-1]], axis=1)
    gates = np.concatenate([both, before], axis=2) @ learned.gates + learned.gate_starts[:, None]
    new, kept, shown = np.split(gates, 3, axis=2)
    keep = chance(kept)
    news = np.tanh(new) * (1 - keep)
    minds = np.empty_like(news)
    mind = np.zeros_like(news[:, 0])
    for place in range(words.shape[0]):
        mind = mind * keep[:, place] + news[:, place]
        minds[:, place] = mind
    minds *= chance(shown)
    return np.concatenate([minds[0], minds[1][::-1]], axis=1)


def _looks(states: Numbers, learned: InOrder) -> Numbers:
    """How much is looked at each word, a column for each look."""
    return _softmax(states @ learned.looks + learned.look_starts)


def chance(values: Numbers) -> Numbers:
    """Any number -> a chance between 0 and 1: the logistic function, in a form that never overflows."""
    chances: Numbers = 0.5 + 0.5 * np.tanh(0.5 * values)
    return chances


def _softmax(values: Numbers) -> Numbers:
    exact: Numbers = np.exp(values - values.max(axis=0))
    shares: Numbers = exact / exact.sum(axis=0)
    return shares
