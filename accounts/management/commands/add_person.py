"""manage.py add_person: how the first clinic admin comes to a new clinic, before anybody can sign in."""

from django.core.management.base import BaseCommand, CommandError

from accounts import actions, audit
from accounts.access import ROLES
from accounts.forms import PersonForm
from accounts.invitations import password_path
from accounts.refusals import Refused


class Command(BaseCommand):
    """Adds somebody and prints the address at which that person chooses a password."""

    help = "Add somebody who works here, and print the address at which a password is chosen. It serves once."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("full_name", help="in quotation marks")
        parser.add_argument("--title", default="", help="such as Dr")
        parser.add_argument("--role", action="append", required=True, choices=list(ROLES), help="may be given again")

    def handle(self, *, email, full_name, title, role, **options):
        form = PersonForm({"email": email, "full_name": full_name, "title": title, "roles": role})
        if not form.is_valid():
            raise CommandError(" ".join(error for errors in form.errors.values() for error in errors))
        try:
            with audit.visit(path="command add_person"):
                user = actions.add_person(by=None, **form.cleaned_data)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{user} was added. The password is chosen at {password_path(user)}")
