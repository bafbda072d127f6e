"""Which results a patient may see as results."""

import pytest

from portico.results.rules.released import StatusWord, is_released, may_show, status_word


@pytest.mark.parametrize("status", ["final", "amended", "corrected", "appended"])
def test_a_complete_result_is_released(status):
    assert is_released(status).answer


@pytest.mark.parametrize("status", ["preliminary", "registered", "unknown", "partial", "", "no such status"])
def test_a_result_that_is_not_complete_is_not_released_and_says_why(status):
    answer = is_released(status)
    assert not answer.answer
    assert answer.reason


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_a_cancelled_test_and_a_mistake_are_never_shown_as_results(status):
    assert not is_released(status).answer
    assert not may_show(status).answer


def test_each_status_has_its_word():
    assert status_word("corrected") == StatusWord.CHANGED
    assert status_word("preliminary") == StatusWord.EARLY
    assert status_word("never heard of") == StatusWord.UNKNOWN
