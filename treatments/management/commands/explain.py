"""manage.py explain: the tree of reasons behind the proposal for a case, to be read by a person."""

from typing import BinaryIO

from treatments.management.case_command import CaseCommand


class Command(CaseCommand):
    help = "Print the tree of reasons behind the proposal for a case."

    def answer(self, source: BinaryIO, catalog, **options):
        from treatments import case_files, proposals

        self.stdout.write(proposals.explanation(case_files.read_whole(source), catalog))
