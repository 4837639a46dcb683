"""Writes the files of RecordedTablesTest with writers that are not ours, and expected.json with what is in them.

    pip install pyarrow==26.0.1 pandas==3.1.1 duckdb==2.0.1 fastavro==1.13.1 cramjam backports.zstd
    python record.py

Other versions of the writers give other bytes and the same rows. Every column of a file is of a type chosen at random
among those that a writer may use for the contract's column; values are random too, with extremes among them.
"""

import base64
import datetime as dt
import decimal
import json
import math
import pathlib
import random
import struct

import duckdb
import fastavro
import pandas as pd
import pyarrow as pa
import pyarrow.orc
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
ROWS = 30
RANDOM = random.Random(20)
UTC = dt.timezone.utc
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)
expected = {}


def micros(value):
    return (value.replace(tzinfo=UTC) - EPOCH) // dt.timedelta(microseconds=1)


def some(values):
    return [None if RANDOM.random() < 0.2 else values() for _ in range(ROWS)]


def integers(bits, signed=True):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return some(lambda: RANDOM.choice([low, high, 0, 1, RANDOM.randint(low, high), RANDOM.randint(0, 100)]))


def floats(single=False):
    def one():
        value = RANDOM.choice([0.0, -0.0, 1.5, 1e300, -2.5e-7, math.inf, -math.inf, math.nan, RANDOM.gauss(0, 1e6)])
        if single:
            value = 0.0 if abs(value) == 1e300 else struct.unpack("f", struct.pack("f", value))[0]
        return value

    return some(one)


def decimals(precision, scale):
    unscaled = 10**precision - 1
    return some(
        lambda: decimal.Decimal(
            RANDOM.choice([unscaled, -unscaled, 0, RANDOM.randint(-unscaled, unscaled), 100 * RANDOM.randint(0, 99)])
        ).scaleb(-scale, decimal.Context(prec=40))
    )


def texts():
    words = ["", "a", "NA", "null", "ä€😀", '"', "a,b\n", "\\", "\t", " x ", "0" * 300, "\u2028"]
    return some(lambda: RANDOM.choice(words) + str(RANDOM.randint(0, 9)))


def days():
    return some(
        lambda: RANDOM.choice([dt.date(1500, 1, 1), dt.date(1, 1, 1), dt.date(1582, 10, 10), dt.date(9999, 12, 31), dt.date(2020, 2, 29)])
    )


def instants(first=1):
    times = [
        dt.datetime(1, 1, 1),
        dt.datetime(1500, 3, 1, 1, 2, 3, 4),
        dt.datetime(1582, 10, 10, 23, 59, 59, 999999),
        dt.datetime(1899, 12, 31),
        dt.datetime(1969, 12, 31, 23, 59, 59, 999999),
        dt.datetime(2013, 3, 31, 2, 30),
        dt.datetime(2020, 1, 1, 1, 1, 1, 123456),
        dt.datetime(9999, 12, 31, 23, 59, 59, 999999),
    ]
    usable = [time for time in times if time.year >= first and (first == 1 or time.year < 2200)]
    return some(lambda: RANDOM.choice(usable))


def items(values):
    return some(lambda: [RANDOM.choice(values) for _ in range(RANDOM.randint(0, 3))])


def people():
    return some(lambda: {"age": RANDOM.choice([None, 7, -1, 2**31 - 1]), "name": RANDOM.choice([None, "é", ""])})


# what each column of the contract makes of a value: (value, whether it does not fit)
def as_long(value):
    if isinstance(value, float):
        if not math.isfinite(value) or value != int(value):
            return None, True
        value = int(value)
    if isinstance(value, decimal.Decimal):
        if value != int(value):
            return None, True
        value = int(value)
    return (value, False) if -(2**63) <= value < 2**63 else (None, True)


def as_double(value):
    if isinstance(value, int):
        return (str(float(value)), False) if int(float(value)) == value else (None, True)
    return str(float(value)), False


