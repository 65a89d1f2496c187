"""The web process or PostgreSQL is killed in the middle of saves: whatever was acknowledged is there."""

import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from clinic.database.cluster import CLINIC, Cluster
from tests.clinic.database.clients import answer, environment, state_folder, until
from tests.journeys.people import EMAILS
from tests.journeys.serving import SECRET_KEY, fill, served
from tests.people import PASSWORD

SAVES_BEFORE_THE_KILL, SECONDS = 6, 60
# Every count that was stored since, from the history: later saves do not cover what was lost.
LAST = "SELECT coalesce(max(pgh_id), 0) FROM patients_scarfindingevent"
STORED = """SELECT array_agg(DISTINCT count_low) FROM patients_scarfindingevent
  WHERE region = 'nose' AND scar_type = '{}' AND pgh_id > {} AND count_low IS NOT NULL"""
TYPES = ("icepick", "boxcar_shallow", "rolling")


@pytest.fixture(scope="module")
def durable(tmp_path_factory):
    """A clinic on a cluster that keeps what it acknowledged, as a real one does: its environment, state and consultation."""
    with state_folder() as state:
        more = {"SECRET_KEY": SECRET_KEY, "DJANGO_SETTINGS_MODULE": "clinic.settings"}
        surroundings = environment(state, CLINIC) | more
        seeded = fill(surroundings)
        yield surroundings, state, seeded["consultations"]["begun"]


class Browser:
    """A person who saves by form, without script."""

    def __init__(self, url):
        self.url, self.opener = url, build_opener(HTTPCookieProcessor())

    def get(self, path):
        with self.opener.open(self.url + path, timeout=10) as response:
            return response.read().decode()

    def post(self, path, **fields):
        token = next(one.value for one in self.cookies if one.name == "csrftoken")
        body = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        with self.opener.open(Request(self.url + path, body, {"Referer": self.url + path}), timeout=10) as response:
            return response.status

    @property
    def cookies(self):
        return next(one for one in self.opener.handlers if isinstance(one, HTTPCookieProcessor)).cookiejar

    def sign_in(self):
        self.get("/account/sign-in/")
        self.post("/account/sign-in/", login=EMAILS["dermatologist"], password=PASSWORD)


@contextmanager
def saving(url, consultation):
    """Several people save counts that grow, each of a scar type of their own; scar type -> the counts acknowledged."""
    acknowledged, stop = {scar_type: [] for scar_type in TYPES}, threading.Event()

    def save(scar_type):
        browser = Browser(url)
        browser.sign_in()
        value = 0
        while not stop.is_set():
            value += 1
            place = f"{scar_type}.nose."
            try:
                browser.post(f"{consultation}findings/", **{f"was.{place}": "", f"count.{place}": value})
                acknowledged[scar_type].append(value)
            except (URLError, HTTPException, OSError):
                time.sleep(0.05)

    threads = [threading.Thread(target=save, args=(scar_type,), daemon=True) for scar_type in TYPES]
    for thread in threads:
        thread.start()
    try:
        yield acknowledged
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=30)


def children(process):
    with open(f"/proc/{process}/task/{process}/children") as listed:
        return [int(number) for number in listed.read().split()]


def kill_a_worker(web, state):
    os.kill(children(web.pid)[0], signal.SIGKILL)


def kill_postgresql(web, state):
    """All of it at once, so that nothing can still be written out."""
    server = Cluster(CLINIC, state).process()
    for process in (server, *children(server)):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


KILLS = (kill_a_worker, kill_postgresql)


def one_round(durable, log, kill):
    surroundings, state, consultation = durable
    with served(surroundings, log) as (url, web):
        (last,) = answer(state, LAST, name=CLINIC)
        with saving(url, consultation) as acknowledged:
            until(lambda: all(len(saved) >= SAVES_BEFORE_THE_KILL for saved in acknowledged.values()), SECONDS)
            kill(web, state)
            before = {each: len(saved) for each, saved in acknowledged.items()}
            # It goes on by itself.
            until(lambda: all(len(acknowledged[each]) > before[each] for each in TYPES), SECONDS)
        stored = {each: answer(state, STORED.format(each, last), name=CLINIC)[0] for each in TYPES}
    assert {each: set(acknowledged[each]) - set(stored[each]) for each in TYPES} == {each: set() for each in TYPES}


@pytest.mark.parametrize("kill", KILLS)
def test_what_was_acknowledged_survives_a_kill(durable, tmp_path, kill):
    one_round(durable, tmp_path / "server.log", kill)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(50))
def test_what_was_acknowledged_survives_many_kills(durable, tmp_path, number):
    one_round(durable, tmp_path / "server.log", KILLS[number % 2])
