"""The operator in a real Airflow, with a spark-submit that ends as each test says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.asset import AssetEvent
from airflow.utils.session import create_session
from dag_runs import run_dag
from fake_spark import FakeSpark
from sqlalchemy import select

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = {
    "exit": 0,
    "run": "r1",
    "dataset": "flights",
    "status": "published",
    "snapshot": 42,
    "contract": {"id": "flights", "version": "1.0.0"},
    "rows": {"read": 3, "published": 3, "quarantined": 0, "dropped": 0, "warned": 0},
}
NOTHING_NEW = {**PUBLISHED, "status": "nothing_new"}
HELD = {
    **PUBLISHED,
    "exit": 1,
    "status": "held",
    "rules": [{"rule": "row_count", "status": "fail", "violations": 1}, {"rule": "carrier.required", "status": "pass"}],
}
AWAY = {
    "status": "failed",
    "exit": 3,
    "faults": [{"path": "", "line": 0, "at": "s3a://raw", "what": "no answer in 30 s", "fix": "try again"}],
}


@pytest.fixture
def spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeSpark:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", '{"conn_type": "spark", "host": "local[2]"}')
    return FakeSpark(tmp_path)


DAG = """
from datetime import timedelta
from airflow.sdk import DAG
from assay_airflow import AssayOperator, dataset_asset

with DAG(dag_id="{dag_id}", schedule=None):
    AssayOperator(
        task_id="ingest_flights",
        command=["ingest", "flights", "--input", "raw/{{{{ dag.dag_id }}}}.csv"],
        project="/srv/flights",
        jar="assay-jobs.jar",
        outlets=[dataset_asset("{dag_id}", "flights")],
        retry_delay=timedelta(0),
        **{arguments!r},
    )
"""


@pytest.fixture
def dag_id(request: pytest.FixtureRequest) -> str:
    return str(request.node.name)


def ran(dag_id: str, results: Path | None, retries: int = 0, **more: Any) -> str:
    """Run one ingest in Airflow and give its task's state."""
    arguments = {"results": results.as_uri() if results else None, "retries": retries, **more}
    return str(run_dag(dag_id, DAG.format(dag_id=dag_id, arguments=arguments))["ingest_flights"])


def asset_events(dag_id: str) -> list[dict[str, Any]]:
    with create_session() as session:
        return [
            dict(event.extra) for event in session.scalars(select(AssetEvent).where(AssetEvent.source_dag_id == dag_id))
        ]