def as_cents(value):
    if isinstance(value, float):
        if not math.isfinite(value):
            return None, True
        value = decimal.Decimal(repr(value))
    with decimal.localcontext(decimal.Context(prec=60)):
        cents = decimal.Decimal(value).scaleb(2)
        if cents != int(cents) or abs(int(cents)) >= 10**12:
            return None, True
        return str(decimal.Decimal(int(cents)).scaleb(-2)), False


def as_day(value):
    if isinstance(value, dt.datetime):
        if value.time() != dt.time(0):
            return None, True
        value = value.date()
    return value.isoformat(), False


def as_instant(value):
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    return micros(value), False


AS = {
    "n": as_long,
    "x": as_double,
    "d": as_cents,
    "s": lambda value: (value, False),
    "b": lambda value: (value, False),
    "day": as_day,
    "at": as_instant,
    "raw": lambda value: (base64.b64encode(value).decode(), False),
    "tags": lambda value: (value, False),
    "nums": lambda value: (value, False),
    "who": lambda value: (value, False),
}


def expect(name, columns):
    rows = []
    for row in range(ROWS):
        values, faults = {}, []
        for column, cells in columns.items():
            if column in AS and cells[row] is not None:
                values[column], fault = AS[column](cells[row])
                if fault:
                    faults.append(column)
        rows.append({"values": values, "faults": sorted(faults)})
    expected[name] = rows


def raws():
    return some(lambda: RANDOM.randbytes(RANDOM.randint(0, 5)))


def arrow_columns(ancient=True):
    """A type and values for each column, at random; some columns are missing or have nothing but nulls."""
    first = 1 if ancient else 1700
    choices = {
        "n": [
            (pa.int8(), lambda: integers(8)),
            (pa.int16(), lambda: integers(16)),
            (pa.int32(), lambda: integers(32)),
            (pa.int64(), lambda: integers(64)),
            (pa.uint8(), lambda: integers(8, False)),
            (pa.uint16(), lambda: integers(16, False)),
            (pa.uint32(), lambda: integers(32, False)),
            (pa.uint64(), lambda: integers(64, False)),
            (pa.float64(), floats),
            (pa.float32(), lambda: floats(True)),
            (pa.decimal128(20, 0), lambda: decimals(20, 0)),
            (pa.decimal128(10, 2), lambda: decimals(10, 2)),
        ],
        "x": [
            (pa.float64(), floats),
            (pa.float32(), lambda: floats(True)),
            (pa.int64(), lambda: integers(64)),
            (pa.int32(), lambda: integers(32)),
            (pa.decimal128(15, 3), lambda: decimals(15, 3)),
        ],
        "d": [
            (pa.decimal128(12, 2), lambda: decimals(12, 2)),
            (pa.decimal128(9, 1), lambda: decimals(9, 1)),
            (pa.decimal128(14, 4), lambda: decimals(14, 4)),
            (pa.decimal128(38, 10), lambda: decimals(38, 10)),
            (pa.int32(), lambda: integers(32)),
        ],
        "s": [
            (pa.string(), texts),
            (pa.large_string(), texts),
            (pa.dictionary(pa.int32(), pa.string()), texts),
        ],
        "b": [(pa.bool_(), lambda: some(lambda: RANDOM.random() < 0.5))],
        "day": [(pa.date32(), days), (pa.timestamp("us"), lambda: instants(first))],
        "at": [
            (pa.timestamp("us", "UTC"), lambda: instants(first)),
            (pa.timestamp("us"), lambda: instants(first)),
            (pa.timestamp("ns", "UTC"), lambda: instants(1700)),
            (pa.timestamp("ns"), lambda: instants(1700)),
            (pa.date32(), days),
        ],
        "raw": [(pa.binary(), raws), (pa.large_binary(), raws)],
        "tags": [(pa.list_(pa.string()), lambda: items(["", "é", None, "b"]))],
        "nums": [
            (pa.list_(pa.int32()), lambda: items([1, -1, None])),
            (pa.list_(pa.int64()), lambda: items([2**63 - 1, 0])),
        ],
        "who": [(pa.struct([("age", pa.int32()), ("name", pa.string())]), people)],
    }
    columns, types = {"extra": ["e"] * ROWS}, {"extra": pa.string()}
    for name, options in choices.items():
        chance = RANDOM.random()
        if chance < 0.1:
            continue
        kind, values = RANDOM.choice(options)
        if chance < 0.2:
            kind, values = RANDOM.choice([pa.null(), pa.int32(), pa.string()]), lambda: [None] * ROWS
        columns[name], types[name] = values(), kind
    return columns, types


