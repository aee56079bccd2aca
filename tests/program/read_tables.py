"""Reads the tables of a survey as scripts of users do: read_tables.py SURVEY INDEX...

pandas must read them without options. The pivot of the long table must be the wide table, and its mean over the
samples averages_wide.csv; otherwise ends with status 1.
"""
import sys

import pandas

survey, index = sys.argv[1], sys.argv[2:]
long, wide, averages = (pandas.read_csv(f"{survey}/test/{name}.csv", index_col=0)
                        for name in ("summary_long", "summary_wide", "averages_wide"))
metrics = [name for name in long.columns if long[name].dtype == float]
assert "F_score" in metrics and "true_regions" not in metrics, metrics
assert not [name for name in index if wide[name].dtype == float], "an index of floats"
assert long.columns[-1] == "image_name" and long["image_name"].str.startswith("image=").all(), "names as numbers"


def pivot(keys):
    table = long.pivot_table(index=keys, columns="label", values=metrics)
    table.columns = [f"{label}_{metric}" for metric, label in table.columns]
    return table.reset_index()


def check(name, actual, keys):
    expected = pivot(keys)
    assert list(actual.columns[: len(keys)]) == keys, f"{name} begins with {list(actual.columns)}"
    assert len(actual) == len(expected), f"{name} has {len(actual)} rows for {len(expected)}"
    pandas.testing.assert_frame_equal(actual[expected.columns].reset_index(drop=True), expected, check_exact=False,
                                      rtol=1e-12, obj=name)


check("summary_wide", wide, index)
check("averages_wide", averages, index[:-1])
counts = pandas.read_csv(f"{survey}/test/summary_stats.csv")["metric"].unique()
assert list(counts[-2:]) == ["true_regions", "predicted_regions"], counts
