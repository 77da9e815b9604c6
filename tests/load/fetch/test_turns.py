import threading
import time
from collections import Counter

import pytest

from summarizer.load.fetch.turns import Turns, Visits
from tests.limits import LONG


def never(_):
    return False


def test_outcomes_are_in_order_whatever_finishes_first():
    others_are_over = threading.Event()

    def visit(index, _turn):
        assert index > 0 or others_are_over.wait(LONG)
        return index

    def told(done, _):
        if done == 5:
            others_are_over.set()

    assert list(Visits(Turns(4), "abcdef", visit, never).outcomes(told)) == [0, 1, 2, 3, 4, 5]


def test_each_host_has_one_visitor_and_all_have_as_many_as_are_allowed():
    lock, there, most = threading.Lock(), Counter(), Counter()
    hosts, begun, three = "aaabbbcccddd", [], threading.Barrier(3)

    def visit(index, _turn):
        with lock:
            begun.append(index)
            is_early = len(begun) <= 3
            there.update({hosts[index]: 1, "all": 1})
            most.update({name: max(0, there[name] - most[name]) for name in there})
        if is_early:
            three.wait(LONG)
        time.sleep(0.005)  # whoever may not be there has the time to come
        with lock:
            there.subtract({hosts[index]: 1, "all": 1})

    list(Visits(Turns(3), hosts, visit, never).outcomes(None))
    assert most == {"a": 1, "b": 1, "c": 1, "d": 1, "all": 3}


def test_who_moves_to_another_host_waits_until_it_is_free():
    order, waits = [], threading.Event()

    def is_over():
        waits.set()
        return False

    def visit(index, turn):
        if index == 0:
            assert waits.wait(LONG)
            order.append("a is left")
        else:
            assert turn.move("a", is_over)
            order.append("a is entered")

    list(Visits(Turns(2), "ab", visit, never).outcomes(None))
    assert order == ["a is left", "a is entered"]


def test_two_who_wait_for_each_other_both_arrive():
    both = threading.Barrier(2)

    def visit(index, turn):
        both.wait(LONG)
        return turn.move("ba"[index], lambda: False)

    assert list(Visits(Turns(2), "ab", visit, never).outcomes(None)) == [True, True]


def test_nobody_waits_for_a_host_when_the_run_is_over():
    turns = Turns(2)
    with turns.changed:
        turns.enter("a")

    def visit(_index, turn):
        return turn.move("a", lambda: True)

    assert list(Visits(turns, "b", visit, never).outcomes(None)) == [False]


def test_no_visit_begins_while_too_much_is_kept_but_the_one_that_is_waited_for():
    begun, at_the_end = [], []

    def visit(index, _turn):
        begun.append(index)
        if index == 0:
            while len(begun) < 3:
                time.sleep(0.001)
            time.sleep(0.05)
            at_the_end.extend(begun)
        return index

    visits = Visits(Turns(2), "abcdefgh", visit, lambda kept: len(kept) >= 2)
    assert list(visits.outcomes(None)) == list(range(8))
    assert at_the_end == [0, 1, 2]


def test_no_thread_keeps_an_outcome_that_was_taken():
    class Large:
        there = 0

        def __init__(self):
            Large.there += 1

        def __del__(self):
            Large.there -= 1

    outcomes = Visits(Turns(4), "abcd" * 10, lambda _index, _turn: Large(), never).outcomes(None)
    for _ in range(39):
        next(outcomes)
    last = next(outcomes)
    assert Large.there == len([last])


def test_a_mistake_in_a_visit_is_raised_to_whoever_takes_the_outcomes():
    def visit(_index, _turn):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(Visits(Turns(2), "ab", visit, never).outcomes(None))


def test_whoever_stops_taking_ends_the_visits():
    begun = []

    def visit(index, _turn):
        begun.append(index)
        time.sleep(0.02)

    outcomes = Visits(Turns(1), "a" * 100, visit, never).outcomes(None)
    next(outcomes)
    outcomes.close()
    time.sleep(0.1)
    assert len(begun) <= 10


def test_no_visits_have_no_outcomes():
    assert list(Visits(Turns(2), "", lambda index, _turn: index, never).outcomes(None)) == []
