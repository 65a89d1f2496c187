"""Where the browser of the journeys comes from: CHROMIUM, the path, playwright's own, or apt for root.

`python -m tests.journeys.chromium` finds or fetches one, before any test begins.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
APT = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
MISSING = "The journeys need a browser. Run: {} -m playwright install --with-deps chromium   (or set CHROMIUM to one)"


class NoChromium(Exception):
    """No browser is found on this machine."""


def executable() -> str:
    """The path of a browser that is there. Raises NoChromium."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise NoChromium(f"CHROMIUM is {named!r}, and there is no such program.")
        return named
    if found := next(filter(None, map(shutil.which, NAMES)), None) or _of_playwright():
        return found
    raise NoChromium(MISSING.format(sys.executable))


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def fetch() -> str:
    """The path of a browser, installed where none is found and that can be done. Raises NoChromium."""
    try:
        return executable()
    except NoChromium:
        if os.environ.get("CHROMIUM"):
            raise
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(APT, check=False, **quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return executable()


if __name__ == "__main__":
    try:
        fetch()
    except NoChromium as missing:
        sys.exit(str(missing))
