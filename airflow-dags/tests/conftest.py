"""A real Airflow in a folder of its own, and a spark-submit of the test's choosing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "target"
HOME = TARGET / "airflow"

# Airflow reads its settings when it is imported.
os.environ.update(
    AIRFLOW_HOME=str(HOME),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST=json.dumps(
        [
            {
                "name": name,
                "classpath": "airflow.dag_processing.bundles.local.LocalDagBundle",
                "kwargs": {"path": str(folder)},
            }
            for name, folder in (("tests", HOME / "dags"), ("project", ROOT / "dags"))
        ]
    ),
    AIRFLOW__LOGGING__LOGGING_LEVEL="WARNING",
    AIRFLOW__OPENLINEAGE__NAMESPACE="airflow",
    AIRFLOW__OPENLINEAGE__TRANSPORT=json.dumps(
        {"type": "file", "log_file_path": str(HOME / "openlineage.jsonl"), "append": True}
    ),
)


@pytest.fixture(scope="session", autouse=True)
def airflow_database() -> None:
    """Make Airflow's own database, once."""
    shutil.rmtree(HOME, ignore_errors=True)
    (HOME / "dags").mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True, capture_output=True)
