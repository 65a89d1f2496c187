"""The demonstration's key is made once, kept, and closed to others."""

import pytest

from clinic.demo.key import NAME, kept_key


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("CICATRIX_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def test_restart_finds_the_key_of_the_first_start(state):
    first = kept_key()

    assert kept_key() == first
    assert len(first) >= 50


def test_key_is_closed_to_others(state):
    kept_key()

    assert (state / NAME).stat().st_mode & 0o077 == 0


def test_key_whose_writing_was_cut_off_is_made_anew(state):
    kept_key()
    (state / NAME).write_text("")

    assert len(kept_key()) >= 50