def arrow_table(columns, types):
    return pa.table({name: pa.array(values, types[name]) for name, values in columns.items()})


def parquet():
    for index, codec in enumerate(["none", "snappy", "gzip", "zstd", "lz4", "snappy", "zstd", "none"]):
        name = f"pyarrow-{index}.parquet"
        columns, types = arrow_columns()
        expect(name, columns)
        pq.write_table(
            arrow_table(columns, types),
            HERE / name,
            compression=codec,
            version=RANDOM.choice(["1.0", "2.4", "2.6"]) if not any("ns" in str(t) for t in types.values()) else "2.6",
            data_page_version=RANDOM.choice(["1.0", "2.0"]),
            use_dictionary=RANDOM.random() < 0.5,
            row_group_size=RANDOM.choice([7, 100]),
            write_statistics=RANDOM.random() < 0.8 or any(not any(v is not None for v in c) for c in columns.values()),
        )
    columns, types = {"n": integers(64), "at": instants(1700)}, {"n": pa.int64(), "at": pa.timestamp("ns")}
    expect("int96.parquet", columns)
    pq.write_table(arrow_table(columns, types), HERE / "int96.parquet", use_deprecated_int96_timestamps=True)
    columns = {"n": integers(32), "s": texts(), "b": some(lambda: RANDOM.random() < 0.5)}
    expect("delta-encodings.parquet", columns)
    pq.write_table(
        arrow_table(columns, {"n": pa.int64(), "s": pa.string(), "b": pa.bool_()}),
        HERE / "delta-encodings.parquet",
        use_dictionary=False,
        column_encoding={"n": "DELTA_BINARY_PACKED", "s": "DELTA_BYTE_ARRAY"},
    )

    columns = {"n": integers(32), "x": floats(), "s": texts(), "b": some(lambda: True), "at": instants(1700), "d": [None] * ROWS}
    columns["x"] = [None if value is None or math.isnan(value) else value for value in columns["x"]]
    expect("pandas.parquet", columns)
    frame = pd.DataFrame(
        {
            "n": pd.array(columns["n"], dtype="Int64"),
            "x": pd.Series(columns["x"], dtype="float64"),
            "s": columns["s"],
            "b": pd.array(columns["b"], dtype="boolean"),
            "at": pd.to_datetime(pd.Series(columns["at"]), errors="raise").astype("datetime64[ns]"),
            "d": pd.Series([None] * ROWS, dtype="object"),
        }
    )
    frame.to_parquet(HERE / "pandas.parquet")

    for index, codec in enumerate(["zstd", "snappy", "gzip", "uncompressed"]):
        name = f"duckdb-{index}.parquet"
        columns = {
            "n": integers(64), "x": floats(), "d": decimals(12, 2), "s": texts(), "b": some(lambda: False),
            "day": days(), "at": instants(), "raw": raws(), "tags": items(["a", "é"]), "nums": items([1, 2]), "who": people(),
        }
        expect(name, columns)
        types = {
            "n": pa.int64(), "x": pa.float64(), "d": pa.decimal128(12, 2), "s": pa.string(), "b": pa.bool_(),
            "day": pa.date32(), "at": pa.timestamp("us", "UTC" if index % 2 else None), "raw": pa.binary(),
            "tags": pa.list_(pa.string()), "nums": pa.list_(pa.int32()),
            "who": pa.struct([("age", pa.int32()), ("name", pa.string())]),
        }
        table = arrow_table(columns, types)
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("rows", table)
        connection.execute(f"COPY rows TO '{HERE / name}' (FORMAT parquet, COMPRESSION {codec})")


