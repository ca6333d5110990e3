"""Golden values of Anonymeter's three attacks, made by the package itself.

    python test/golden/privacy/make.py SHARED_DATA_FOLDER [PEER ...]

writes `anonymeter.json` beside this file; with names of peers only those are made anew and the others are kept. Made with
Python 3.11.2 and

    anonymeter==1.1.0 numpy==1.26.4 pandas==2.3.3 polars==2.1.0

So that two programs can be inside each other's 95 % intervals, as little as possible is left to chance:

- Each table is its first ROWS distinct rows. The package drops repeated rows before singling out and corrects for tables
  of different sizes; so neither step has anything to do.
- Linkability and inference attack the first TARGETS training and the first TARGETS holdout rows, all of them, so both
  programs attack the same people among the same candidates; only ties are drawn.
- Singling out draws predicates. Risk, interval and rates are means over RUNS runs of ATTACKS predicates each (seeds 1 to
  RUNS), so that the package's own luck hardly enters; the interval is as wide as one run's.
- `predicates` are some of the predicates that the package drew with the number of rows each meets in the synthetic, the
  training and the holdout table: counting is compared without any chance.

Inference compares income and race (categories): for numbers the package counts every negative guess as a hit and divides
by the guess, which ours does not. Its baseline of inference is not compared: the guesses are looked up by the row numbers
of the targets (`evaluators/inference_evaluator.py`: reindex_like), which leaves most of them empty. Missing cells are filled
with one word of their own, since the package calls two missing cells different.
"""

import json
import re
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator, SinglingOutEvaluator
from anonymeter.evaluators import singling_out_evaluator as singling

warnings.filterwarnings("ignore")
OUT = Path(__file__).parent / "anonymeter.json"
ROWS = 8000
TARGETS = 1000
ATTACKS = 1000
RUNS = 3
PREDICATES = 60
NUMBERS = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"]
HALVES = [
    ["age", "education", "marital-status", "sex", "hours-per-week"],
    ["workclass", "occupation", "relationship", "race", "native-country", "income"],
]
KNOWN = ["age", "workclass", "education", "marital-status", "occupation", "sex", "native-country"]
SECRETS = ["income", "race"]


def load(path):
    frame = pd.read_csv(path, dtype=str, skipinitialspace=True, keep_default_na=False)
    for name in frame:
        frame[name] = pd.to_numeric(frame[name]) if name in NUMBERS else frame[name].replace({"": "?"})
    return frame


def distinct(frame):
    return frame.drop_duplicates().head(ROWS).reset_index(drop=True)


def described(evaluator):
    results = evaluator.results()
    risk = results.risk()
    return {
        "risk": risk.value,
        "low": risk.ci[0],
        "high": risk.ci[1],
        "attack": results.attack_rate.value,
        "control": results.control_rate.value,
        "baseline": results.baseline_rate.value,
    }


def mean(runs):
    return {key: round(float(np.mean([run[key] for run in runs])), 6) for key in runs[0]}


def drawn(mode, tables):
    """Predicates of the package with their counts, as [column, comparison, value] lists."""
    synthetic, *others = [pl.DataFrame(table) for table in tables]
    rng = np.random.default_rng(7)
    if mode == "univariate":
        queries = singling.univariate_singling_out_queries(synthetic, PREDICATES, rng)
    else:
        queries = singling.multivariate_singling_out_queries(synthetic, PREDICATES, 3, None, rng)
    queries += singling._random_queries(synthetic, PREDICATES // 2, 1 if mode == "univariate" else 3, rng)
    counts = [singling._evaluate_queries(table, queries) for table in (synthetic, *others)]
    pattern = re.compile(r'\(col\("([^"]+)"\)\) (==|!=|>=|<=|>|<) \((?:dyn int: |dyn float: )?(.+?)\)\]')
    out = []
    for place, query in enumerate(queries):
        parts = pattern.findall(str(query))
        values = [(name, op, float(value) if name in NUMBERS else value.strip('"')) for name, op, value in parts]
        assert len(values) == (1 if mode == "univariate" else 3), str(query)
        out.append({"is": values, "rows": [int(side[place]) for side in counts]})
    return out


def attacked(real, control, made):
    found = {}
    for mode in ("univariate", "multivariate"):
        runs = []
        for seed in range(1, RUNS + 1):
            single = SinglingOutEvaluator(ori=real, syn=made, control=control, n_attacks=ATTACKS, seed=seed)
            single.evaluate(mode=mode)
            runs.append(described(single))
        found[mode] = mean(runs)
    targets, others = real.head(TARGETS), control.head(TARGETS)
    link = LinkabilityEvaluator(
        ori=targets, syn=made, control=others, n_attacks=TARGETS, aux_cols=HALVES, n_neighbors=1
    )
    link.evaluate(n_jobs=1)
    found["linkability"] = mean([described(link)])
    for secret in SECRETS:
        guess = InferenceEvaluator(
            ori=targets, syn=made, control=others, aux_cols=KNOWN, secret=secret, n_attacks=TARGETS
        )
        guess.evaluate(n_jobs=1)
        found[f"inference of {secret}"] = mean([described(guess)])
    return found


def main():
    data = Path(sys.argv[1])
    names = sys.argv[2:] or [path.name.removesuffix(".csv.gz") for path in sorted((data / "peers").glob("adult_*"))]
    document = json.loads(OUT.read_text()) if OUT.exists() else {"tables": {}, "predicates": {}}
    document |= {
        "anonymeter": version("anonymeter"),
        "polars": version("polars"),
        "rows": ROWS,
        "targets": TARGETS,
        "attacks": ATTACKS,
        "halves": HALVES,
        "known": KNOWN,
    }
    real, control = (distinct(load(data / f"adult_{part}.csv.gz")) for part in ("trn", "hol"))
    for name in names:
        made = distinct(load(data / "peers" / f"{name}.csv.gz")[real.columns])
        document["tables"][name] = attacked(real, control, made)
        if "synthpop" in name or "ctgan" in name:
            document["predicates"][name] = {
                mode: drawn(mode, (made, real, control)) for mode in ("univariate", "multivariate")
            }
        OUT.write_text(json.dumps(document, indent=1) + "\n")
        print(name, document["tables"][name], flush=True)


if __name__ == "__main__":
    main()
