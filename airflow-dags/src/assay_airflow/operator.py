"""The operator that runs one command of Assay through spark-submit."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import Asset, ObjectStoragePath
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from assay_airflow.outcome import Exit, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from airflow.providers.apache.spark.hooks.spark_submit import SparkSubmitHook
    from airflow.sdk import Context

MAIN_CLASS = "io.assay.jobs.Assay"


class AssayOperator(SparkSubmitOperator):
    """Runs one command of Assay and takes its outcome from the document the job wrote.

    The provider's hook raises the same exception whatever the exit code, and in cluster mode the exit code stays on
    the cluster. So the job writes its result document to a path, and that document decides:

    * exit 0: success; the document is the task's XCom, and each outlet's asset event carries run and version
    * exit 0 with ``nothing_new``: skipped, so that no asset event is sent for data that did not change
    * exit 1 (the data or a definition is at fault), 2 (usage), 70 (a bug): failed at once, a retry would not help
    * exit 3 (something outside failed): failed, and retried as often as the task's ``retries`` allow
    * no document: the driver died before its end; retried

    :param command: words of the command, such as ``["ingest", "flights", "--input", "s3a://raw/flights.csv"]``
        (templated)
    :param project: folder with ``assay.yaml`` as the Spark driver sees it (templated)
    :param jar: Assay's jar as spark-submit sees it (templated)
    :param env: name of the overlay ``assay.NAME.yaml``
    :param results: folder for result documents that both the driver and the Airflow worker reach, such as
        ``s3a://bucket/assay-results`` (templated); the worker's temporary folder if not set, which is right where the
        driver runs on the worker (deploy mode ``client``)
    :param submit: anything else :class:`SparkSubmitOperator` takes
    """

    template_fields: Sequence[str] = (*SparkSubmitOperator.template_fields, "command", "project", "results")

    def __init__(
        self,
        *,
        command: Sequence[str],
        project: str,
        jar: str,
        env: str | None = None,
        results: str | None = None,
        **submit: Any,
    ) -> None:
        submit.setdefault("openlineage_inject_parent_job_info", True)
        submit.setdefault("name", submit.get("task_id", "assay"))
        super().__init__(application=jar, java_class=MAIN_CLASS, **submit)
        self.command = list(command)
        self.project = project
        self.env = env
        self.results = results
        self._result: ObjectStoragePath | None = None

    def execute(self, context: Context) -> Any:
        """Submit, wait, and let the result document decide; give the document."""
        self._result = self._result_path(context)
        self.application_args = [*self.command, "--project", self.project, "--result", str(self._result)]
        if self.env:
            self.application_args += ["--env", self.env]
        if not self._resumes(context):
            self._result.unlink(missing_ok=True)
        failure: Exception | None = None
        try:
            super().execute(context)
        except AirflowFailException:
            raise
        except Exception as raised:
            failure = raised
        outcome = self._outcome(failure)
        if outcome.exit is not Exit.DONE:
            kind = AirflowException if outcome.exit.worth_a_retry else AirflowFailException
            raise kind(str(outcome)) from failure
        if failure is not None:
            self.log.warning("The job finished its work, though spark-submit reported: %s", failure)
        self._update_assets(context, outcome)
        return dict(outcome.document)

    def submit_job(self, context: Context) -> str | None:
        """Submit anew in cluster mode, forgetting what an earlier try wrote."""
        if self._result is not None:
            self._result.unlink(missing_ok=True)
        job: str | None = super().submit_job(context)
        return job

    def _result_path(self, context: Context) -> ObjectStoragePath:
        """Where the document of this task instance goes: the same for each try, as a retry may resume the same job."""
        ti = context["ti"]
        name = ti.task_id if ti.map_index in (None, -1) else f"{ti.task_id}-{ti.map_index}"
        root = self.results or (Path(tempfile.gettempdir()) / "assay-results").as_uri()
        words = (re.sub(r"[^A-Za-z0-9._-]", "_", word) for word in (ti.dag_id, ti.run_id, f"{name}.json"))
        return ObjectStoragePath("/".join((root.rstrip("/"), *words)))

    def _get_hook(self) -> SparkSubmitHook:
        hook = super()._get_hook()
        if self.results is None and hook._connection["deploy_mode"] == "cluster":
            raise AirflowFailException(
                f"task {self.task_id}: in deploy mode 'cluster' the driver cannot write to this worker's temporary "
                "folder; set results= to a folder that both reach, such as s3a://bucket/assay-results"
            )
        return hook

    def _resumes(self, context: Context) -> bool:
        """Whether an earlier try left a job on the cluster that this one may join."""
        store = context.get("task_state_store")
        return store is not None and bool(store.get(self.external_id_key))

    def _outcome(self, failure: Exception | None) -> Outcome:
        assert self._result is not None
        try:
            return Outcome.parse(self._result.read_text())
        except FileNotFoundError:
            if failure is None:
                raise AirflowFailException(
                    f"{self._result}: the job ended well but left no result document; "
                    "set results= to a folder that both the driver and this worker reach"
                ) from None
            process = self._hook._submit_sp if self._hook is not None else None
            if process is not None and process.returncode in (Exit.USAGE, Exit.BUG):
                raise AirflowFailException(str(failure)) from failure
            raise failure from None
        except ValueError as unreadable:
            raise AirflowException(f"{self._result}: not a result document: {unreadable}") from failure

    def _update_assets(self, context: Context, outcome: Outcome) -> None:
        # A later try finds its own earlier publication: no event was sent for that one yet.
        if outcome.nothing_new and context["ti"].try_number == 1:
            raise AirflowSkipException(str(outcome))
        for outlet in self.outlets:
            if isinstance(outlet, Asset):
                context["outlet_events"][outlet].extra.update(outcome.version)
