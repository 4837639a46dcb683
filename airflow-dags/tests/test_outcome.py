"""What is read from a job's result document."""

from __future__ import annotations

import json

import pytest

from assay_airflow import Exit, Outcome


def test_only_an_outside_failure_is_worth_a_retry() -> None:
    assert [ended for ended in Exit if ended.worth_a_retry] == [Exit.OUTSIDE]


def test_a_fault_is_told_with_its_place_cause_and_remedy() -> None:
    fault = {
        "path": "views/delays.yaml",
        "line": 7,
        "at": "window[0].of",
        "what": "no column 'delay'",
        "fix": "name one",
    }
    outcome = Outcome.parse(json.dumps({"status": "failed", "exit": 1, "faults": [fault]}))
    assert str(outcome) == "exit 1: views/delays.yaml:7: window[0].of: no column 'delay'; name one"


def test_a_held_batch_is_told_with_the_rules_that_held_it() -> None:
    rules = [{"rule": "row_count", "status": "fail", "violations": 1}, {"rule": "carrier.required", "status": "pass"}]
    outcome = Outcome.parse(json.dumps({"status": "held", "exit": 1, "run": "r7", "rules": rules}))
    assert str(outcome) == "exit 1; held; run r7; rules broken: row_count (1)"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"exit": 5}', "{"])
def test_what_is_not_a_result_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Outcome.parse(text)
