"""Golden values of fidelity, made by the reference packages themselves.

    python test/golden/make.py [SHARED_DATA_FOLDER]

writes `fidelity/*.json` (values only) and the small made-up tables `fidelity/small_*.csv` beside them. Without the data
folder only the small tables are made. Made with Python 3.11.2 and

    sdmetrics==0.32.0 mostlyai-qa==1.10.11 pandas==2.3.3 numpy==1.26.4 scipy==1.17.1 scikit-learn==1.9.1

Columns are numbers, dates or categories as `kinds` in each file says (all others: categories). "?" and the empty cell
are missing. mostlyai-qa draws at most 10,000 triples; none of these tables has more, so no seed enters.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from mostlyai.qa import _accuracy as qa
from sdmetrics.reports.single_table import QualityReport
from sdmetrics.reports.single_table._properties import ColumnPairTrends

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent / "fidelity"

ADULT = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"]
CENSUS = [name.replace("-", "_") for name in ADULT]
CREDIT = ["LIMIT_BAL", "AGE"] + [f"{name}{i}" for name in ("BILL_AMT", "PAY_AMT") for i in range(1, 7)]
SMALL = {"amount": "decimal", "hours": "integer", "gain": "integer", "day": "date", "same": "integer"}


def load(path, kinds):
    frame = pd.read_csv(path, dtype=str, skipinitialspace=True, keep_default_na=False)
    frame = frame.mask(frame.isin(["", "?"]))
    for name in frame:
        if kinds.get(name) == "date":
            frame[name] = pd.to_datetime(frame[name])
        elif name in kinds:
            frame[name] = pd.to_numeric(frame[name])
        else:
            frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return frame


def sdtype(kind):
    return {None: "categorical", "date": "datetime"}.get(kind, "numerical")


def pairs(details):
    return {f"{a}|{b}": number(s) for a, b, s in zip(details["Column 1"], details["Column 2"], details["Score"])}


def number(value):
    return None if value is None or np.isnan(value) else round(float(value), 6)


def sdmetrics_values(real, synthetic, kinds):
    metadata = {"columns": {name: {"sdtype": sdtype(kinds.get(name))} for name in real}}
    report = QualityReport()
    report.generate(real, synthetic, metadata, verbose=False)
    shapes = report.get_details("Column Shapes")
    properties = report.get_properties().set_index("Property")["Score"]
    every = ColumnPairTrends()
    return {
        "shapes": number(properties["Column Shapes"]),
        "columns": {name: number(score) for name, score in zip(shapes["Column"], shapes["Score"])},
        "trendsDependent": number(properties["Column Pair Trends"]),
        "trends": number(every.get_score(real.copy(), synthetic.copy(), metadata)),
        "pairs": pairs(every.details),
    }


def qa_values(bins_from, real, synthetic):
    prefixed = bins_from.add_prefix("tgt::")
    binned, bins = qa.bin_data(prefixed, 10)
    real = binned.iloc[: len(real)].reset_index(drop=True)
    synthetic, _ = qa.bin_data(synthetic.add_prefix("tgt::"), bins)
    levels = {
        "univariate": qa.calculate_univariates(real, synthetic),
        "bivariate": qa.calculate_bivariates(real, synthetic),
        "trivariate": qa.calculate_trivariates(real, synthetic),
    }
    values = {name: number(frame["accuracy"].mean()) for name, frame in levels.items()}
    values["expected"] = {name: number(frame["accuracy_max"].mean()) for name, frame in levels.items()}
    return values


def golden(name, train, holdout, synthetic, kinds):
    train, holdout, synthetic = (load(path, kinds) for path in (train, holdout, synthetic))
    holdout, synthetic = holdout[train.columns], synthetic[train.columns]
    both = pd.concat([train, holdout], ignore_index=True)
    document = {
        "kinds": kinds,
        "sdmetrics": sdmetrics_values(train, synthetic, kinds),
        "accuracy": qa_values(both, train, synthetic),
        "accuracyPooled": qa_values(both, both, synthetic),
    }
    (HERE / f"{name}.json").write_text(json.dumps(document, indent=1) + "\n")
    print(name, document["accuracy"], flush=True)


def small_table(seed, rows, shift):
    random = np.random.default_rng(seed)
    region = random.choice(["north", "south", "east", "west", "far, away"], rows, p=[0.4, 0.3, 0.2, 0.09, 0.01])
    hours = np.clip(random.normal(40 + 4 * (region == "north") + shift, 9, rows).round(), 1, 90).astype(int)
    gain = np.where(random.random(rows) < 0.8, 0, random.integers(1, 40, rows) * 100)
    amount = np.round(np.exp(random.normal(3, 0.5, rows)) + 3 * hours, 2)
    town = random.choice([f"town {i}" for i in range(30)], rows)
    frame = pd.DataFrame({
        "region": region,
        "town": town,
        "member": np.where(random.random(rows) < np.where(region == "north", 0.9, 0.3), "yes", "no"),
        "amount": amount,
        "hours": hours,
        "gain": gain,
        "day": pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 700, rows), "D"),
        "same": 7,
    })
    frame["amount"] = frame["amount"].map("{:.2f}".format).where(random.random(rows) > 0.1, "")
    frame["region"] = frame["region"].where(random.random(rows) > 0.05, "?")
    frame["day"] = frame["day"].dt.strftime("%Y-%m-%d").where(random.random(rows) > 0.03, "")
    return frame


def main():
    HERE.mkdir(exist_ok=True)
    for part, seed, rows, shift in [("trn", 1, 400, 0), ("hol", 2, 400, 0), ("syn", 3, 300, 3)]:
        small_table(seed, rows, shift).to_csv(HERE / f"small_{part}.csv", index=False)
    golden("small", *(HERE / f"small_{part}.csv" for part in ("trn", "hol", "syn")), SMALL)
    if len(sys.argv) < 2:
        return
    data = Path(sys.argv[1])
    integers = lambda names: {name: "integer" for name in names}
    for path in sorted((data / "peers").glob("*.csv.gz")):
        table = path.name.split("_")[0]
        real = [data / f"{table}_{part}.csv.gz" for part in ("trn", "hol")]
        golden(path.name.removesuffix(".csv.gz"), *real, path, integers(ADULT if table == "adult" else CREDIT))
    for path in sorted((data / "oracles").glob("*-syn_*.csv.gz")):
        real = [data / "oracles" / f"census2k-{part}.csv.gz" for part in ("trn", "hol")]
        golden(path.name.removesuffix(".csv.gz"), *real, path, integers(CENSUS))


if __name__ == "__main__":
    main()
