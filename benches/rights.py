"""What rights cost whoever asks: the page of gaps at 64 connections, with 300 accounts, 50 squads and 1,000 sessions, and without any.

    cargo build --release
    python3 benches/rights.py target/release/liantu /tmp/rights [accounts sessions pairs]

One city of 10,000 enterprises in two stores, a server over each; pairs alternate, so that a busy machine is slow for both. Beside it
what a log-in takes, and the most memory of the server that checked them.
"""

import concurrent.futures
import http.client
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from figures import run, status

PASSWORD = "correct horse battery 马"
CONNECTIONS = 64
ASKED = 20
SQUADS = 50
PAGE = "/chains/c1/gaps"


class Served:
    """A server over a store, and whoever asks it."""

    def __init__(self, binary: Path, store: Path):
        command = [binary, "serve", "--listen", "127.0.0.1:0", "--store", store]
        self.child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        self.host = self.child.stdout.readline().split("http://")[1].split("/")[0]

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.host, timeout=120)

    def logged_in(self, login: str) -> tuple[str, float]:
        """The cookie of a new session, and the seconds of its log-in."""
        connection = self.connection()
        connection.request("GET", "/login")
        token = re.search(r'name="token" value="([^"]+)"', connection.getresponse().read().decode())[1]
        body = urlencode({"token": token, "login": login, "password": PASSWORD, "next": "/"})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        began = time.perf_counter()
        connection.request("POST", "/login", body, headers)
        answer = connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        if answer.status != 303:
            sys.exit(f"{login}: {answer.status}")
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        return "; ".join(cookies), took

    def crowd(self, cookies: list[str]) -> float:
        """Seconds until everybody has the page so many times, each over a connection of their own."""

        def ask(cookie: str) -> None:
            connection = self.connection()
            for _ in range(ASKED):
                connection.request("GET", PAGE, headers={"Cookie": cookie} if cookie else {})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    sys.exit(f"{PAGE}: {answer.status}")

        began = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(ask, cookies))
        return time.perf_counter() - began

    def stop(self) -> None:
        self.child.terminate()
        self.child.wait()


def user(binary: Path, store: Path, *arguments: str) -> None:
    command = [str(binary), "user", *arguments, "--store", str(store), "--password-stdin"]
    subprocess.run(command, input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    binary, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    accounts, sessions, pairs = map(int, sys.argv[3:6] or (300, 1000, 9))
    files = folder / "city"
    run(binary, "generate", "--enterprises", 10_000, "--chains", 50, "--seed", 1, files)
    (files / "squads.csv").write_text("squad,name,kind\n" + "".join(f"b{n},示例第{n}队,spearhead\n" for n in range(SQUADS)))
    (files / "assignments.csv").write_text("chain,squad\n" + "".join(f"c{n + 1},b{n}\n" for n in range(SQUADS)))
    stores = [folder / "open.db", folder / "many.db"]
    for store in stores:
        run(binary, "import", files, "--store", store, "--on-error", "skip")
    user(binary, stores[1], "first", "admin")
    for nth in range(accounts):
        grants = ["--grant", ["leader:c1", "member:c1"][nth % 2], "--grant", f"recruiter:b{nth % SQUADS}"]
        user(binary, stores[1], "add", f"u{nth}", *grants)
    alone, many = (Served(binary, store) for store in stores)
    logins = [many.logged_in(f"u{nth % accounts}") for nth in range(sessions)]
    took = sorted(1000 * seconds for _, seconds in logins)
    print(f"log-in: p50 {took[len(took) // 2]:.0f} ms, worst {took[-1]:.0f} ms of {sessions}", flush=True)
    cookies = [cookie for cookie, _ in logins][-CONNECTIONS:]
    alone.crowd([""] * CONNECTIONS)
    many.crowd(cookies)
    ratios = []
    for _ in range(pairs):
        without, with_rights = alone.crowd([""] * CONNECTIONS), many.crowd(cookies)
        ratios.append(with_rights / without)
        asked = CONNECTIONS * ASKED
        print(f"without {asked / without:.0f}/s, with {asked / with_rights:.0f}/s, {with_rights / without:.2f} ×", flush=True)
    print(f"median of {pairs} pairs: {statistics.median(ratios):.2f} ×; most memory with accounts {status(many.child.pid, 'VmHWM'):.0f} MB")
    alone.stop()
    many.stop()


if __name__ == "__main__":
    main()
