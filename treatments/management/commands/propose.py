"""manage.py propose: the proposal for a case as one JSON document; with --jsonl one line for every line."""

import json
from typing import BinaryIO

from treatments.management.case_command import CaseCommand


class Command(CaseCommand):
    help = "Print the proposal for a case as one JSON document."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--jsonl", action="store_true", help="read one case per line, answer each with one line at once"
        )

    def answer(self, source: BinaryIO, catalog, *, jsonl, **options):
        from treatments import case_files, proposals

        if jsonl:
            self.answer_lines(source, catalog)
        else:
            document = proposals.proposal_document(case_files.read_whole(source), catalog)
            self.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))

    def answer_lines(self, source: BinaryIO, catalog):
        """Answer every line as soon as it is read: with its proposal, or with what is wrong in it."""
        from treatments import case_files, proposals

        for line in case_files.read_lines(source):
            try:
                answer = proposals.proposal_document(case_files.within_bound(line), catalog)
            except proposals.CaseError as error:
                answer = {"error": {"field": error.field, "problem": error.problem, "allowed": error.allowed}}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
            self.stdout.flush()