def test_a_published_batch_is_an_asset_event_with_its_version(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((0, PUBLISHED))

    assert ran(dag_id, tmp_path) == "success"

    [event] = asset_events(dag_id)
    assert {key: event[key] for key in ("run", "snapshot", "contract", "rows")} == {
        key: PUBLISHED[key] for key in ("run", "snapshot", "contract", "rows")
    }


def test_the_job_is_told_its_project_and_where_to_write_its_result(
    spark: FakeSpark, dag_id: str, tmp_path: Path
) -> None:
    spark.ends((0, PUBLISHED))

    ran(dag_id, tmp_path, env="prod")

    [words] = spark.calls
    assert words[words.index("--class") + 1] == "io.assay.jobs.Assay"
    assert words[words.index("assay-jobs.jar") + 1 :][:4] == ["ingest", "flights", "--input", f"raw/{dag_id}.csv"]
    assert words[words.index("--project") + 1] == "/srv/flights"
    assert words[words.index("--env") + 1] == "prod"
    assert ":" not in spark.result_path().name
    assert spark.result_path().parent.name.startswith("manual__")


def test_airflows_run_is_handed_to_the_job_as_its_parent(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((0, PUBLISHED))

    ran(dag_id, tmp_path)

    conf = dict(word.split("=", 1) for word in spark.calls[0] if word.startswith("spark.openlineage."))
    assert conf["spark.openlineage.parentJobName"] == f"{dag_id}.ingest_flights"
    assert conf["spark.openlineage.rootParentJobName"] == dag_id
    assert {"parentRunId", "parentJobNamespace", "rootParentRunId", "rootParentJobNamespace"} <= {
        key.removeprefix("spark.openlineage.") for key in conf
    }


def test_nothing_new_is_skipped_and_tells_no_asset(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((0, NOTHING_NEW))

    assert ran(dag_id, tmp_path) == "skipped"
    assert asset_events(dag_id) == []


def test_nothing_new_on_a_later_try_tells_what_the_first_published(
    spark: FakeSpark, dag_id: str, tmp_path: Path
) -> None:
    spark.ends((137, None), (0, NOTHING_NEW))

    assert ran(dag_id, tmp_path, retries=2) == "success"
    assert len(asset_events(dag_id)) == 1


def test_faulty_data_fails_at_once(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((1, HELD), (0, PUBLISHED))

    assert ran(dag_id, tmp_path, retries=3) == "failed"
    assert len(spark.calls) == 1


@pytest.mark.parametrize("code", [2, 70])
def test_what_a_retry_cannot_mend_fails_at_once(spark: FakeSpark, tmp_path: Path, code: int) -> None:
    spark.ends((code, None), (0, PUBLISHED))

    assert ran(f"code_{code}", tmp_path, retries=3) == "failed"
    assert len(spark.calls) == 1


def test_an_outside_failure_is_retried(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((3, AWAY), (3, AWAY), (0, PUBLISHED))

    assert ran(dag_id, tmp_path, retries=3) == "success"
    assert len(spark.calls) == 3


def test_an_outside_failure_fails_after_the_last_retry(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((3, AWAY))

    assert ran(dag_id, tmp_path, retries=1) == "failed"
    assert len(spark.calls) == 2


def test_a_driver_that_died_is_retried(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((137, None), (0, PUBLISHED))

    assert ran(dag_id, tmp_path, retries=1) == "success"
    assert len(spark.calls) == 2


def test_a_stale_document_is_not_taken_for_the_answer(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((3, AWAY), (137, None))

    assert ran(dag_id, tmp_path, retries=1) == "failed"
    assert not spark.result_path().exists()


def test_a_good_end_without_a_document_is_a_wrong_results_folder(spark: FakeSpark, dag_id: str, tmp_path: Path) -> None:
    spark.ends((0, None), (0, PUBLISHED))

    assert ran(dag_id, tmp_path, retries=3) == "failed"
    assert len(spark.calls) == 1


class TestClusterMode:
    """A standalone cluster's driver: spark-submit comes back at once, and only the document shows how it ended."""

    @pytest.fixture(autouse=True)
    def standalone(self, spark: FakeSpark, monkeypatch: pytest.MonkeyPatch) -> None:
        # Two masters: then the provider asks spark-submit --status, not the REST server.
        monkeypatch.setenv(
            "AIRFLOW_CONN_SPARK_DEFAULT",
            '{"conn_type": "spark", "host": "spark://one:7077,two:7077", "extra": {"deploy-mode": "cluster"}}',
        )

    def test_faulty_data_fails_at_once(self, spark: FakeSpark, tmp_path: Path) -> None:
        spark.ends((0, HELD), state="FAILED")

        assert ran("cluster_held", tmp_path, retries=3) == "failed"
        assert len(spark.calls) == 1

    def test_an_outside_failure_is_retried(self, spark: FakeSpark, tmp_path: Path) -> None:
        spark.ends((0, AWAY), state="FAILED")

        assert ran("cluster_away", tmp_path, retries=1, durable=False) == "failed"
        assert len(spark.calls) == 2

    def test_a_published_batch_succeeds(self, spark: FakeSpark, tmp_path: Path) -> None:
        spark.ends((0, PUBLISHED), state="FINISHED")

        assert ran("cluster_published", tmp_path) == "success"

    def test_without_a_shared_results_folder_it_is_refused_before_anything_runs(self, spark: FakeSpark) -> None:
        spark.ends((0, PUBLISHED), state="FINISHED")

        assert ran("cluster_unreachable", None) == "failed"
        assert spark.calls == []
