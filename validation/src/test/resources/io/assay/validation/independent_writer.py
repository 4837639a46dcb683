"""Writes CSV and JSON files as other programs do, some of them damaged, and says what is in them.

independent_writer.py SEED FOLDER: the files, and FOLDER/expected.json: for each file its options and rows, null for a
row that cannot be read. Only Python's own csv and json modules are used.
"""

import csv
import io
import json
import pathlib
import random
import sys

TEXTS = [
    "", "a", " x ", "é", "日本", "😀", "5", "-1.50", "NA", "null", 'say "hi"', '"', "a,b", "a;b", "a\tb", "line\nend",
    "crlf\r\nend", "\n\n", "\\", '\\"', "#x", "'", "=1+1", "\u00a0", "\u2028", "x" * 300,
]  # fmt: skip
PLAIN = ["a", "bc", "7"]

# name, delimiter, Python's encoding, Java's, options of the csv module, options of Assay, a byte that is no text
DIALECTS = [
    ("python", ",", "utf-8", "UTF-8", {}, {}, b"\xff"),
    ("unix", ",", "utf-8", "UTF-8", {"lineterminator": "\n", "quoting": csv.QUOTE_ALL}, {}, b"\xc3"),
    ("pandas", ",", "utf-8", "UTF-8", {"lineterminator": "\n"}, {}, b"\xed\xa0\x80"),
    ("excel-csv", ";", "utf-8-sig", "UTF-8", {}, {}, b"\xff"),
    ("excel-ansi", ";", "cp1252", "windows-1252", {}, {}, b"\x81"),
    ("excel-unicode", "\t", "utf-16", "UTF-8", {}, {}, b"\x00\xdc"),
    ("ascii", ",", "ascii", "US-ASCII", {}, {}, b"\xc3\xa9"),
    ("backslash", ",", "utf-8", "UTF-8",
     {"doublequote": False, "escapechar": "\\", "quoting": csv.QUOTE_ALL}, {"escape": "\\"}, b"\xff"),
    ("single", "|", "utf-8", "UTF-8", {"quotechar": "'"}, {"quote": "'"}, b"\xff"),
]  # fmt: skip


def fits(text, encoding):
    try:
        text.encode(encoding)
        return True
    except UnicodeEncodeError:
        return False


def line(row, delimiter, options):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, **options).writerow(row)
    return out.getvalue()


def one_csv(rng, number, folder):
    name, delimiter, encoding, java, options, assay, bad = rng.choice(DIALECTS)
    texts = [text for text in TEXTS if fits(text, encoding)]
    columns = ["id", "a b", "c"]
    rows = [[rng.choice(texts) for _ in columns] for _ in range(rng.randrange(30))]
    lines = [line(row, delimiter, options) for row in [columns, *rows]]
    read = list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter, **options))
    assert read[1:] == rows, "Python does not read what it wrote"
    expected = [[text or None for text in row] for row in rows]
    # "utf-16" writes its mark with whatever is encoded first
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    mark = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16": b"\xff\xfe"}.get(encoding, b"")
    written = [text.encode(plain) for text in lines]
    end = options.get("lineterminator", "\r\n")
    quote = options.get("quotechar", '"')
    chosen = sorted(rng.sample(range(len(rows)), min(len(rows), rng.randrange(4))))
    for at in chosen:
        fields = [rng.choice(PLAIN) for _ in columns]
        kinds = ["short", "long", "byte", "after", "inside"]
        # the line after an open quote shows that it was one, so it has to be good
        kind = rng.choice(kinds if at + 1 in chosen else [*kinds, "open"])
        if kind == "short":
            damaged = delimiter.join(fields[:2])
        elif kind == "long":
            damaged = delimiter.join([*fields, "more"])
        elif kind == "open":
            damaged = delimiter.join([fields[0], quote + fields[1], fields[2]])
        elif kind == "after":
            damaged = delimiter.join([fields[0], quote + fields[1] + quote + "x", fields[2]])
        elif kind == "inside":
            damaged = delimiter.join([fields[0], fields[1] + quote + "x", fields[2]])
        else:
            damaged = delimiter.join(fields)
        written[at + 1] = damaged.encode(plain) + (bad if kind == "byte" else b"") + end.encode(plain)
        expected[at] = [fields[0], fields[1] + quote + "x", fields[2]] if kind == "inside" else None
    if rows and rng.randrange(4) == 0:  # the end of the file is missing
        fields = [rng.choice(PLAIN) for _ in columns]
        kept = rng.choice([2, 3])
        written[-1] = delimiter.join(fields[:kept]).encode(plain)
        expected[-1] = fields if kept == 3 else None
    file = folder / f"{number}-{name}.csv"
    file.write_bytes(mark + b"".join(written))
    return {
        "file": str(file),
        "format": "csv",
        "options": {"delimiter": delimiter, "encoding": java, **assay},
        "columns": columns,
        "rows": expected,
    }


