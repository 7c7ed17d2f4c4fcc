"""The figures of benches/README.md, with nothing but the release binary (Linux, Python's own library).

    cargo build --release
    python3 benches/figures.py target/release/liantu /tmp/figures 10000 100000 1000000

For each number of enterprises it generates a city (50 chains, seed 1), imports it and asks it; stores stay in the folder, for
`cargo bench --bench held`. Times are wall time with processor seconds beside them: on a busy machine believe the latter.
"""

import csv
import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

CHAIN = "c1"
AS_OF = "2026-11-23"
ROUNDS = 21
CHANGES = 20


def run(*command) -> tuple[str, float, float, float]:
    """What a command prints, its seconds, its processor seconds, its most memory in MB."""
    began = time.perf_counter()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    told = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command} ended with {child.returncode}: {told}")
    return told, time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def line(work: str, told: str) -> None:
    print(f"| {work} | {told} |", flush=True)


def ran(work: str, *command) -> float:
    _, seconds, processor, memory = run(*command)
    line(work, f"{seconds:.2f} s, {processor:.2f} s CPU, {memory:.0f} MB")
    return seconds


def status(pid: int, field: str) -> float:
    """A line of /proc in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(text.split()[1]) for text in lines if text.startswith(field)) / 1000


def in_order(times: list[float]) -> str:
    times = sorted(times)
    return f"p50 {times[len(times) // 2]:.1f} ms, worst {times[-1]:.1f} ms"


class Server:
    """A server of its own over a store, asked over one connection."""

    def __init__(self, binary: Path, store: Path):
        self.began = time.perf_counter()
        command = [binary, "serve", "--listen", "127.0.0.1:0", "--store", store]
        self.child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        address = self.child.stdout.readline().split("http://")[1].split("/")[0]
        self.connection = http.client.HTTPConnection(address, timeout=600)

    def ask(self, path: str, **parameters) -> tuple[bytes, float]:
        """The answer and its milliseconds."""
        began = time.perf_counter()
        self.connection.request("GET", f"{path}?{urlencode(parameters)}")
        answer = self.connection.getresponse()
        told = answer.read()
        if answer.status != 200:
            sys.exit(f"{path} {parameters}: {told.decode()}")
        return told, 1000 * (time.perf_counter() - began)

    def told(self, work: str, path: str, **parameters) -> bytes:
        """Asks once, then again and again."""
        answer, first = self.ask(path, **parameters)
        line(work, f"first {first:.1f} ms, then {in_order([self.ask(path, **parameters)[1] for _ in range(ROUNDS)])}")
        return answer

    def journal(self) -> int:
        return json.loads(self.ask("/healthz")[0])["journal"]

    def seen(self, number: int) -> float:
        """Milliseconds until a journal number is shown."""
        began = time.perf_counter()
        while self.journal() < number:
            time.sleep(0.005)
        return 1000 * (time.perf_counter() - began)

    def stop(self) -> None:
        self.child.terminate()
        self.child.wait()


def questions(server: Server) -> None:
    base = {"chain": CHAIN, "as_of": AS_OF}
    server.told("gaps (60 verdicts and priorities)", f"/api/v1/chains/{CHAIN}/gaps", as_of=AS_OF)
    targets = json.loads(server.told("100 targets with factors and facts", "/api/v1/targets", limit=100, **base))
    ids = [target["enterprise"] for target in targets["targets"]]
    server.told("best 5 paths to one target", "/api/v1/paths", target=ids[0], **base)
    each = [server.ask("/api/v1/paths", target=other, **base)[1] for other in ids[1 : ROUNDS + 1]]
    line("best 5 paths, another target each time", in_order(each))
    server.told("whom a hub of many members reaches", "/api/v1/reach", **{"from": "a0"}, **base)
    server.told("coverage of the fund group, partners", "/api/v1/funds", **base)
    server.told("relatedness and complexity, all chains", "/api/v1/relatedness", home="340100", as_of=AS_OF)
    server.told("find a firm by its name", "/api/v1/find", text="虚构企业7777有限公司")
    server.told("page of gaps", f"/chains/{CHAIN}/gaps", as_of=AS_OF)
    line("memory of the server now / most", f"{status(server.child.pid, 'VmRSS'):.0f} / {status(server.child.pid, 'VmHWM'):.0f} MB")


def assess(binary: Path, store: Path, nth: int) -> tuple[int, float]:
    """The journal number of an assessment, and its milliseconds."""
    words = ["--chain", CHAIN, "--segment", f"{CHAIN}-s{nth:02}", "--verdict", "fill", "--reason", "虚构", "--who", "虚构"]
    told, seconds, _, _ = run(binary, "assess", "--store", store, *words)
    return int(told.split()[-1]), 1000 * seconds


def changes(binary: Path, store: Path, server: Server, folder: Path) -> None:
    written, shown = [], []
    for nth in range(CHANGES):
        number, took = assess(binary, store, nth)
        written.append(took)
        shown.append(server.seen(number))
    line("one assessment, a process each", in_order(written))
    line("… until the server shows it, after that", in_order(shown))
    fact = folder / "one" / "supplies.csv"
    fact.parent.mkdir(exist_ok=True)
    fact.write_text("supplier,customer,product\ne1,e2,新增货\n")
    before = server.journal()
    seconds = ran("import of one changed fact", binary, "import", "--store", store, fact)
    line("… until the server shows it, from the start", f"{1000 * seconds + server.seen(before + 1):.0f} ms")


def meanwhile(binary: Path, store: Path, server: Server, more: Path) -> None:
    """Work while another process imports."""
    importing = subprocess.Popen([str(binary), "import", "--store", str(store), str(more), "--accept-renames"], stdout=subprocess.DEVNULL)
    written, asked, nth = [], [], 0
    while importing.poll() is None:
        written.append(assess(binary, store, nth % 60)[1])
        asked += [server.ask(f"/api/v1/chains/{CHAIN}/gaps", as_of=AS_OF)[1] for _ in range(ROUNDS)]
        nth += 1
    if importing.returncode or not written:
        sys.exit("the import beside which to work failed")
    line(f"one assessment during an import ({nth} of them)", in_order(written))
    line("gaps during an import", in_order(asked))


def rows_of(files: Path) -> int:
    def count(file: Path) -> int:
        with file.open(encoding="utf-8") as text:
            return sum(1 for _ in csv.reader(text)) - 1

    return sum(count(file) for file in files.glob("*.csv"))


def figures(binary: Path, folder: Path, enterprises: int) -> None:
    files, more, other, store = (folder / f"{enterprises}{suffix}" for suffix in ("", "-more", "-other", ".db"))
    for city, size, seed in ((files, enterprises, 1), (more, enterprises // 10, 2), (other, enterprises // 10, 3)):
        run(binary, "generate", "--enterprises", size, "--chains", 50, "--seed", seed, city)
    for old in folder.glob(f"{store.name}*"):
        old.unlink()
    rows = rows_of(files)
    print(f"\n{enterprises} enterprises, {rows} rows\n\n| work | measured |\n| --- | --- |")
    seconds = ran("import into a new store", binary, "import", "--store", store, files)
    line("… rows a second", f"{rows / seconds:.0f}")
    line("bytes a row", f"{store.stat().st_size / rows:.1f}")
    ran("the same import again", binary, "import", "--store", store, files)
    ran("gaps in a fresh process", binary, "gaps", "--store", store, "--chain", CHAIN, "--as-of", AS_OF)
    ran("100 targets in a fresh process", binary, "targets", "--store", store, "--chain", CHAIN, "--limit", 100)
    server = Server(binary, store)
    line("server answers after", f"{time.perf_counter() - server.began:.2f} s, {status(server.child.pid, 'VmRSS'):.0f} MB")
    try:
        questions(server)
        changes(binary, store, server, folder)
        meanwhile(binary, store, server, other)
    finally:
        server.stop()
    ran(f"{rows_of(more)} other rows into the full store", binary, "import", "--store", store, more, "--accept-renames")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    place = Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    for count in sys.argv[3:]:
        figures(Path(sys.argv[1]).resolve(), place, int(count))
