"""Compares our first guesses for short names with those of the PyPI package rapidfuzz 3 on the same pairs, accuracy and speed.

    pip install 'rapidfuzz>=3,<4'
    python benches/names_peer.py DIR

DIR holds register.csv (code, name) and dev_short_to_full.csv (short, code, name). Half of the firms, by their codes, were fitted on;
the other half is told by itself. Peers compare raw strings, and full names without 股份有限公司; one core each.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

PROJECT = Path(__file__).resolve().parent.parent
PEERS = {"Jaro–Winkler": JaroWinkler.similarity, "ratio": fuzz.ratio, "WRatio": fuzz.WRatio}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(code: str) -> bool:
    """Whether a firm is of the half that nothing was fitted on."""
    mixed, most = 0x9E3779B97F4A7C15, (1 << 64) - 1
    for byte in code.encode():
        mixed = ((mixed ^ byte) * 0xFF51AFD7ED558CCD) & most
        mixed ^= mixed >> 33
    return mixed & 1 == 1


def share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.1f} %"


def line(name: str, pairs: list[dict[str, str]], guesses: list[str], took: str) -> None:
    """All pairs, those whose short name is no part of the full one, and the same of the half that is told by itself."""
    cells = []
    for keep in (lambda pair: True, lambda pair: told(pair["code"])):
        for part in (lambda pair: True, lambda pair: pair["short"] not in pair["name"]):
            both = zip(pairs, guesses)
            cells.append(share([pair["code"] == guess for pair, guess in both if keep(pair) and part(pair)]))
    print(f"| {name} | {' | '.join(cells)} | {took} |")


def ours(folder: Path, pairs: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as out:
        path = Path(out) / "guesses.csv"
        given = os.environ | {"LIANTU_NAMES": str(folder.resolve()), "LIANTU_PEER_OUT": str(path)}
        said = subprocess.run(["cargo", "bench", "-q", "--bench", "names"], cwd=PROJECT, env=given, check=True, capture_output=True, text=True)
        took = next(part for part in said.stdout.splitlines() if part.startswith("asked: "))
        guesses = rows(path)
    line("liantu", pairs, [guess["guess"] for guess in guesses], took.removeprefix("asked: "))
    for half, keep in (("all", lambda code: True), ("the half told", told)):
        of = [guess for guess in guesses if keep(guess["code"])]
        said_same = [guess for guess in of if guess["same"]]
        right = [guess for guess in said_same if guess["same"] == guess["code"]]
        print(f"| liantu `same`, {half} | right {100 * len(right) / len(said_same):.2f} % of {len(said_same)}, decided {100 * len(right) / len(of):.1f} % of {len(of)} |||||")


def peer(name: str, scorer, register: list[dict[str, str]], pairs: list[dict[str, str]], shorten: bool) -> None:
    names = [firm["name"].removesuffix("股份有限公司") if shorten else firm["name"] for firm in register]
    began = time.perf_counter()
    best = [process.extractOne(pair["short"], names, scorer=scorer) for pair in pairs]
    took = 1000 * (time.perf_counter() - began) / len(pairs)
    guesses = [register[found[2]]["code"] if found else "" for found in best]
    line(f"{name}{', 股份有限公司 taken off' if shorten else ''}", pairs, guesses, f"{took:.3f} ms a name")


def main() -> None:
    folder = Path(sys.argv[1])
    register, pairs = rows(folder / "register.csv"), rows(folder / "dev_short_to_full.csv")
    print(f"{len(register)} full names, {len(pairs)} short ones\n")
    print("| | all | no part of it | told half | no part of it | time |\n| --- | --- | --- | --- | --- | --- |")
    ours(folder, pairs)
    for shorten in (False, True):
        for name, scorer in PEERS.items():
            peer(name, scorer, register, pairs, shorten)


if __name__ == "__main__":
    main()