def value(rng, depth):
    kinds = [
        lambda: rng.choice(TEXTS),
        lambda: rng.randrange(-(10**20), 10**20),
        lambda: rng.uniform(-1e9, 1e9),
        lambda: rng.choice([True, False, None]),
    ]
    if depth:
        kinds += [
            lambda: [value(rng, depth - 1) for _ in range(rng.randrange(3))],
            lambda: {rng.choice(TEXTS): value(rng, depth - 1) for _ in range(rng.randrange(3))},
        ]
    return rng.choice(kinds)()


def half_characters(found):
    if isinstance(found, str):
        return any("\ud800" <= character <= "\udfff" for character in found)
    if isinstance(found, list):
        return any(half_characters(item) for item in found)
    if isinstance(found, dict):
        return any(half_characters(key) or half_characters(item) for key, item in found.items())
    return False


def scalar(found):
    return {True: "true", False: "false"}[found] if isinstance(found, bool) else found


def read_json(text, columns):
    """The row as Python reads it: None if it is not an object, a list for columns that hold no scalar."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except ValueError:
        return None
    if not isinstance(found, dict) or half_characters(found):
        return None
    return [scalar(found.get(column)) for column in columns]


def one_json(rng, number, folder):
    columns = ["id", "a b"]
    items = [
        {"id": value(rng, 0), "a b": value(rng, 0), "more": value(rng, 2)} for _ in range(rng.randrange(1, 20))
    ]
    ascii_only = rng.random() < 0.5
    file = folder / f"{number}.json"
    if rng.randrange(4) == 0:
        text = json.dumps(items, ensure_ascii=ascii_only, indent=rng.choice([None, 2]))
        expected = [read_json(json.dumps(item), columns) for item in items]
    else:
        lines, expected = [], []
        whole = rng.randrange(len(items))  # a file of which no line is whole may be no JSON, or have no column
        for i, item in enumerate(items):
            line = json.dumps(item, ensure_ascii=ascii_only)
            for _ in range(0 if i == whole else rng.choice([0, 0, 0, 1, 3])):
                at = rng.randrange(len(line) + 1)
                line = line[:at] + rng.choice(["", "", '"', "{", "}", "é", "\\", ",", ":", "1", "[", " "]) + line[
                    at + rng.randrange(2) :
                ]
            lines.append(line)
            if line.strip(" \t\r\n"):
                expected.append(read_json(line, columns))
        if not lines or lines[0].lstrip(" \t\r\n")[:1] == "[":
            return one_json(rng, number, folder)  # that would be an array
        text = rng.choice(["\n", "\r\n"]).join(lines) + rng.choice(["", "\n"])
    if any(isinstance(cell, (list, dict)) for row in expected if row for cell in row):
        return one_json(rng, number, folder)  # damage has moved a bracket: that is not a text
    file.write_bytes(text.encode("utf-8"))
    return {"file": str(file), "format": "json", "options": {}, "columns": columns, "rows": expected}


def main():
    rng = random.Random(int(sys.argv[1]))
    folder = pathlib.Path(sys.argv[2])
    cases = [one_csv(rng, number, folder) for number in range(250)]
    cases += [one_json(rng, number, folder) for number in range(250)]
    (folder / "expected.json").write_text(json.dumps(cases), encoding="utf-8")


main()
