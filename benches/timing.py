"""Whether the time of an answer tells what it must not: a login that nobody has against a wrong password, and the page of a chain
that one may not see against one that is not there.

    cargo build --release
    python3 benches/timing.py target/release/liantu /tmp/timing [log-ins pages]

Pairs alternate in changing order. Told is the median of the ratios with the interval in which it lies 19 times of 20 (bootstrap): an
interval that holds 1 and is narrower than 5 % says that nobody learns anything in so many tries.
"""

import http.client
import random
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from figures import run
from rights import PASSWORD, user

PUBLIC = "liantu.example.invalid"


class Behind:
    """A server behind a proxy that says where each attempt comes from: what one address tries is counted."""

    def __init__(self, binary: Path, store: Path):
        proxy = ["--behind-proxy", f"https://{PUBLIC}", "--trust-proxy", "127.0.0.1"]
        command = [binary, "serve", "--listen", "127.0.0.1:0", "--store", store, *proxy]
        self.child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        host = re.search(r"127\.0\.0\.1:\d+", self.child.stdout.readline())[0]
        self.connection = http.client.HTTPConnection(host, timeout=120)
        self.nth = 0

    def ask(self, method: str, path: str, cookie: str = "", **fields: str) -> tuple[http.client.HTTPResponse, bytes, float]:
        self.nth += 1
        address = f"203.0.{self.nth // 250 % 250}.{self.nth % 250 + 1}"
        headers = {"Host": PUBLIC, "X-Forwarded-For": address, "X-Forwarded-Proto": "https", "Cookie": cookie}
        if fields:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{PUBLIC}"}
        began = time.perf_counter()
        self.connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        return answer, body, time.perf_counter() - began

    def log_in(self, login: str, password: str) -> tuple[http.client.HTTPResponse, float]:
        _, page, _ = self.ask("GET", "/login")
        token = re.search(r'name="token" value="([^"]+)"', page.decode())[1]
        answer, _, took = self.ask("POST", "/login", token=token, login=login, password=password, next="/")
        return answer, took

    def stop(self) -> None:
        self.child.terminate()
        self.child.wait()


def told(what: str, pairs: list[tuple[float, float]]) -> None:
    ratios = [one / other for one, other in pairs]
    medians = sorted(statistics.median(random.choices(ratios, k=len(ratios))) for _ in range(1000))
    low, high = medians[25], medians[974]
    ms = [1000 * statistics.median(side) for side in zip(*pairs)]
    print(f"{what}: {ms[0]:.2f} and {ms[1]:.2f} ms, {statistics.median(ratios):.3f} × ({low:.3f} to {high:.3f}) of {len(pairs)}", flush=True)


def pairs(count: int, one, other) -> list[tuple[float, float]]:
    found = []
    for nth in range(count):
        if nth % 2:
            second = other(nth)
            found.append((one(nth), second))
        else:
            found.append((one(nth), other(nth)))
    return found


def main() -> None:
    binary, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    log_ins, pages = map(int, sys.argv[3:5] or (300, 3000))
    files, store = folder / "city", folder / "timing.db"
    run(binary, "generate", "--enterprises", 2_000, "--chains", 5, "--seed", 1, files)
    run(binary, "import", files, "--store", store)
    user(binary, store, "first", "admin")
    user(binary, store, "add", "one", "--grant", "member:c1")
    # Few tries of each: what is tried on one account slows the next.
    known = [f"u{nth}" for nth in range((log_ins + 3) // 4)]
    for login in known:
        user(binary, store, "add", login, "--grant", "member:c1")
    server = Behind(binary, store)

    def tried(login: str) -> float:
        answer, took = server.log_in(login, "wrong horse battery 马")
        if answer.status == 303:
            sys.exit(f"{login} came in")
        return took

    told("log-in: nobody's against a wrong password", pairs(log_ins, lambda nth: tried(f"x{nth // 4}"), lambda nth: tried(known[nth // 4])))
    answer, _ = server.log_in("one", PASSWORD)
    cookie = "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")

    def page(chain: str) -> float:
        answer, _, took = server.ask("GET", f"/chains/{chain}/gaps", cookie)
        if answer.status != 404:
            sys.exit(f"{chain}: {answer.status}")
        return took

    told("404: another's chain against none", pairs(pages, lambda nth: page(f"c{2 + nth % 4}"), lambda nth: page(f"z{2 + nth % 4}")))
    server.stop()


if __name__ == "__main__":
    main()
