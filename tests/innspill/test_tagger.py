"""The tagger's scores: those of the best readings of a text, whatever stands beside it."""

from itertools import pairwise, product

import numpy as np

from insight.innspill.tagger import BEGINS, GOES_ON, LABELS, find_margins, score_tokens


def list_margins(scores, transitions):
    """The margins by trying every reading."""
    length = len(scores)
    totals = {
        labels: sum(scores[place, label] for place, label in enumerate(labels))
        + sum(transitions[pair] for pair in pairwise(labels))
        for labels in product(range(len(LABELS)), repeat=length)
    }

    def best(place, wanted):
        return max(total for labels, total in totals.items() if labels[place] in wanted)

    name = (BEGINS, GOES_ON)
    others = [label for label in range(len(LABELS)) if label not in name]
    return [
        [best(place, name) - best(place, others), best(place, (BEGINS,)) - best(place, (GOES_ON,))]
        for place in range(length)
    ]


def test_margins_are_those_of_the_best_of_all_readings():
    chance = np.random.default_rng(3)
    lengths = [1, 2, 4, 3, 4]
    is_token = np.arange(4)[None, :] < np.array(lengths)[:, None]
    scores = np.where(is_token[:, :, None], chance.integers(-60, 60, (5, 4, len(LABELS)), dtype=np.int32), 0)
    transitions = chance.integers(-40, 40, (len(LABELS), len(LABELS)), dtype=np.int32)
    margins = find_margins(scores, is_token, transitions)
    for row, length in enumerate(lengths):
        assert margins[row, :length].tolist() == list_margins(scores[row, :length], transitions)


def test_a_text_has_the_same_scores_alone_and_in_company():
    texts = [
        ["Hilsen", "Torgeir"],
        [],
        ["veien", "er", "hol", "."],
        ["Torgeir"],
        ["Hilsen", "Torgeir"],
        ["ẞ", "ukjentord"],
    ]
    together = score_tokens(texts)
    alone = [score_tokens([forms])[0] for forms in texts]
    again = score_tokens(texts[::-1])[::-1]
    for one, other, third in zip(together, alone, again, strict=True):
        assert one.tolist() == other.tolist() == third.tolist()
