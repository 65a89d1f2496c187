"""Where an embedded PostgreSQL stands, who may reach it, and what it refuses to touch."""

import os
import shutil
import stat

import pytest

from clinic.database import access, binaries, places
from clinic.database.cluster import TESTS, Cluster
from clinic.database.errors import ClusterError
from tests.clinic.database.clients import answer, end, manage, started


def test_folders_are_closed_to_others(state):
    with started(state):
        for folder in (state, state / "tests", state / "tests" / "data", state / "tests" / "socket"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert folder.stat().st_uid == places.server_user().pw_uid


def test_nothing_listens_on_the_network(state):
    with started(state):
        assert answer(state, "SHOW listen_addresses") == ("",)


def test_folder_open_to_others_is_refused_and_left(state):
    state.mkdir(mode=0o755)

    with pytest.raises(ClusterError, match="closed to others"):
        places.make_private(state)
    assert stat.S_IMODE(state.stat().st_mode) == 0o755


def test_folders_above_stay_as_they_are(state):
    before = stat.S_IMODE(state.parent.stat().st_mode)

    places.make_private(state)

    assert stat.S_IMODE(state.parent.stat().st_mode) == before


def test_data_of_another_major_version_is_refused_and_left(state):
    with started(state):
        pass
    end(state)
    version = Cluster(TESTS, state).data / "PG_VERSION"
    version.write_text("12\n")

    refused = manage(state, "migrate")

    assert refused.returncode != 0
    assert "was made by PostgreSQL 12, and PostgreSQL" in refused.stderr
    assert version.read_text() == "12\n"


def test_path_too_long_for_a_socket_is_refused(state):
    with pytest.raises(ClusterError, match="too long for a socket"):
        places.fits_a_socket(state / ("x" * 100))


def test_state_folder_is_outside_and_own_to_the_checkout(monkeypatch, tmp_path):
    monkeypatch.delenv("CICATRIX_STATE", raising=False)
    here = places.state_folder()
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)

    assert places.state_folder() != here
    assert tmp_path not in places.state_folder().parents


def test_one_looks_into_a_private_home_as_root_only(state, tmp_path, monkeypatch):
    """What root may read the server's user may not: such programs are copied."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "bin").mkdir()
    tmp_path.chmod(0o700)

    assert places.reachable(tmp_path / "bin" / "postgres") is (tmp_path.stat().st_uid == places.server_user().pw_uid)


def test_same_case_rules_everywhere(state):
    with started(state):
        assert answer(state, "SELECT lower('ÄÉÑŁ'), 'é' > 'z', current_setting('TimeZone')") == ("äéñł", True, "UTC")
        assert answer(state, "SELECT current_setting('jit'), current_setting('server_encoding')") == ("off", "UTF8")


def test_programs_run_although_they_are_installed_in_a_private_home(state, monkeypatch):
    """As root the server's user cannot enter there, and gets a copy with the libraries that belong to it."""
    site, home = binaries.installed().parents[2], state.parent / "home"
    home.mkdir(mode=0o700)
    for part in (binaries.PACKAGE, f"{binaries.PACKAGE}.libs"):
        shutil.copytree(site / part, home / part)
    monkeypatch.setattr(binaries, "installed", lambda: home / binaries.PACKAGE / "pginstall18" / "bin")

    cluster = access.opened(Cluster(TESTS, state))

    assert cluster.process()
    assert places.reachable(cluster.programs / "postgres")