def avro():
    def nullable(kind):
        return ["null", kind]

    for index, codec in enumerate(["null", "deflate", "snappy", "zstandard", "bzip2", "xz"]):
        name = f"fastavro-{index}.avro"
        local = index % 2 == 1
        columns = {
            "n": integers(64 if local else 32), "x": floats(not local), "d": decimals(12, 2) if local else decimals(9, 1),
            "s": texts(), "b": some(lambda: RANDOM.random() < 0.5), "day": days(), "at": instants(), "raw": raws(),
            "tags": items(["", "é"]), "nums": items([1, -1]), "who": people(), "extra": ["e"] * ROWS,
        }
        if index == 2:
            columns["s"] = [None] * ROWS
        fields = {
            "n": "long" if local else "int",
            "x": "double" if local else "float",
            "d": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}
            if local
            else {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 1},
            "s": "long" if index == 2 else "string",
            "b": "boolean",
            "day": {"type": "int", "logicalType": "date"},
            "at": {"type": "long", "logicalType": "local-timestamp-micros" if local else "timestamp-micros"},
            "raw": "bytes",
            "tags": {"type": "array", "items": "string"},
            "nums": {"type": "array", "items": "int"},
            "who": {
                "type": "record",
                "name": "Who",
                "fields": [{"name": "age", "type": ["null", "int"]}, {"name": "name", "type": ["null", "string"]}],
            },
            "extra": "string",
        }
        schema = {
            "type": "record",
            "name": "Row",
            "fields": [{"name": field, "type": nullable(kind)} for field, kind in fields.items()],
        }
        expect(name, columns)
        rows = [{field: cells[row] for field, cells in columns.items()} for row in range(ROWS)]
        if not local:
            rows = [{**row, "at": row["at"] and row["at"].replace(tzinfo=UTC)} for row in rows]
        with open(HERE / name, "wb") as out:
            fastavro.writer(out, schema, rows, codec=codec, sync_interval=500)


def apart_from_epoch(times):
    """ORC stores parts of the second before 1970 as those of the second after."""
    return [time and time - dt.timedelta(seconds=time == dt.datetime(1969, 12, 31, 23, 59, 59, 999999)) for time in times]


def orc():
    for index, codec in enumerate(["uncompressed", "zlib", "snappy", "zstd", "lz4"]):
        name = f"pyarrow-{index}.orc"
        columns = {
            "n": integers(32), "x": floats(), "d": decimals(12, 2), "s": texts(), "b": some(lambda: True),
            "day": days(), "at": apart_from_epoch(instants(1 if index < 3 else 1700)), "raw": raws(), "tags": items(["a"]), "nums": items([1]), "who": people(),
        }
        if index == 3:
            columns["n"] = [None] * ROWS
        types = {
            "n": pa.string() if index == 3 else pa.int32(), "x": pa.float64(), "d": pa.decimal128(12, 2), "s": pa.string(),
            "b": pa.bool_(), "day": pa.date32(),
            "at": [pa.timestamp("us"), pa.timestamp("us", "UTC"), pa.timestamp("us"), pa.timestamp("ns"), pa.timestamp("ns", "UTC")][index],
            "raw": pa.binary(), "tags": pa.list_(pa.string()), "nums": pa.list_(pa.int32()),
            "who": pa.struct([("age", pa.int32()), ("name", pa.string())]),
        }
        expect(name, columns)
        pa.orc.write_table(arrow_table(columns, types), HERE / name, compression=codec)


parquet()
avro()
orc()
(HERE / "expected.json").write_text(json.dumps(expected, ensure_ascii=True, sort_keys=True, indent=None) + "\n")
