"""What documents, a change and a crowd cost whoever asks beside them, with nothing but the binary (Linux, Python's own library).

    cargo build --release
    python3 benches/beside.py target/release/liantu /tmp/beside [city|chain|followed|crowd …]

It makes a city of 20,000 firms (3 chains) and one whose only chain has 1,000 leaves, and asks each for 16 documents at once while
another client asks `/healthz` again and again, each time over a new connection. Then it imports a tenth of the city beside the
same client, and last holds 1,100 half requests against a server of 1,024 descriptors and tells it to stop. What is told with it: how
busy the machine was (processor seconds of others a second), for on a busy one the figures are the machine's.
"""

import http.client
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from figures import line, run, status

FIRMS, LEAVES, CHAINS = 20_000, 1_000, 3
DOCUMENTS, HALF, DESCRIPTORS = 16, 1_100, 1_024
HOME = "340100"


class Served:
    """A server of its own over a store."""

    def __init__(self, binary: Path, store: Path, descriptors: int | None = None):
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        command = [binary, "serve", "--listen", "127.0.0.1:0", "--store", store]
        limited = limit if descriptors else None
        self.child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True, preexec_fn=limited)
        self.address = self.child.stdout.readline().split("http://")[1].split("/")[0]

    def ask(self, path: str) -> tuple[int, int, float]:
        """Status, bytes and milliseconds, over a connection of its own."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self.address, timeout=600)
        connection.request("GET", path)
        answer = connection.getresponse()
        size = len(answer.read())
        connection.close()
        return answer.status, size, 1000 * (time.perf_counter() - began)

    def stop(self) -> float:
        """Seconds until it ended, told to."""
        began = time.perf_counter()
        self.child.terminate()
        self.child.wait(60)
        return time.perf_counter() - began

    def memory(self, field: str) -> float:
        return status(self.child.pid, field)


def processor() -> float:
    """Processor seconds of the whole machine, but idle and waiting."""
    ticks = [int(text) for text in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return (sum(ticks[:8]) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def own(pid: int) -> float:
    """Processor seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def beside(server: Served, what: str, work) -> None:
    """Does some work while `/healthz` is asked, and tells how long each answer took."""
    times, over = [], threading.Event()

    def asks() -> None:
        while not over.is_set():
            code, _, took = server.ask("/healthz")
            if code != 200:
                sys.exit(f"/healthz: {code}")
            times.append(took)
            time.sleep(0.005)

    asking = threading.Thread(target=asks)
    Path(f"/proc/{server.child.pid}/clear_refs").write_text("5")
    before, began, busy, spent = server.memory("VmRSS"), time.perf_counter(), processor(), own(server.child.pid)
    asking.start()
    told = work()
    over.set()
    asking.join()
    wall = time.perf_counter() - began
    spent = own(server.child.pid) - spent
    others = (processor() - busy - spent) / wall
    times.sort()
    health = f"{statistics.median(times):.1f} / {times[int(0.99 * (len(times) - 1))]:.1f} / {times[-1]:.1f} ms of {len(times)}"
    line(what, f"{told}; {wall:.1f} s, {spent:.1f} s CPU; /healthz p50 / p99 / most {health}; {server.memory('VmHWM') - before:.0f} MB more "
         f"than {before:.0f}; others took {others:.1f} of {os.cpu_count()} cores")


def at_once(server: Served, paths: list[str]):
    """Asks for all of them at once."""

    def work() -> str:
        answers = [None] * len(paths)

        def ask(nth: int) -> None:
            answers[nth] = server.ask(paths[nth])

        asking = [threading.Thread(target=ask, args=(nth,)) for nth in range(len(paths))]
        [one.start() for one in asking]
        [one.join() for one in asking]
        wrong = [(path, answer) for path, answer in zip(paths, answers) if answer[0] != 200]
        if wrong:
            sys.exit(f"not made: {wrong}")
        return f"{sum(size for _, size, _ in answers) / 1e6:.1f} MB, the first after {min(took for *_, took in answers) / 1000:.1f} s"

    return work


def documents(chains: list[str]) -> list[str]:
    kinds = ["map.pdf?chain={}", "map.xlsx?chain={}", "map.html?chain={}", "chains/{}/atlas.pdf?chain={}"]
    return ["/api/v1/" + kinds[nth % len(kinds)].replace("{}", chains[nth % len(chains)]) for nth in range(DOCUMENTS)]


