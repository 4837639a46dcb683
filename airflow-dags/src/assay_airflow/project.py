"""A project as a DAG: ingest each dataset, compute the features, train the models."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from airflow.sdk import DAG, Asset, TriggerRule

from assay_airflow.operator import AssayOperator

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from airflow.sdk.bases.timetable import BaseTimetable
    from airflow.sdk.definitions.asset import BaseAsset

    Schedule: TypeAlias = str | timedelta | BaseTimetable | BaseAsset | Collection[BaseAsset] | None

_RETRIES: dict[str, Any] = {
    "retries": 3,
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=30),
}


def dataset_asset(project: str, dataset: str) -> Asset:
    """Name a dataset as other DAGs do: ``schedule=[dataset_asset("flights", "weather")]``."""
    return Asset(name=f"{project}/{dataset}", uri=f"assay://{project}/datasets/{dataset}")


def assay_project(
    *,
    dag_id: str,
    project: str,
    jar: str,
    inputs: Mapping[str, str | Sequence[str]],
    schedule: Schedule = None,
    after: Mapping[str, Sequence[str]] | None = None,
    ingest_options: Mapping[str, Sequence[str]] | None = None,
    views: Sequence[str] = (),
    train: Mapping[str, Schedule] | None = None,
    env: str | None = None,
    results: str | None = None,
    submit: Mapping[str, Any] | None = None,
    default_args: Mapping[str, Any] | None = None,
    start_date: datetime | None = None,
    **dag: Any,
) -> DAG:
    """Make the DAG of a project, and one more for each model that has a schedule of its own.

    :param dag_id: name of the DAG and of the project in asset names
    :param project: folder with ``assay.yaml`` as the Spark driver sees it
    :param jar: Assay's jar as spark-submit sees it
    :param inputs: dataset -> the path or paths to ingest (templated: ``s3a://raw/flights-{{ ds }}.csv``)
    :param schedule: when to ingest and compute; anything a DAG's ``schedule`` takes
    :param after: dataset -> the datasets that are to be published first, as its foreign keys need. Datasets that are
        not named wait for none. Without ``after`` datasets are ingested one by one in the order of ``inputs``
    :param ingest_options: dataset -> further words of its ``ingest``, such as ``["--format", "json"]``
    :param views: the views to compute; all if empty
    :param train: model -> schedule. ``None``: trained in this DAG each time features were computed. Any other: in a
        DAG of its own, ``<dag_id>_train_<model>``
    :param env: name of the overlay ``assay.NAME.yaml``
    :param results: see :class:`AssayOperator`
    :param submit: anything :class:`SparkSubmitOperator` takes, for all tasks: ``conn_id``, ``conf``, ``driver_memory``
    :param default_args: as a DAG's; merged over three retries with growing pauses
    :param start_date: as a DAG's; default: 2024-01-01 UTC, without catching up
    :param dag: anything else a DAG takes
    """
    common: dict[str, Any] = {
        "project": project,
        "jar": jar,
        "env": env,
        "results": results,
        "trigger_rule": TriggerRule.NONE_FAILED,
        **(submit or {}),
    }
    settings: dict[str, Any] = {
        "start_date": start_date or datetime(2024, 1, 1, tzinfo=UTC),
        "catchup": False,
        "max_active_runs": 1,
        "default_args": {**_RETRIES, **(default_args or {})},
        "tags": ["assay"],
        **dag,
    }
    with DAG(dag_id=dag_id, schedule=schedule, **settings) as made:
        ingests = _ingests(dag_id, inputs, after, ingest_options or {}, common)
        compute = AssayOperator(task_id="compute", command=["compute", *views], **common)
        list(ingests.values()) >> compute
        for model, own in (train or {}).items():
            if own is None:
                compute >> _train(model, common)
    for model, own in (train or {}).items():
        if own is not None:
            with DAG(dag_id=f"{dag_id}_train_{model}", schedule=own, **settings):
                _train(model, common)
    return made


def _ingests(
    dag_id: str,
    inputs: Mapping[str, str | Sequence[str]],
    after: Mapping[str, Sequence[str]] | None,
    options: Mapping[str, Sequence[str]],
    common: Mapping[str, Any],
) -> dict[str, AssayOperator]:
    """Make one task a dataset, in the order their foreign keys need."""
    _refuse_unknown(
        dag_id, "after", {*(after or {}), *(name for names in (after or {}).values() for name in names)}, inputs
    )
    _refuse_unknown(dag_id, "ingest_options", options, inputs)
    tasks = {}
    for dataset, paths in inputs.items():
        words = [word for path in ([paths] if isinstance(paths, str) else paths) for word in ("--input", path)]
        tasks[dataset] = AssayOperator(
            task_id=f"ingest_{dataset}",
            command=["ingest", dataset, *words, *options.get(dataset, ())],
            outlets=[dataset_asset(dag_id, dataset)],
            **common,
        )
    if after is None:
        names = list(tasks)
        after = {later: [earlier] for earlier, later in pairwise(names)}
    for dataset, earlier in after.items():
        [tasks[name] for name in earlier] >> tasks[dataset]
    return tasks


def _train(model: str, common: Mapping[str, Any]) -> AssayOperator:
    return AssayOperator(task_id=f"train_{model}", command=["train", model], **common)


def _refuse_unknown(dag_id: str, where: str, named: set[str] | Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
    unknown = sorted(set(named) - set(inputs))
    if unknown:
        raise ValueError(
            f"DAG {dag_id}: {where}: {', '.join(unknown)} not in inputs; datasets there: {', '.join(inputs)}"
        )
