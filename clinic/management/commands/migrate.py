"""manage.py migrate: Django's own, as the owner of the tables, who then gives the application its rights."""

from django.core.management.commands import migrate

from clinic.database import grants


class Command(migrate.Command):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not options["plan"]:
            grants.apply(options["database"])
