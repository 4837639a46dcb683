"""A spark-submit that does what a test sets: writes a result document, or none, and exits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_SCRIPT = """#!{python}
import json, sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
here = Path({here!r})
words = sys.argv[1:]
with (here / "calls.jsonl").open("a") as calls:
    calls.write(json.dumps(words) + "\\n")
ends = json.loads((here / "ends.json").read_text())
if "--status" in words:
    print('"driverState" : "' + ends[0]["state"] + '"')
    raise SystemExit(0)
end = ends.pop(0) if len(ends) > 1 else ends[0]
(here / "ends.json").write_text(json.dumps([*ends] or [end]))
if end["document"] is not None:
    path = Path(unquote(urlsplit(words[words.index("--result") + 1]).path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(end["document"]))
if end["state"]:
    print("Driver successfully submitted as driver-20260101000000-0001")
raise SystemExit(end["code"])
"""


class FakeSpark:
    """The folder of a spark-submit; ``ends`` sets how each call ends, the last for all that follow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        binary = folder / "spark-submit"
        binary.write_text(_SCRIPT.format(python=sys.executable, here=str(folder)))
        binary.chmod(0o755)

    def ends(self, *ends: tuple[int, dict[str, Any] | None], state: str = "") -> None:
        """Set how the next calls end: process exit code and document; ``state`` as a standalone master reports it."""
        calls = [{"code": code, "document": document, "state": state} for code, document in ends]
        (self.folder / "ends.json").write_text(json.dumps(calls))

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each submission so far."""
        log = self.folder / "calls.jsonl"
        every = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        return [words for words in every if "--status" not in words]

    def result_path(self, call: int = -1) -> Path:
        """Return the path of the document that the call writes."""
        words = self.calls[call]
        return Path(unquote(urlsplit(words[words.index("--result") + 1]).path))
