"""manage.py propose: one document for one case, one line for one line, and words for what is malformed."""

import json
import subprocess
import sys

import pytest

from catalog.pack import load_shipped_pack
from tests.house.repository import ROOT
from tests.treatments.commands import (
    CASES,
    PUBLISHED,
    beside_the_catalog,
    database_of_this_test,
    environment,
    run,
    start,
)

CASE = CASES / "icepick-and-rolling.json"
ANSWERED = {
    "catalog",
    "scores",
    "no_procedure",
    "regimens",
    "set_aside",
    "questions",
    "sources",
    "wishes_not_judged",
}
WATCHED = """
import runpy, sys
def watch(event, args):
    if event == "open" and (args[2] or 0) & 3 or event.split(".")[0] in ("subprocess", "socket", "shutil", "tempfile"):
        print("DID", event, args, file=sys.stderr)
    if event in ("os.mkdir", "os.rename", "os.remove", "os.fork", "os.posix_spawn", "os.exec", "os.system", "os.chmod"):
        print("DID", event, args, file=sys.stderr)
sys.addaudithook(watch)
sys.path.insert(0, sys.argv[1])
sys.argv[:2] = ["manage.py"]
runpy.run_path(sys.path[0] + "/manage.py", run_name="__main__")
"""


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_case_is_answered_with_one_document(name):
    answered = run("propose", "--pack", str(CASES / f"{name}.json"))

    assert (answered.returncode, answered.stderr) == (0, b"")
    assert set(json.loads(answered.stdout)) == ANSWERED
    assert answered.stdout.endswith(b"\n}\n")


def test_standard_input_and_file_get_the_same_bytes_in_any_locale():
    from_file = run("propose", "--pack", str(CASE))
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "7"}
    from_input = run("propose", "--pack", "-", stdin=CASE.read_bytes(), **plain)

    assert from_file.returncode == 0
    assert from_input.stdout == from_file.stdout


def test_pack_leaves_no_trace(tmp_path):
    """No database, no file, no process: with a database nobody can reach and no secret key."""
    answered = subprocess.run(
        [sys.executable, "-c", WATCHED, str(ROOT), "propose", "--pack", str(CASE)],
        cwd=tmp_path,
        env=environment(HOME=str(tmp_path), TMPDIR=str(tmp_path)),
        capture_output=True,
        text=True,
    )

    assert (answered.returncode, answered.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        (b"", b"document", b"is empty"),
        (b"{", b"document", b"is not JSON"),
        (b"\xff\xfe{}", b"document", b"is not UTF-8"),
        (b"[" * 100_000, b"document", b"nested too deeply"),
        (b" " * 1_000_001, b"document", b"is longer than 1000000 bytes"),
        (b'{"on": "2026-13-01"}', b"on", b"2026-13-01"),
        ('{"on": "2026-11-22", "naïve": 1}'.encode(), b'"na\xc3\xafve"', b"allowed: one of: about, on"),
    ],
)
def test_malformed_case_is_refused_in_one_line(text, field, words):
    refused = run("propose", "--pack", "-", stdin=text)

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.startswith(b"field: " + field)
    assert words in refused.stderr
    assert refused.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", ["propose", "explain"])
@pytest.mark.parametrize(("name", "words"), [("missing.json", b"No such file"), (".", b"Is a directory")])
def test_file_that_cannot_be_read_is_refused_in_one_line(command, name, words, tmp_path):
    refused = run(command, "--pack", name, cwd=tmp_path)

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.startswith(b"field: document; problem: cannot be read: " + words)
    assert refused.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", ["propose", "explain"])
def test_without_a_database_within_reach_it_says_so(command):
    refused = run(command, str(CASE))

    assert (refused.returncode, refused.stdout) == (3, b"")
    assert refused.stderr == (
        b"The database of this installation cannot be reached. Start it, or use --pack for the shipped pack.\n"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["propose", "explain"])
def test_without_a_catalog_in_force_it_says_so(command):
    refused = run(command, str(CASE), DATABASE_URL=database_of_this_test())

    assert (refused.returncode, refused.stdout) == (3, b"")
    assert refused.stderr == (
        b"No catalog version is in force in this installation. Use --pack for the shipped pack.\n"
    )


@pytest.mark.django_db(transaction=True)
def test_catalog_in_force_answers_as_the_pack_does():
    load_shipped_pack()

    answered = run("propose", str(CASE), DATABASE_URL=database_of_this_test())

    assert (answered.returncode, answered.stderr) == (0, b"")
    clinic, pack = (json.loads(one.stdout) for one in (answered, run("propose", "--pack", str(CASE))))
    assert clinic["catalog"]["version"].startswith("version 1 ")
    assert beside_the_catalog(clinic) == beside_the_catalog(pack)


@pytest.mark.django_db(transaction=True)
def test_database_that_was_not_set_up_is_named():
    refused = run("propose", str(CASE), DATABASE_URL=database_of_this_test(name="postgres"))

    assert (refused.returncode, refused.stdout) == (3, b"")
    assert refused.stderr == (
        b"The database of this installation is not set up: run migrate, or use --pack for the shipped pack.\n"
    )


def test_every_line_is_answered_at_once():
    case = json.dumps(json.loads(CASE.read_text())).encode()
    with start("propose", "--pack", "--jsonl", "-") as process:
        answers = []
        for line in (case, b"{}", b"\n\xff", b'{"on": "\\ud800"}', case):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        rest, complaints = process.stdout.read(), process.stderr.read()

    assert [set(answer) == ANSWERED for answer in answers] == [True, False, False, False, True]
    assert all(set(answer["error"]) == {"field", "problem", "allowed"} for answer in answers[1:4])
    assert answers[0] == answers[4]
    assert (process.returncode, rest, complaints) == (0, b"", b"")


@pytest.mark.parametrize("arguments", [("propose", "--pack", "--jsonl", "-"), ("propose", "--pack", "-")])
def test_reader_that_leaves_causes_no_traceback(arguments):
    case = json.dumps(json.loads(CASE.read_text())).encode() + b"\n"
    with start(*arguments) as process:
        process.stdout.close()
        process.stdin.write(case if "--jsonl" not in arguments else case * 3)
        process.stdin.close()
        complaints = process.stderr.read()

    assert (process.returncode, complaints) == (141, b"")
