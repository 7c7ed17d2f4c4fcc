"""Compares location quotients, proximity, ECI and PCI with those of the PyPI packages ecomplexity 0.5.3 and
economic-complexity 0.3.0 on a matrix of 226 countries and 785 products.

    pip install ecomplexity==0.5.3 economic-complexity==0.3.0 'pandas<3'
    python benches/relatedness_peer.py MATRIX.csv            # compare every number; exit 1 if one differs
    python benches/relatedness_peer.py MATRIX.csv --write    # also renew the extract that the tests compare with

The matrix has the columns country, product, value. Our numbers come from the test
`relatedness::a_large_matrix_equals_its_peers`, which writes them where LIANTU_PEER_OUT says.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from ecomplexity import ecomplexity, proximity
from economic_complexity import proximity as proximity_2, rca as rca_2

PROJECT = Path(__file__).resolve().parent.parent
EXTRACT = PROJECT / "tests/data/trade-matrix/expected.csv"
WITHIN = 1e-6
COLUMNS = {"time": "time", "loc": "country", "prod": "product", "val": "value"}


def standardised(values: pd.Series) -> pd.Series:
    """Mean 0, population deviation 1; ecomplexity scales PCI by the mean and deviation of ECI."""
    return (values - values.mean()) / values.std(ddof=0)


def of_peers(matrix: Path) -> dict[str, pd.Series]:
    """Each measure by its labels, as ecomplexity gives it, checked against economic-complexity where that is exact."""
    data = pd.read_csv(matrix, dtype={"product": str}).assign(time=0)
    began = time.perf_counter()
    all_cells = ecomplexity(data, COLUMNS, check_logsupermodularity=False, verbose=False)
    pairs = proximity(data, COLUMNS)
    print(f"ecomplexity took {time.perf_counter() - began:.2f} s")
    cells = all_cells.set_index(["country", "product"])
    pairs = pairs.set_index(["product_1", "product_2"]).proximity
    one_a_pair = pairs[pairs.index.get_level_values(0) < pairs.index.get_level_values(1)]
    table = data.pivot(index="country", columns="product", values="value").fillna(0)
    quotients = rca_2(table)
    second = proximity_2(quotients).rename_axis(index="product_1", columns="product_2").stack()
    print(f"the peers differ among themselves by {worst(quotients.stack(), cells.rca)[0]:.1e} in RCA "
          f"and {worst(second.reindex(one_a_pair.index), one_a_pair)[0]:.1e} in proximity")
    return {
        "rca": cells.rca,
        "mcp": cells.mcp.astype(float),
        "proximity": one_a_pair,
        "eci": standardised(all_cells.groupby("country").eci.first()),
        "pci": standardised(all_cells.groupby("product").pci.first()),
    }


def of_ours(matrix: Path) -> dict[str, pd.Series]:
    """The same, as our program gives them."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, LIANTU_PEER_OUT=folder, LIANTU_TRADE_MATRIX=str(matrix.resolve()),
                           LIANTU_REQUIRE="trade-matrix")
        test = ["cargo", "test", "-j2", "--test", "it", "--", "--nocapture", "relatedness::a_large_matrix"]
        subprocess.run(test, cwd=PROJECT, env=environment, check=True)
        return {file.stem: read(file) for file in Path(folder).glob("*.csv")}


def read(file: Path) -> pd.Series:
    table = pd.read_csv(file, dtype={"one": str, "other": str}, keep_default_na=False)
    two = (table.other != "").any()
    return table.set_index(["one", "other"] if two else "one").value


def worst(ours: pd.Series, theirs: pd.Series) -> tuple[float, int]:
    """The largest difference, relative where a value is above 1, and how many are compared."""
    both = pd.concat([ours.rename_axis(theirs.index.names), theirs], axis=1, keys=["ours", "theirs"])
    if both.isna().any(axis=None):
        return float("inf"), len(both)
    return float(np.max((both.ours - both.theirs).abs() / np.maximum(1, both.theirs.abs()))), len(both)


def write(measures: dict[str, pd.Series]) -> None:
    """An extract, so that the test means something without the peers."""
    every = {"rca": 1201, "proximity": 2053, "eci": 1, "pci": 5}
    with EXTRACT.open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["measure", "one", "other", "value"])
        for name, step in every.items():
            for labels, value in measures[name].sort_index().iloc[::step].items():
                one, other = labels if isinstance(labels, tuple) else (labels, "")
                rows.writerow([name, one, other, f"{value:.12g}"])


def main() -> int:
    warnings.simplefilter("ignore")
    matrix = Path(sys.argv[1])
    theirs = of_peers(matrix)
    if "--write" in sys.argv[2:]:
        write(theirs)
    ours = of_ours(matrix)
    differs = False
    for name, values in theirs.items():
        difference, count = worst(ours[name], values)
        differs |= difference > WITHIN
        print(f"{name:>9}: {count} values, largest difference {difference:.1e}")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
