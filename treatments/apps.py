from django.apps import AppConfig


class TreatmentsConfig(AppConfig):
    """What is planned and what is done; here stands the one bridge to the planner."""

    name = "treatments"

    def ready(self):
        from treatments import hooks

        hooks.join()
