"""What DuckDB reads from the corpus of ugly files, as `duckdb.json` beside this file.

    python test/golden/csv/oracles.py

Made with Python 3.11 and duckdb==2.0.0, `read_csv(path, all_varchar = true)` and nothing else given by hand: the question
is what an analyst gets who opens the file. NULL counts as the empty text. A table is kept as names, number of rows and the
sha256 of its canonical JSON (as `test/data/csv/make.mjs` writes it); a refusal as the kind of the error.
"""

import hashlib
import json
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
CASES = HERE.parent.parent / "data" / "csv" / "cases"


def canonical(names, rows):
    """JSON as JavaScript's JSON.stringify writes it."""
    text = json.dumps([names, *rows], ensure_ascii=False, separators=(",", ":"))
    for code in range(0x20):
        name = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"}.get(code, f"\\u{code:04x}")
        text = text.replace(f"\\u{code:04x}", name)
    return text


def read(path):
    con = duckdb.connect()
    con.execute("SET threads = 1")
    try:
        found = con.execute("SELECT * FROM read_csv(?, all_varchar = true)", [str(path)])
        names = [column[0] for column in found.description]
        rows = [["" if cell is None else cell for cell in row] for row in found.fetchall()]
    except duckdb.Error as error:
        return {"error": type(error).__name__}
    digest = hashlib.sha256(canonical(names, rows).encode()).hexdigest()
    shown = names if len(names) <= 10 and max(map(len, names)) < 40 else f"{len(names)} names"
    return {"names": shown, "rowCount": len(rows), "sha256": digest}


def main():
    cases = {path.stem: read(path) for path in sorted(CASES.glob("*.csv"))}
    answer = {"duckdb": duckdb.__version__, "cases": cases}
    (HERE / "duckdb.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")


main()
