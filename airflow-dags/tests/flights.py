"""A copy of the flights example with a few days of January, and what to ask of it afterwards."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dag_runs import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = ROOT.parent / "examples" / "flights"
JAR = ROOT.parent / "jobs" / "target" / "assay-jobs.jar"
SERVICE = ROOT.parent / "feature-store-api" / "target" / "assay-service.jar"
ROWS = 6000


def copy(folder: Path) -> Path:
    """Copy the example without a warehouse, with the first rows of January as its only flights."""
    project = folder / "flights"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("warehouse", "flights-2013-*"))
    month = "data/flights/flights-2013-01.csv.gz"
    with gzip.open(EXAMPLE / month, "rt") as source, gzip.open(project / month, "wt") as part:
        for _, line in zip(range(ROWS + 1), source, strict=False):
            part.write(line)
    return project


def sql(project: Path, query: str) -> list[dict[str, Any]]:
    """Ask the tables, by spark-submit as everything here."""
    words = ["sql", query, "--project", str(project), "--json"]
    command = ["spark-submit", "--master", "local[2]", "--class", "io.assay.jobs.Assay", str(JAR), *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def lineage(project: Path) -> list[dict[str, Any]]:
    """Every event the jobs left in the warehouse."""
    files = sorted((project / "warehouse" / "assay" / "lineage").glob("*/*.json"))
    return [json.loads(file.read_text()) for file in files]


class Service:
    """The feature service of a project."""

    def __init__(self, port: int) -> None:
        self.root = f"http://localhost:{port}"

    def answers(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Give the JSON of an answer; an error status raises."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def ready(self) -> bool:
        """Whether every view has been followed."""
        try:
            return bool(self.answers("/actuator/health/readiness")["status"] == "UP")
        except OSError:
            return False


@contextmanager
def service(project: Path, clock: str, log: Path) -> Iterator[Service]:
    """Run the service until the block ends, its now beginning at ``clock``."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = int(free.getsockname()[1])
    java = Path(os.environ["JAVA_HOME"]) / "bin" / "java"
    words = [f"--assay.project={project}", f"--server.port={port}", f"--assay.clock={clock}"]
    with log.open("w") as out:
        process = subprocess.Popen([str(java), "-jar", str(SERVICE), *words], stdout=out, stderr=subprocess.STDOUT)
        try:
            served = Service(port)
            until = time.monotonic() + 90
            while not served.ready():
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.5)
            yield served
        finally:
            process.terminate()
            process.wait(20)
