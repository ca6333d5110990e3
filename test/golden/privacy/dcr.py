"""Golden values of DCR share, nearest-neighbour ratio and identical matches, made by mostlyai-qa's own arithmetic.

    python test/golden/privacy/dcr.py SHARED_DATA_FOLDER

writes `dcr.json` beside this file. Made with Python 3.11.2 and

    mostlyai-qa==1.10.11 numpy==1.26.4 pandas==2.3.3 scikit-learn==1.9.1

The package puts categories through a sentence-embedding model (`_embeddings.py`: encode_strings), which is neither ours nor
offline. So both sides are given the same points instead: those of `models/evaluate/privacy/space.ts`, written out as
coordinates (numbers as mid-ranks among training and holdout rows from 0 to 1, categories one-hot times a half, whether a
number is missing as one more category). What is compared is what the package does from there on (`_distances.py`:
calculate_dcrs_nndrs, calculate_dcr_share), at equal sizes and over all columns; it then also looks at groups of its
coordinates, which have no counterpart here. The first ROWS rows of each table are taken, so nothing is drawn.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from mostlyai.qa import _distances as qa

ROWS = 2000
ADULT = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"]
CENSUS = [name.replace("-", "_") for name in ADULT]
CREDIT = ["LIMIT_BAL", "AGE"] + [f"{name}{i}" for name in ("BILL_AMT", "PAY_AMT") for i in range(1, 7)]


def load(path):
    return pd.read_csv(path, dtype=str, skipinitialspace=True, keep_default_na=False).head(ROWS)


def mid_ranks(real, values):
    distinct, counts = np.unique(real[~np.isnan(real)], return_counts=True)
    ends = np.cumsum(counts)
    middles = (ends - counts + ends - 1) / 2 / max(1, counts.sum() - 1)
    return np.nan_to_num(np.interp(values, distinct, middles), nan=0.5)


def points(tables, numbers):
    """One array of coordinates a table, in the order training, holdout, synthetic."""
    parts = []
    for name in tables[0]:
        cells = [table[name].to_numpy() for table in tables]
        if name in numbers:
            values = [pd.to_numeric(pd.Series(c), errors="coerce").to_numpy(dtype=float) for c in cells]
            real = np.concatenate(values[:2])
            # Our ranks are single precision.
            parts.append([mid_ranks(real, v).astype(np.float32)[:, None] for v in values])
            cells = [np.isnan(v).astype(str) for v in values]
        levels = sorted(set(np.concatenate(cells)))
        if len(levels) > 1:
            parts.append([0.5 * (c[:, None] == np.array(levels)[None, :]) for c in cells])
    return [np.hstack([part[side] for part in parts]).astype(np.float64) for side in range(3)]


def described(train, holdout, synthetic, numbers):
    trn, hol, syn = points([load(train), load(holdout), load(synthetic)], numbers)
    to_train, ratio_train = qa.calculate_dcrs_nndrs(data=trn, query=syn)
    to_holdout, ratio_holdout = qa.calculate_dcrs_nndrs(data=hol, query=syn)
    values = {
        "dcrShare": qa.calculate_dcr_share(to_train, to_holdout),
        "nndrShare": qa.calculate_dcr_share(ratio_train, ratio_holdout),
        "ims": qa.calculate_ims(to_train),
        "imsHoldout": qa.calculate_ims(to_holdout),
        "dcr": qa.calculate_dcr(to_train),
        "dcrHoldout": qa.calculate_dcr(to_holdout),
    }
    return {name: round(float(value), 6) for name, value in values.items()}


def main():
    data = Path(sys.argv[1])
    document = {"mostlyai-qa": version("mostlyai-qa"), "rows": ROWS, "tables": {}}
    for path in sorted((data / "peers").glob("*.csv.gz")):
        table = path.name.split("_")[0]
        real = [data / f"{table}_{part}.csv.gz" for part in ("trn", "hol")]
        found = described(*real, path, ADULT if table == "adult" else CREDIT)
        document["tables"][path.name.removesuffix(".csv.gz")] = found
    for path in sorted((data / "oracles").glob("*-syn_*.csv.gz")):
        real = [data / "oracles" / f"census2k-{part}.csv.gz" for part in ("trn", "hol")]
        document["tables"][path.name.removesuffix(".csv.gz")] = described(*real, path, CENSUS)
    for name, found in document["tables"].items():
        print(name, found)
    (Path(__file__).parent / "dcr.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
