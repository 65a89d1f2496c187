"""Malformed cases: one thing wrong with a sound case, the field that must be named, and a word that must be said.

A row of TEXTS is a text that is wrong as a whole or before any of its fields is read.
"""

import copy
import json
import re

from tests.planner.case.malformed_fields import LEFT_OUT, ON, SOUND, WRONG

HEAD = f'{{"on": "{ON}", '
TEXTS = [
    ("nothing", "", "document", "empty"),
    ("spaces", " \n ", "document", "empty"),
    ("no bytes", b"", "document", "empty"),
    ("words", "rolling x12 cheek_lower left", "document", "not JSON"),
    ("half a document", '{"on": "2026-11-22"', "document", "not JSON"),
    ("two documents", "{} {}", "document", "not JSON"),
    ("a comma too many", '{"on": "2026-11-22",}', "document", "not JSON"),
    ("single quotes", "{'on': '2026-11-22'}", "document", "not JSON"),
    ("a comment", '{"on": "2026-11-22"} // today', "document", "not JSON"),
    ("a line break in text", '{"on": "2026\n"}', "document", "not JSON"),
    ("hexadecimal", '{"on": 0x1}', "document", "not JSON"),
    ("a leading nought", '{"on": 01}', "document", "not JSON"),
    ("half an escape", '{"on": "\\u12"}', "document", "not JSON"),
    ("None", "None", "document", "not JSON"),
    ("null", "null", "document", "JSON object"),
    ("a list", "[]", "document", "a list"),
    ("a list of cases", "[{}]", "document", "a list"),
    ("text", '"case"', "document", "an object"),
    ("a number", "3", "document", "an object"),
    ("a flag", "true", "document", "an object"),
    ("NaN alone", "NaN", "document", "NaN"),
    ("no fields", "{}", "on", "missing"),
    ("byte order mark", "\ufeff{}", "document", "starts with a byte order mark"),
    ("byte order mark in bytes", b"\xef\xbb\xbf{}", "document", "starts with a byte order mark"),
    ("UTF-16", '{"on": "2026-11-22"}'.encode("utf-16"), "document", "not UTF-8"),
    ("UTF-32", '{"on": "2026-11-22"}'.encode("utf-32-le"), "document", "NUL"),
    ("Latin 1", '{"about": "Zoë"}'.encode("latin-1"), "document", "not UTF-8 at byte 13"),
    ("bytes of an image", b"\x89PNG\r\n\x1a\n", "document", "not UTF-8"),
    ("overlong byte", b'{"about": "\xc0\x80"}', "document", "not UTF-8"),
    ("half a character", '{"about": "\ud800"}', "document", "UTF-8"),
    ("half a character in bytes", b'{"about": "\xed\xa0\x80"}', "document", "not UTF-8"),
    ("half a character escaped", '{"about": "\\udfff"}', "about", "UTF-8"),
    ("half a character as a name", '{"\\ud800": 1}', '"\\ud800"', "not a known field"),
    ("NUL", '{"on": "\0"}', "document", "NUL"),
    ("NUL escaped", '{"about": "\\u0000"}', "about", "NUL"),
    ("NUL escaped in a day", '{"on": "2026-11-22\\u0000"}', "on", "\\x00"),
    ("deep lists", "[" * 100_000, "document", "nested too deeply"),
    ("deep lists closed", "[" * 100_000 + "]" * 100_000, "document", "nested too deeply"),
    ("deep objects", '{"on":' * 100_000, "document", "nested too deeply"),
    ("lists not so deep", '{"on": ' + "[" * 200 + "]" * 200 + "}", "on", "a list"),
    ("too long", '{"about": "' + "a" * 1_000_000 + '"}', "document", "at most 1000000"),
    ("10 MB of spaces", " " * 10_000_000, "document", "at most 1000000"),
    ("10 MB of bytes", b"[" * 10_000_000, "document", "10000000 bytes"),
    ("bytes of many characters", ("é" * 1_500_000).encode(), "document", "1500000 characters"),
    ("a day twice", HEAD + f'"on": "{ON}"}}', "on", "twice"),
    ("a patient twice", HEAD + '"patient": {}, "patient": {}}', "patient", "twice"),
    ("sex twice", HEAD + '"patient": {"sex": "male", "sex": "female"}}', "patient.sex", "twice"),
    (
        "an answer twice",
        HEAD + '"patient": {}, "assessment": {}, "answers": {"pregnant": "no", "pregnant": "yes"}}',
        "answers.pregnant",
        "twice",
    ),
    ("a name twice in a day", '{"on": {"a": 1, "a": 2}}', "on", "an object"),
    ("NaN", HEAD + '"patient": {"age": NaN}}', "patient.age", "NaN"),
    ("infinity", HEAD + '"patient": {"age": Infinity}}', "patient.age", "infinite"),
    ("minus infinity", HEAD + '"patient": {"age": -Infinity}}', "patient.age", "infinite"),
    ("a power too large", HEAD + '"patient": {"age": 1e400}}', "patient.age", "infinite"),
    ("a number of 5000 digits", HEAD + f'"patient": {{"age": {"1" * 5000}}}}}', "patient.age", "too many digits"),
    ("a number of 900000 digits", HEAD + f'"patient": {{"age": {"1" * 900_000}}}}}', "patient.age", "too many digits"),
    (
        "a fraction of 900000 digits",
        HEAD + f'"patient": {{"age": 0.{"1" * 900_000}}}}}',
        "patient.age",
        "too many digits",
    ),
    ("a number of 30 digits", HEAD + f'"patient": {{"age": {"1" * 30}}}}}', "patient.age", "more than 15 digits"),
    ("a name of 900000 letters", f'{{"{"a" * 900_000}": 1}}', '"' + "a" * 60 + '…" (900000 characters)', "about, on"),
    ("60000 names", "{" + ", ".join(f'"a{i}": 1' for i in range(60_000)) + "}", "a0", "not a known field"),
    (
        "100000 findings",
        HEAD + f'"patient": {{}}, "assessment": {{"findings": [{"{},".rstrip() * 100_000}{{}}]}}}}',
        "assessment.findings",
        "at most 1000",
    ),
    (
        "100000 wishes",
        HEAD + f'"patient": {{}}, "assessment": {{}}, "preferences": {{"avoid": [{"1," * 100_000}1]}}}}',
        "preferences.avoid",
        "at most",
    ),
]


def with_wrong(path, value, document=None):
    """A sound document (SOUND, or `document`) with `value` at `path`, or with nothing there when it is LEFT_OUT."""
    document = copy.deepcopy(SOUND if document is None else document)
    *way, last = [
        int(place) if place.isdigit() else place for place in re.split(r"\.|\[|\]\.?", path.removesuffix("]"))
    ]
    holder = document
    for step in way:
        holder = holder[step]
    if isinstance(holder, list) and last == len(holder):
        holder.append(value)
    elif value == LEFT_OUT:
        del holder[last]
    else:
        holder[last] = value
    return document


def malformed_documents():
    """(what is wrong, document, field, word) of every row of WRONG."""
    rows = [row if len(row) == 5 else (*row, row[1]) for row in WRONG]
    return [(name, with_wrong(path, value), field, word) for name, path, value, word, field in rows]


def malformed_texts():
    """(what is wrong, text or bytes, field, word) of every malformed case; what JSON can carry is written as JSON."""
    return TEXTS + [(name, json.dumps(document), field, word) for name, document, field, word in malformed_documents()]
