"""Writes what scikit-learn's HistGradientBoosting says on the same rows and folds as the project draws.

    python make.py [FOLDER OF REAL TABLES]

Made with Python 3.11, scikit-learn 1.9.1, numpy 1.26.4, pandas 2.3.3 (see "versions" in each file). Without a folder only
the small made-up table is done.
"""
import json
import platform
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import r2_score, roc_auc_score
from sklearn.preprocessing import OrdinalEncoder

HERE = Path(__file__).parent
SMALL = HERE.parent / "fidelity"
MASK = 0xFFFFFFFF
ADULT = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"]
CREDIT = ["LIMIT_BAL", "AGE"] + [f"{name}{i}" for name in ("BILL_AMT", "PAY_AMT") for i in range(1, 7)]
MADE_UP = ["amount", "hours", "gain", "day", "same"]
PEERS = {
    "adult_synthpop_2023": "income",
    "adult_ctgan_2023": "income",
    "adult_mostly_2023": "income",
    "credit-default_synthpop_2023": "default payment next month",
}


def mix(h):
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & MASK
    return h ^ (h >> 16)


def hash_key(key, salt):
    h = mix(salt ^ 0x9E3779B9)
    for part in key:
        words = [1, part & MASK, part >> 32] if isinstance(part, int) else [2, len(part), *map(ord, part)]
        for word in words:
            h = (mix(h ^ word) + 0x9E3779B9) & MASK
    return mix(h)


def stream(key):
    """The project's random stream (xoshiro128++): a function of n that draws from 0 .. n - 1."""
    a, b, c, d = (hash_key(key, salt) for salt in (1, 2, 3, 4))
    d |= 1

    def bits():
        nonlocal a, b, c, d
        s = (a + d) & MASK
        result = ((((s << 7) | (s >> 25)) & MASK) + a) & MASK
        t = (b << 9) & MASK
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = ((d << 11) | (d >> 21)) & MASK
        return result

    def below(n):
        while True:
            draw = bits()
            if draw - draw % n + n - 1 <= MASK:
                return draw % n

    return below


def shuffled(values, key, most):
    values, below = list(values), stream(key)
    for index in range(most):
        other = index + below(len(values) - index)
        values[index], values[other] = values[other], values[index]
    return values


def sample(start, end, most, key):
    rows = list(range(start, end))
    return rows if len(rows) <= most else sorted(shuffled(rows, key, most)[:most])


def load(path, numbers):
    frame = pd.read_csv(path, dtype=str, skipinitialspace=True, keep_default_na=False)
    frame = frame.mask(frame.isin(["", "?"]))
    for name in frame:
        if name == "day":
            frame[name] = (pd.to_datetime(frame[name]) - pd.Timestamp("1970-01-01")).dt.days.astype(float)
        elif name in numbers:
            frame[name] = pd.to_numeric(frame[name]).astype(float)
    return frame


def encoded(frame, numbers):
    categories = [name for name in frame if name not in numbers]
    frame = frame.copy()
    if categories:
        codes = OrdinalEncoder(encoded_missing_value=np.nan).fit_transform(frame[categories].astype(object))
        frame[categories] = codes
    return frame.astype(float), [name in categories for name in frame]


def detection(frame, spans, numbers, seed=1):
    values, is_category = encoded(frame, numbers)
    values = values.to_numpy()
    rows = min(10_000, *(end - start for start, end in spans))
    sides = [sample(start, end, rows, [seed, "evaluate", "detection", start]) for start, end in spans]
    folds = [shuffled([i % 5 for i in range(rows)], [seed, "evaluate", "folds", side], rows - 1) for side in (0, 1)]
    x = values[sides[0] + sides[1]]
    y = np.repeat([0, 1], rows)
    fold = np.array(folds[0] + folds[1])
    scores = []
    for k in range(5):
        model = HistGradientBoostingClassifier(categorical_features=is_category, random_state=0)
        model.fit(x[fold != k], y[fold != k])
        scores.append(roc_auc_score(y[fold == k], model.predict_proba(x[fold == k])[:, 1]))
    return round(float(np.mean(scores)), 6)


def utility(frame, spans, numbers, target, seed=1):
    values, is_category = encoded(frame.drop(columns=target), numbers)
    values = values.to_numpy()
    is_number = target in numbers
    y = frame[target].to_numpy()
    train, holdout, synthetic = spans
    size = min(train[1] - train[0], synthetic[1] - synthetic[0], 50_000)
    key = [seed, "evaluate", "utility"]
    keep = lambda rows: [row for row in rows if not pd.isna(y[row])]
    test = keep(range(*holdout))
    result = {}
    for name, (start, end) in (("trainReal", train), ("trainSynthetic", synthetic)):
        rows = keep(sample(start, end, size, [*key, start]))
        family = HistGradientBoostingRegressor if is_number else HistGradientBoostingClassifier
        model = family(categorical_features=is_category, random_state=0)
        model.fit(values[rows], y[rows].astype(float) if is_number else y[rows].astype(str))
        if is_number:
            score = r2_score(y[test].astype(float), model.predict(values[test]))
        elif len(model.classes_) == 2:
            score = roc_auc_score(y[test] == model.classes_[1], model.predict_proba(values[test])[:, 1])
        else:
            p = model.predict_proba(values[test])
            large = [(i, c) for i, c in enumerate(model.classes_) if (y[test] == c).sum() >= 10]
            score = np.mean([roc_auc_score(y[test] == c, p[:, i]) for i, c in large])
        result[name] = round(float(score), 6)
    return result


def golden(name, paths, numbers, targets):
    parts = [load(path, numbers) for path in paths]
    parts = [part[parts[0].columns] for part in parts]
    ends = np.cumsum([len(part) for part in parts]).tolist()
    spans = list(zip([0, *ends], ends))
    frame = pd.concat(parts, ignore_index=True)
    document = {
        "versions": {"python": platform.python_version(), "scikit-learn": sklearn.__version__,
                     "numpy": np.__version__, "pandas": pd.__version__},
        "numbers": numbers,
        "detection": detection(frame, [spans[0], spans[2]], numbers),
        "detectionReference": detection(frame, [spans[0], spans[1]], numbers),
        "utility": {target: utility(frame, spans, numbers, target) for target in targets},
    }
    (HERE / f"{name}.json").write_text(json.dumps(document, indent=1) + "\n")
    print(name, document, flush=True)


def main():
    small = [SMALL / f"small_{part}.csv" for part in ("trn", "hol", "syn")]
    golden("small", small, MADE_UP, ["member", "region", "hours"])
    if len(sys.argv) < 2:
        return
    data = Path(sys.argv[1])
    for name, target in PEERS.items():
        table = name.split("_")[0]
        real = [data / f"{table}_{part}.csv.gz" for part in ("trn", "hol")]
        numbers = ADULT if table == "adult" else CREDIT
        others = ["age", "race"] if name == "adult_synthpop_2023" else []
        golden(name, [*real, data / "peers" / f"{name}.csv.gz"], numbers, [target, *others])


if __name__ == "__main__":
    main()
