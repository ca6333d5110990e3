"""Associations of the columns of a made-up table by other programs.

    python makeAssociations.py        (scipy 1.17, numpy 1.26)
"""
import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)
n = 300
a = rng.integers(0, 4, n)
b = np.where(rng.random(n) < 0.6, a, rng.integers(0, 4, n))
x = np.round(a + rng.normal(size=n), 1)
y = np.round(-x**3 + 5 * rng.normal(size=n), 1)


def cramers_v(one, other):
    table = stats.contingency.crosstab(one, other).count
    r, k = table.shape
    phi2 = max(0, stats.chi2_contingency(table, correction=False).statistic / n - (r - 1) * (k - 1) / (n - 1))
    return float(np.sqrt(phi2 / min(r - (r - 1) ** 2 / (n - 1) - 1, k - (k - 1) ** 2 / (n - 1) - 1)))


def correlation_ratio(levels, values):
    groups = [values[levels == level] for level in np.unique(levels)]
    between = sum(len(group) * (group.mean() - values.mean()) ** 2 for group in groups)
    return float(np.sqrt(between / ((values - values.mean()) ** 2).sum()))


here = pathlib.Path(__file__).parent
(here / "associations.json").write_text(json.dumps({
    "columns": {"a": [f"a{v}" for v in a], "b": [f"b{v}" for v in b], "x": [str(v) for v in x], "y": [str(v) for v in y]},
    "a b": cramers_v(a, b), "a x": correlation_ratio(a, x), "x y": float(stats.spearmanr(x, y).statistic),
}) + "\n")
