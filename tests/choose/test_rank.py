import numpy as np

from summarizer.choose import rank


def test_what_is_nearest_to_the_mean_counts_twice_and_what_is_farthest_once():
    vectors = np.array([[1, 0], [1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    prior = rank.prior(vectors)
    assert prior.min() == 1
    assert prior.max() == 2
    # The mean is (0.65, 0.45): the third is closest to it, the last farthest.
    assert prior.argmax() == 2
    assert prior.argmin() == 3


def test_equals_count_the_same():
    assert rank.prior(np.array([[1, 0]] * 3, dtype=np.float32)).tolist() == [1, 1, 1]
    assert rank.prior(np.array([[1, 0]], dtype=np.float32)).tolist() == [1]


def test_vectors_that_cancel_out_are_no_error():
    assert rank.prior(np.array([[1, 0], [-1, 0]], dtype=np.float32)).tolist() == [1, 1]
    assert rank.prior(np.zeros((2, 3), dtype=np.float32)).tolist() == [1, 1]


def test_the_order_of_the_rows_changes_nothing():
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    assert rank.prior(vectors[::-1]).tolist()[::-1] == rank.prior(vectors).tolist()
