"""The flights example through ``dag.test()``: real spark-submits, published rows, served features, lineage."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import flights
import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.models.asset import AssetEvent
from airflow.utils.session import create_session
from dag_runs import ROOT, run_dag
from sqlalchemy import select

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def environment() -> Iterator[pytest.MonkeyPatch]:
    patch = pytest.MonkeyPatch()
    patch.setenv("PATH", f"{os.environ['SPARK_HOME']}/bin{os.pathsep}{os.environ['PATH']}")
    patch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", '{"conn_type": "spark", "host": "local[2]"}')
    # short jobs: the first compiler is enough
    patch.setenv("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    yield patch
    patch.undo()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, environment: pytest.MonkeyPatch) -> Path:
    """Run the example's DAG once, on a copy of the example, and give the copy's folder."""
    copied = flights.copy(tmp_path_factory.mktemp("example"))
    environment.setenv("ASSAY_FLIGHTS", str(copied))
    environment.setenv("ASSAY_JAR", str(flights.JAR))
    run = DagBag(str(ROOT / "dags")).dags["flights"].test()
    assert {task.task_id: str(task.state) for task in run.get_task_instances()} == {
        "ingest_airlines": "success",
        "ingest_airports": "success",
        "ingest_planes": "success",
        "ingest_weather": "success",
        "ingest_flights": "success",
        "compute": "success",
    }
    return copied


def asset_extras() -> dict[str, dict[str, Any]]:
    with create_session() as session:
        events = session.scalars(select(AssetEvent).where(AssetEvent.source_dag_id == "flights"))
        return {str(event.source_task_id): dict(event.extra) for event in events}


def test_published_rows_are_those_the_asset_events_tell_of(project: Path) -> None:
    extras = asset_extras()
    [found] = flights.sql(
        project,
        "SELECT (SELECT count(*) FROM datasets.flights) flights, (SELECT count(*) FROM datasets.weather) weather, "
        "(SELECT count(*) FROM quarantine.weather) quarantined, "
        "(SELECT count(DISTINCT _run) FROM datasets.flights) runs, (SELECT max(_run) FROM datasets.flights) run",
    )
    rows = extras["ingest_flights"]["rows"]
    assert rows["read"] == flights.ROWS
    assert found["flights"] == rows["published"] > flights.ROWS / 2
    weather = extras["ingest_weather"]["rows"]
    assert (found["weather"], found["quarantined"]) == (weather["published"], weather["quarantined"])
    assert (found["runs"], found["run"]) == (1, extras["ingest_flights"]["run"])


def test_features_are_served_from_what_was_computed(project: Path, tmp_path: Path) -> None:
    with flights.service(project, "2013-01-07T00:00:00Z", tmp_path / "service.log") as served:
        body = {"feature_service": "delay_model", "entities": {"carrier": ["UA"], "airport": ["EWR"]}}
        answer = served.answers("/get-online-features", body)
    names = answer["metadata"]["feature_names"]
    statuses = [column["statuses"][0] for column in answer["results"]]
    assert names[:2] == ["carrier", "airport"]
    assert statuses.count("PRESENT") > len(names) / 2, dict(zip(names, statuses, strict=True))


def test_each_event_of_ours_names_the_airflow_task_that_ran_it(project: Path) -> None:
    log = Path(os.environ["AIRFLOW_HOME"]) / "openlineage.jsonl"
    received = [json.loads(line) for line in log.read_text().splitlines()]
    tasks = {event["run"]["runId"]: event["job"]["name"] for event in received}
    events = [event for event in flights.lineage(project) if "parent" in event["run"]["facets"]]
    assert {event["eventType"] for event in events} == {"START", "COMPLETE"}
    seen = set()
    for event in events:
        parent = event["run"]["facets"]["parent"]
        name = parent["job"]["name"]
        assert tasks[parent["run"]["runId"]] == name
        assert parent["job"]["namespace"] == "airflow"
        assert parent["root"]["job"]["name"] == "flights"
        assert tasks[parent["root"]["run"]["runId"]] == "flights"
        seen.add(name)
    assert seen == {f"flights.{task}" for task in (*asset_extras(), "compute")}


def test_a_model_is_trained_on_its_own_schedule(project: Path) -> None:
    # The example trains until October; a week of January has to do here.
    model = project / "models" / "late_arrival.yaml"
    model.write_text(model.read_text().replace("2013-10-01T", "2013-01-05T"))
    run = DagBag(str(ROOT / "dags")).dags["flights_train_late_arrival"].test()
    assert [str(task.state) for task in run.get_task_instances()] == ["success"]


FAULTY = """
from datetime import timedelta
from airflow.sdk import DAG
from assay_airflow import AssayOperator

with DAG(dag_id="faulty", schedule=None):
    AssayOperator(
        task_id="ingest_airlines",
        command=["ingest", "airlines", "--input", {file!r}],
        project={project!r},
        jar={jar!r},
        retries=3,
        retry_delay=timedelta(0),
    )
"""


def test_a_file_without_its_columns_fails_at_once(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "airlines.csv"
    file.write_text("code,title\nUA,United\n")
    states = run_dag("faulty", FAULTY.format(file=str(file), project=str(project), jar=str(flights.JAR)))
    assert states == {"ingest_airlines": "failed"}
    runs = flights.sql(project, "SELECT status FROM assay.runs WHERE subject = 'airlines' ORDER BY at")
    assert [run["status"] for run in runs] == ["published", "failed"]