def pages(chains: list[str]) -> list[str]:
    """Pages with a picture in them."""
    kinds = ["/chains/{}/atlas", "/map?chain={}"]
    return [kinds[nth % 2].replace("{}", chains[nth // 2 % len(chains)]) for nth in range(4 * DOCUMENTS)]


def long_chain(files: Path) -> None:
    """A chain of many leaves that feed later ones, and firms in two of them each."""
    chance = random.Random(1)
    files.mkdir(exist_ok=True)

    def write(name: str, header: str, rows) -> None:
        files.joinpath(f"{name}.csv").write_text("\n".join([header, *rows, ""]))

    write("chains", "chain,name,adcode", [f"c1,长产业链,{HOME}"])
    stages = ["upstream", "midstream", "downstream"]
    write("segments", "segment,chain,name,stage,surveyed", [f"s{i},c1,环节{i},{stages[3 * i // LEAVES]},2026-05-01" for i in range(LEAVES)])
    feeds = {(i, chance.randrange(i + 1, LEAVES)) for i in range(LEAVES - 1) for _ in range(3)}
    write("feeds", "from,to", [f"s{a},s{b}" for a, b in sorted(feeds)])
    regions = [HOME, "310000", "320500", "440300", "330100"]
    write("enterprises", "enterprise,name,adcode", [f"e{i},虚构企业{i}有限公司,{chance.choice(regions)}" for i in range(FIRMS)])
    members = {(i, chance.randrange(LEAVES)) for i in range(FIRMS) for _ in range(2)}
    write("members", "enterprise,segment", [f"e{i},s{s}" for i, s in sorted(members)])


def crowd(binary: Path, store: Path) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (4 * HALF, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    server = Served(binary, store, DESCRIPTORS)
    host, port = server.address.rsplit(":", 1)
    half = f"GET / HTTP/1.1\r\nHost: {server.address}\r\nX: ".encode()
    held = []
    for _ in range(HALF):
        held.append(socket.create_connection((host, int(port)), timeout=30))
        held[-1].sendall(half)
    times = sorted(server.ask(path)[2] for _ in range(50) for path in ("/healthz", f"/chains/c1/gaps?home={HOME}"))
    line(f"{HALF} half requests at {DESCRIPTORS} descriptors", f"100 others answered, p50 {times[50]:.1f} ms, most {times[-1]:.1f} ms; told to stop, it ended in {server.stop():.1f} s")


def asked(binary: Path, folder: Path, name: str, chains: list[str]) -> None:
    """Documents and pages of a city, at once."""
    server = Served(binary, folder / f"{name}.db")
    one = [server.ask(path) for path in documents(chains)[:4]]
    line(f"{name}: one document after the other", ", ".join(f"{took / 1000:.2f} s" for *_, took in one))
    beside(server, f"{name}: {DOCUMENTS} documents at once", at_once(server, documents(chains)))
    beside(server, f"{name}: {4 * DOCUMENTS} pages with pictures at once", at_once(server, pages(chains)))
    server.stop()


def followed(binary: Path, folder: Path) -> None:
    """An import beside a server, until it is shown."""
    server = Served(binary, folder / "city.db")
    server.ask("/chains/c1/gaps")

    def work() -> str:
        _, seconds, _, _ = run(binary, "import", "--store", folder / "city.db", folder / "more", "--accept-renames")
        time.sleep(3)
        return f"imported in {seconds:.1f} s"

    beside(server, f"an import of {FIRMS // 10} firms, and 3 s after it", work)
    server.stop()


def made(binary: Path, folder: Path) -> None:
    """The cities and their stores."""
    generate = [binary, "generate", "--chains", CHAINS]
    run(*generate, "--enterprises", FIRMS, "--seed", 1, folder / "city")
    run(*generate, "--enterprises", FIRMS // 10, "--seed", 2, folder / "more")
    long_chain(folder / "chain")
    for name in ("city", "chain"):
        for old in folder.glob(f"{name}.db*"):
            old.unlink()
        run(binary, "import", "--store", folder / f"{name}.db", folder / name)


PARTS = {
    "city": lambda binary, folder: asked(binary, folder, "city", [f"c{nth}" for nth in range(1, CHAINS + 1)]),
    "chain": lambda binary, folder: asked(binary, folder, "chain", ["c1"]),
    "followed": followed,
    "crowd": lambda binary, folder: crowd(binary, folder / "city.db"),
}


if __name__ == "__main__":
    if len(sys.argv) < 3 or not set(sys.argv[3:]) <= set(PARTS):
        sys.exit(__doc__)
    binary, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    made(binary, folder)
    print("\n| work | measured |\n| --- | --- |")
    for part in sys.argv[3:] or PARTS:
        PARTS[part](binary, folder)
