"""The outcome of a job: the document that it writes as its last act because of ``--result``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Exit(IntEnum):
    """How a command of Assay ended; the numbers are its exit codes."""

    DONE = 0
    AT_FAULT = 1
    USAGE = 2
    OUTSIDE = 3
    BUG = 70

    @property
    def worth_a_retry(self) -> bool:
        """Whether the same command may end otherwise without anybody having fixed anything."""
        return self is Exit.OUTSIDE


@dataclass(frozen=True)
class Outcome:
    """A job's exit code and the document that explains it."""

    exit: Exit
    document: Mapping[str, Any]

    @classmethod
    def parse(cls, text: str) -> Outcome:
        """Read a result document; a ValueError says what is wrong with it."""
        document = json.loads(text)
        if not isinstance(document, dict):
            raise ValueError(f"a JSON object is expected, found {type(document).__name__}")
        if "exit" not in document:
            raise ValueError("it has no 'exit'")
        return cls(Exit(document["exit"]), document)

    @property
    def nothing_new(self) -> bool:
        """Whether the batch had been published before, so that readers see what they saw."""
        return self.document.get("status") == "nothing_new"

    @property
    def version(self) -> dict[str, Any]:
        """What an asset event reports about the data: the run, the table version, the contract and the counts."""
        return {key: self.document[key] for key in ("run", "snapshot", "contract", "rows") if key in self.document}

    def __str__(self) -> str:
        """One line a person can act on."""
        faults = [
            f"{_place(fault)}: {fault.get('what')}; {fault.get('fix')}" for fault in self.document.get("faults", [])
        ]
        if faults:
            return f"exit {self.exit.value}: " + " | ".join(faults)
        broken = [
            f"{rule.get('rule')} ({rule.get('violations')})"
            for rule in self.document.get("rules", [])
            if rule.get("status") != "pass"
        ]
        parts = [f"exit {self.exit.value}", str(self.document.get("status", self.exit.name.lower()))]
        if "run" in self.document:
            parts.append(f"run {self.document['run']}")
        if broken:
            parts.append("rules broken: " + ", ".join(broken))
        return "; ".join(parts)


def _place(fault: Mapping[str, Any]) -> str:
    """Where a fault is: file and line if it has them, else what it is about."""
    path = fault.get("path")
    return f"{path}:{fault.get('line')}: {fault.get('at')}" if path else str(fault.get("at"))
