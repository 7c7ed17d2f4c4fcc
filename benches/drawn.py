"""How long a browser takes over a page and over a picture (Python's own library, chromium and chromedriver).

    liantu serve --listen 127.0.0.1:8080 &
    python3 benches/drawn.py http://127.0.0.1:8080 /chains/c1/atlas /api/v1/chains/c1/atlas.svg

Every path is opened in a new browser each time, so nothing is kept from before. A page is told from the start of the
navigation; of an SVG it is told how long it takes to put it into an empty document, to lay it out and to paint it.
"""

import json
import statistics
import subprocess
import sys
import urllib.request
from urllib.parse import quote

ROUNDS = 9
WINDOW = "1366,768"

PAGE = """const done = arguments[0];
const told = () => {
  const [load] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  if (!paint || !load.loadEventEnd) return setTimeout(told, 20);
  done({ answered: load.responseEnd, painted: paint.startTime, loaded: load.loadEventEnd, bytes: load.decodedBodySize });
};
told();"""

PICTURE = """const [svg, done] = [arguments[0], arguments[1]];
requestAnimationFrame(() => requestAnimationFrame(() => {
  const began = performance.now();
  document.body.innerHTML = svg;
  const put = performance.now();
  document.body.getBoundingClientRect();
  document.body.firstElementChild.getBBox();
  const laid = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() =>
    done({ put: put - began, 'laid out': laid - began, painted: performance.now() - began, bytes: new Blob([svg]).size })));
}));"""


class Driver:
    """chromedriver on a port of its own."""

    def __init__(self) -> None:
        self.child = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        for line in self.child.stdout:
            if "successfully on port" in line:
                self.at = f"http://127.0.0.1:{line.split('on port')[1].strip(' .' + chr(10))}"
                return
        sys.exit("chromedriver did not start")

    def ask(self, path: str, body: dict | None = None, method: str = "POST"):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        asked = urllib.request.Request(self.at + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)["value"]

    def once(self, url: str, script: str, arguments: list) -> dict:
        """What a script tells of a page, in a browser opened for it."""
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", f"--window-size={WINDOW}"]}
        session = self.ask("/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        own = f"/session/{session['sessionId']}"
        try:
            self.ask(own + "/url", {"url": url})
            return self.ask(own + "/execute/async", {"script": script, "args": arguments})
        finally:
            self.ask(own, method="DELETE")


def main(server: str, paths: list[str]) -> None:
    driver = Driver()
    print("| what | bytes | median (least–most) ms |\n| --- | --- | --- |")
    try:
        for path in paths:
            url = server + quote(path, safe="/?=&%")
            if path.split("?")[0].endswith(".svg"):
                with urllib.request.urlopen(url) as answer:
                    asked = ("data:text/html,<!doctype html><body></body>", PICTURE, [answer.read().decode()])
            else:
                asked = (url, PAGE, [])
            rounds = [driver.once(*asked) for _ in range(ROUNDS)]
            size = rounds[0].pop("bytes")
            told = []
            for name in rounds[0]:
                if name != "bytes":
                    times = [one[name] for one in rounds]
                    told.append(f"{name} {statistics.median(times):.0f} ({min(times):.0f}–{max(times):.0f})")
            print(f"| {path} | {size} | {', '.join(told)} |", flush=True)
    finally:
        driver.child.terminate()
        driver.child.wait()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
