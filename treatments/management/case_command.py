"""What the commands propose and explain share: cases in, answers on standard output, refusals on standard error."""

import os
import sys
from typing import BinaryIO

from django.core.management.base import BaseCommand

BAD_CASE = 2
NO_CATALOG = 3
READER_GONE = 141  # what a shell reports of a program ended by SIGPIPE


class CaseCommand(BaseCommand):
    """A command that answers a case. With --pack it opens no database; it writes no file and starts nothing.

    Exit code 2: the case is malformed, 3: no catalog version is in force; each with one line on standard error.
    """

    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("case", metavar="CASE.json", help="the case as a JSON document; - reads standard input")
        parser.add_argument("--pack", action="store_true", help="use the shipped pack instead of the clinic's catalog")

    def handle(self, *, case, pack, **options):
        from treatments import case_files, proposals  # here, so that --help does not wait for the planner

        speak_utf8()
        try:
            catalog = proposals.shipped_catalog() if pack else proposals.catalog_in_force()
            with case_files.opened(case) as source:
                self.answer(source, catalog, **options)
            self.stdout.flush()
        except proposals.CaseError as error:
            self.refuse(f"field: {error.field}; problem: {error.problem}; allowed: {error.allowed}", BAD_CASE)
        except proposals.NoCatalogInForce as error:
            self.refuse(str(error), NO_CATALOG)
        except BrokenPipeError:
            leave_quietly()

    def answer(self, source: BinaryIO, catalog, **options):
        """Print what there is to say about the case or cases in `source`. May raise CaseError."""
        raise NotImplementedError

    def refuse(self, message: str, code: int):
        """Say in one line why there is no answer, and end."""
        self.stderr.write(message)
        sys.exit(code)


def speak_utf8() -> None:
    """Print UTF-8 whatever the locale; half a surrogate pair, which UTF-8 cannot carry, becomes its JSON escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def leave_quietly() -> None:
    """End without a traceback when nobody reads any more; what is still buffered goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(READER_GONE)
