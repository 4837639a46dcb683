"""Assay's jobs as Airflow DAGs: :func:`assay_project` describes a project, :class:`AssayOperator` runs one command."""

from assay_airflow.operator import AssayOperator
from assay_airflow.outcome import Exit, Outcome
from assay_airflow.project import assay_project, dataset_asset

__all__ = ["AssayOperator", "Exit", "Outcome", "assay_project", "dataset_asset"]
