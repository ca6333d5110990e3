"""Golden values of Anonymeter's three attacks, made by the package itself.

    python test/golden/privacy/make.py SHARED_DATA_FOLDER

writes `anonymeter.json` beside this file. Made with Python 3.11.2 and

    anonymeter==1.1.0 numpy==1.26.4 pandas==2.3.3

The package takes no seed for some of its draws, so its numbers differ from run to run within their intervals; what is
compared is whether two 95 % intervals overlap with each other's centre. The synthetic table is drawn down to 24,421 rows,
as many as the training and the holdout table have. Inference compares income and race (categories): for numbers the
package counts every negative guess as a hit and divides by the guess, which ours does not. Missing cells are filled with
one word of their own before linkability and inference, since the package calls two missing cells different.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator, SinglingOutEvaluator

warnings.filterwarnings("ignore")
ATTACKS = 1000
NUMBERS = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"]
PEERS = ["adult_synthpop_2023", "adult_ctgan_2023"]
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


def described(evaluator):
    results = evaluator.results()
    risk = results.risk()
    return {
        "risk": round(risk.value, 6),
        "interval": [round(float(bound), 6) for bound in risk.ci],
        "attack": round(results.attack_rate.value, 6),
        "control": round(results.control_rate.value, 6),
        "baseline": round(results.baseline_rate.value, 6),
        "attacks": results.n_attacks_ori,
    }


def main():
    data = Path(sys.argv[1])
    real, control = (load(data / f"adult_{part}.csv.gz") for part in ("trn", "hol"))
    document = {"anonymeter": version("anonymeter"), "halves": HALVES, "known": KNOWN, "tables": {}}
    for name in PEERS:
        made = load(data / "peers" / f"{name}.csv.gz")[real.columns]
        made = made.sample(min(len(made), len(real)), random_state=1).reset_index(drop=True)
        found = {}
        for mode in ("univariate", "multivariate"):
            single = SinglingOutEvaluator(ori=real, syn=made, control=control, n_attacks=ATTACKS)
            single.evaluate(mode=mode)
            found[mode] = described(single)
        link = LinkabilityEvaluator(
            ori=real, syn=made, control=control, n_attacks=ATTACKS, aux_cols=HALVES, n_neighbors=1
        )
        link.evaluate(n_jobs=1)
        found["linkability"] = described(link)
        for secret in SECRETS:
            guess = InferenceEvaluator(
                ori=real, syn=made, control=control, aux_cols=KNOWN, secret=secret, n_attacks=ATTACKS
            )
            guess.evaluate(n_jobs=1)
            found[f"inference of {secret}"] = described(guess)
        document["tables"][name] = found
        print(name, found, flush=True)
    (Path(__file__).parent / "anonymeter.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
