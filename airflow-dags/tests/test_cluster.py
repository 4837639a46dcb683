"""Cluster mode on a real standalone Spark: the driver runs elsewhere, and its exit code stays there."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import flights
import pytest
from dag_runs import run_dag

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    not Path("/usr/bin/curl").exists(), reason="the Spark provider asks the master by /usr/bin/curl"
)

DAG = """
from datetime import timedelta
from airflow.sdk import DAG
from assay_airflow import AssayOperator

with DAG(dag_id={dag_id!r}, schedule=None):
    AssayOperator(
        task_id="ingest_airlines",
        command=["ingest", "airlines", "--input", {file!r}],
        retries=3,
        retry_delay=timedelta(0),
        **{arguments!r},
    )
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run a master and a worker as processes of their own, and make them Airflow's Spark connection."""
    folder = tmp_path_factory.mktemp("cluster")
    port, rest, ui = free_port(), free_port(), free_port()
    home = Path(os.environ["SPARK_HOME"])
    rest_server = f"-Dspark.master.rest.enabled=true -Dspark.master.rest.port={rest}"
    environment = {**os.environ, "SPARK_MASTER_OPTS": rest_server, "SPARK_LOCAL_IP": "127.0.0.1"}
    run = [str(home / "bin" / "spark-class")]
    master = [*run, "org.apache.spark.deploy.master.Master", "--host", "localhost", "--port", str(port)]
    worker = [*run, "org.apache.spark.deploy.worker.Worker", "--cores", "2", "--memory", "4g"]
    patch = pytest.MonkeyPatch()
    processes = []
    try:
        with (folder / "master.log").open("w") as log:
            words = [*master, "--webui-port", str(ui)]
            processes.append(subprocess.Popen(words, env=environment, stdout=log, stderr=log))
        with (folder / "worker.log").open("w") as log:
            words = [*worker, "--webui-port", "0", "--work-dir", str(folder / "work"), f"spark://localhost:{port}"]
            processes.append(subprocess.Popen(words, env=environment, stdout=log, stderr=log))
        until = time.monotonic() + 60
        while not _has_a_worker(ui):
            assert time.monotonic() < until, (folder / "worker.log").read_text()
            time.sleep(0.5)
        patch.setenv("PATH", f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}")
        extra = {"deploy-mode": "cluster", "rest-port": rest}
        connection = {"conn_type": "spark", "host": f"spark://localhost:{port}", "extra": extra}
        patch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", json.dumps(connection))
        yield
    finally:
        patch.undo()
        for process in reversed(processes):
            process.terminate()
            process.wait(20)


def _has_a_worker(ui: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{ui}/json/", timeout=5) as answer:
            return int(json.load(answer)["aliveworkers"]) == 1
    except OSError:
        return False


def ran(dag_id: str, project: Path, file: Path) -> str:
    arguments = {
        "project": str(project),
        "jar": str(flights.JAR),
        "results": (project.parent / "results").as_uri(),
        "driver_memory": "1g",
        "executor_memory": "1g",
        "conf": {"spark.sql.shuffle.partitions": "2"},
    }
    return str(run_dag(dag_id, DAG.format(dag_id=dag_id, file=str(file), arguments=arguments))["ingest_airlines"])


@pytest.mark.usefixtures("cluster")
def test_a_batch_is_published_and_a_faulty_one_fails_at_once(tmp_path: Path) -> None:
    project = flights.copy(tmp_path)
    assert ran("cluster_published", project, project / "data" / "airlines.csv.gz") == "success"

    faulty = tmp_path / "airlines.csv"
    faulty.write_text("code,title\nUA,United\n")
    assert ran("cluster_faulty", project, faulty) == "failed"

    [document] = [json.loads(file.read_text()) for file in (tmp_path / "results" / "cluster_faulty").rglob("*.json")]
    assert document["exit"] == 1
    assert len([event for event in flights.lineage(project) if event["eventType"] == "FAIL"]) == 1
