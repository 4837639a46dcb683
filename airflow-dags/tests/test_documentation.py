"""The manual's DAGs are DAGs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from airflow.dag_processing.dagbag import DagBag
from dag_runs import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", ["docs/airflow.md", "airflow-dags/README.md"])
def test_python_in_the_manual_is_a_dag_file(page: str, tmp_path: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT.parent / page).read_text(), re.M | re.S)
    assert blocks
    for number, block in enumerate(blocks):
        alone = "AssayOperator(" in block
        within = "\n".join(f"    {line}" for line in block.splitlines())
        source = f"from airflow.sdk import DAG\nwith DAG(dag_id='alone', schedule=None):\n{within}" if alone else block
        (tmp_path / f"block_{number}.py").write_text(source)
    bag = DagBag(str(tmp_path))
    assert bag.import_errors == {}
    assert "flights" in bag.dags
