"""Writes the Parquet files of this folder with two other programs and what is in them as JSON, all of it made up.

    python make.py        (pyarrow 21, duckdb 2)
"""
import datetime as dt
import decimal
import json
import pathlib

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
D = decimal.Decimal
rows = {
    "small": (pa.array([1, None, -3], pa.int8()), ["1", "", "-3"]),
    "unsigned": (pa.array([2**32 - 1, 0, 7], pa.uint32()), ["4294967295", "0", "7"]),
    "big": (pa.array([2**63 - 1, -(2**63), None], pa.int64()), ["9223372036854775807", "-9223372036854775808", ""]),
    "huge": (pa.array([2**64 - 1, 1, 2], pa.uint64()), ["18446744073709551615", "1", "2"]),
    "single": (pa.array([0.1, 1.5, None], pa.float32()), ["0.1", "1.5", ""]),
    "double": (pa.array([0.1, float("nan"), 1e300], pa.float64()), ["0.1", "NaN", "1e+300"]),
    "yes": (pa.array([True, False, None]), ["true", "false", ""]),
    "text": (pa.array(["007", "Grüße, \"x\"", None]), ["007", "Grüße, \"x\"", ""]),
    "levels": (pa.array(["b", "a", "b"]).dictionary_encode(), ["b", "a", "b"]),
    "money": (pa.array([D("1.15"), D("-0.05"), None], pa.decimal128(9, 2)), ["1.15", "-0.05", ""]),
    "long": (pa.array([D("12345678901234567890.123"), D("0.001"), D("-1.000")], pa.decimal128(30, 3)),
             ["12345678901234567890.123", "0.001", "-1.000"]),
    "day": (pa.array([dt.date(2020, 2, 29), dt.date(1899, 12, 31), None]), ["2020-02-29", "1899-12-31", ""]),
    "local": (pa.array([dt.datetime(2020, 1, 2, 3, 4, 5), None, dt.datetime(1969, 12, 31, 23, 59, 59)], pa.timestamp("us")),
              ["2020-01-02 03:04:05", "", "1969-12-31 23:59:59"]),
    "instant": (pa.array([dt.datetime(2020, 1, 2, 3, 4, 5, 500000), dt.datetime(2021, 1, 1), None], pa.timestamp("ms", "UTC")),
                ["2020-01-02 03:04:05.500Z", "2021-01-01 00:00:00.000Z", ""]),
    "clock": (pa.array([dt.time(23, 59, 58, 250), None, dt.time(0, 0)], pa.time64("us")),
              ["23:59:58.000250", "", "00:00:00.000000"]),
    "list": (pa.array([[1, 2], None, []]), ["[1,2]", "", "[]"]),
    "record": (pa.array([{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}]), ['{"a":1,"b":"x"}', "", '{"a":null,"b":"y"}']),
}
table = pa.table({name: values for name, (values, _) in rows.items()})
expected = {name: texts for name, (_, texts) in rows.items()}
for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
    pq.write_table(table, here / f"pyarrow-{codec}.parquet", compression=codec, row_group_size=2)
(here / "pyarrow.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")

duckdb.sql("""
  copy (select * from (values
      (1, 'a', 1.50::decimal(6, 2), date '2020-02-29', timestamp '2020-01-02 03:04:05', true, uuid '00000000-0000-4000-8000-000000000001'),
      (2, null, null, null, timestamp '2020-01-02 03:04:06', false, null)
    ) as made_up(id, word, amount, day, moment, flag, token)) to '%s' (format parquet)
""" % (here / "duckdb.parquet"))
(here / "duckdb.json").write_text(json.dumps({
    "id": ["1", "2"], "word": ["a", ""], "amount": ["1.50", ""], "day": ["2020-02-29", ""],
    "moment": ["2020-01-02 03:04:05", "2020-01-02 03:04:06"], "flag": ["true", "false"],
    "token": ["00000000-0000-4000-8000-000000000001", ""],
}, indent=1) + "\n")
