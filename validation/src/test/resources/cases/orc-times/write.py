"""Writes pyarrow.orc with pyarrow 26.0.1."""

import datetime as dt
import pathlib

import pyarrow as pa
import pyarrow.orc

TIMES = [
    dt.datetime(1, 1, 1),
    dt.datetime(1500, 3, 1, 1, 2, 3, 4),
    dt.datetime(1582, 10, 10, 23, 59, 59, 999999),
    dt.datetime(1969, 12, 31, 23, 59, 58, 500000),
    dt.datetime(2013, 3, 31, 2, 30),
    dt.datetime(9999, 12, 31, 23, 59, 59, 999999),
]
TABLE = pa.table(
    {
        "day": pa.array([time.date() for time in TIMES], pa.date32()),
        "local": pa.array(TIMES, pa.timestamp("us")),
        "at": pa.array(TIMES, pa.timestamp("us", "UTC")),
    }
)
pyarrow.orc.write_table(TABLE, pathlib.Path(__file__).parent / "pyarrow.orc")
