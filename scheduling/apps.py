from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """When and where: resources, hours, appointments."""

    name = "scheduling"
