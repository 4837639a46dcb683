"""The flights example as a DAG: raw files to features each day, a model each week."""

from __future__ import annotations

import os
from pathlib import Path

from assay_airflow import assay_project

_HERE = Path(__file__).resolve()
PROJECT = os.environ.get("ASSAY_FLIGHTS", str(_HERE.parents[2] / "examples" / "flights"))
JAR = os.environ.get("ASSAY_JAR", str(_HERE.parents[2] / "jobs" / "target" / "assay-jobs.jar"))
DATA = f"{PROJECT}/data"

assay_project(
    dag_id="flights",
    project=PROJECT,
    jar=JAR,
    inputs={
        "airlines": f"{DATA}/airlines.csv.gz",
        "airports": f"{DATA}/airports.csv.gz",
        "planes": f"{DATA}/planes.csv.gz",
        "weather": f"{DATA}/weather.csv.gz",
        "flights": DATA + "/flights/flights-{{ params.month }}.csv.gz",
    },
    after={"weather": ["airports"], "flights": ["airlines", "airports", "planes"]},
    schedule="@daily",
    train={"late_arrival": "@weekly"},
    params={"month": "2013-01"},
)
