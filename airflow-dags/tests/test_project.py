"""The DAGs that a project's description makes."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from airflow.dag_processing.dagbag import DagBag
from dag_runs import ROOT

from assay_airflow import AssayOperator, assay_project, dataset_asset

if TYPE_CHECKING:
    from airflow.sdk import DAG


@pytest.fixture(scope="module")
def bag() -> DagBag:
    return DagBag(str(ROOT / "dags"))


def project(**more: object) -> DAG:
    arguments = {"dag_id": "shop", "project": "/srv/shop", "jar": "assay.jar", "inputs": {"a": "a.csv", "b": "b.csv"}}
    return assay_project(**{**arguments, **more})  # type: ignore[arg-type]


def operator(dag: DAG, task: str) -> AssayOperator:
    found = dag.get_task(task)
    assert isinstance(found, AssayOperator)
    return found


def words(dag: DAG, task: str) -> list[str]:
    return operator(dag, task).command


def test_the_dag_bag_loads_without_an_error(bag: DagBag) -> None:
    assert bag.import_errors == {}
    assert set(bag.dags) == {"flights", "flights_train_late_arrival"}


def test_every_dataset_is_ingested_before_features_are_computed(bag: DagBag) -> None:
    edges = {task.task_id: task.downstream_task_ids for task in bag.dags["flights"].tasks}
    assert edges == {
        "ingest_airlines": {"ingest_flights", "compute"},
        "ingest_airports": {"ingest_weather", "ingest_flights", "compute"},
        "ingest_planes": {"ingest_flights", "compute"},
        "ingest_weather": {"compute"},
        "ingest_flights": {"compute"},
        "compute": set(),
    }


def test_a_model_with_a_schedule_of_its_own_has_a_dag_of_its_own(bag: DagBag) -> None:
    training = bag.dags["flights_train_late_arrival"]
    assert [task.task_id for task in training.tasks] == ["train_late_arrival"]
    assert str(training.schedule) == "@weekly"
    assert str(bag.dags["flights"].schedule) == "@daily"


def test_a_model_without_a_schedule_is_trained_after_each_compute() -> None:
    dag = project(train={"churn": None})
    assert dag.get_task("compute").downstream_task_ids == {"train_churn"}
    assert words(dag, "train_churn") == ["train", "churn"]


def test_each_dataset_is_an_asset_that_other_dags_can_wait_for(bag: DagBag) -> None:
    assert bag.dags["flights"].get_task("ingest_weather").outlets == [dataset_asset("flights", "weather")]
    assert dataset_asset("flights", "weather").uri == "assay://flights/datasets/weather"


def test_datasets_are_ingested_one_by_one_unless_their_order_is_given() -> None:
    assert project().get_task("ingest_a").downstream_task_ids == {"ingest_b", "compute"}
    assert project(after={}).get_task("ingest_a").downstream_task_ids == {"compute"}


def test_inputs_and_options_become_words_of_the_command() -> None:
    dag = project(inputs={"a": ["1.json", "2.json"]}, ingest_options={"a": ["--format", "json"]}, views=["v", "w"])
    assert words(dag, "ingest_a") == ["ingest", "a", "--input", "1.json", "--input", "2.json", "--format", "json"]
    assert words(dag, "compute") == ["compute", "v", "w"]


def test_an_unknown_dataset_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"DAG shop: after: c not in inputs; datasets there: a, b"):
        project(after={"b": ["c"]})


def test_retries_wait_longer_each_time_and_can_be_set() -> None:
    task = project().get_task("compute")
    assert (task.retries, task.retry_delay) == (3, timedelta(minutes=1))
    assert project(default_args={"retries": 7}).get_task("compute").retries == 7


def test_the_example_reads_where_its_project_and_jar_are_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "ASSAY_FLIGHTS", "/srv/flights")
    monkeypatch.setitem(os.environ, "ASSAY_JAR", "/opt/assay.jar")
    task = operator(DagBag(str(ROOT / "dags")).dags["flights"], "compute")
    assert (task.project, task.application) == ("/srv/flights", "/opt/assay.jar")
