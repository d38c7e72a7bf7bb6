import numpy as np
from scipy.sparse import csr_matrix

from insight.coding import choose_statements, weigh_doubt

NOTHING = csr_matrix((0, 4))
FEATURES = csr_matrix(
    np.array([[1, 0, 0, 0], [1, 0.1, 0, 0], [1, 0, 0.1, 0], [0, 1, 0, 0], [0, 1, 0.1, 0], [0, 0, 0, 1.0]])
)


def test_of_statements_alike_one_is_asked_about_before_the_next_of_the_same():
    chosen = choose_statements(FEATURES, np.ones(6), NOTHING, 3)
    assert {0 if row < 3 else 1 if row < 5 else 2 for row in chosen} == {0, 1, 2}
    assert chosen[0] < 3, "the largest group tells most"


def test_the_doubtful_comes_before_the_sure():
    doubt = np.array([0.1, 0.1, 0.1, 0.1, 0.1, 1.0])
    assert choose_statements(FEATURES, doubt, NOTHING, 1) == [5]


def test_what_is_learnt_already_is_not_asked_about_again():
    learnt = FEATURES[[1]]
    assert choose_statements(FEATURES, np.ones(6), learnt, 1)[0] in (3, 4)


def test_no_row_twice_and_no_more_than_there_are():
    chosen = choose_statements(FEATURES, np.ones(6), NOTHING, 50)
    assert sorted(chosen) == list(range(6))
    assert choose_statements(FEATURES, np.ones(6), NOTHING, 0) == []
    assert choose_statements(FEATURES[:1], np.ones(1), NOTHING, 3) == [0]


def test_rows_without_any_features_are_no_fault():
    assert sorted(choose_statements(csr_matrix((3, 4)), np.ones(3), FEATURES, 2)) == [0, 1]


def test_the_lazy_choice_is_the_plain_one():
    random = np.random.default_rng(1)
    features, doubt = random.random((40, 6)), random.random(40)
    units = features / np.linalg.norm(features, axis=1, keepdims=True)
    likeness, nearest, plain = (units @ units.T).astype(np.float32), np.zeros(40, np.float32), []
    for _ in range(12):
        gains = (np.clip(likeness - nearest, 0, None) @ doubt) * doubt
        gains[plain] = -1
        plain.append(int(gains.argmax()))
        nearest = np.maximum(nearest, likeness[plain[-1]])
    assert choose_statements(csr_matrix(features), doubt, csr_matrix((0, 6)), 12) == plain


def test_doubt_is_high_where_two_kinds_are_close_or_the_kind_is_rare():
    scores = np.array([[1.0, 0, 0], [1.0, 0.9, 0], [1.0, 0, 0], [1.0, 0, 0], [0, 0, 1.0]])
    doubt = weigh_doubt(scores)
    assert doubt[1] > doubt[0] == doubt[2]
    assert doubt[4] > doubt[0]
    assert doubt.max() == 1
    assert len(weigh_doubt(np.zeros((0, 3)))) == 0
    assert np.isfinite(weigh_doubt(np.zeros((2, 3)))).all()
