from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who works here: people, their roles, and the trail of what they did."""

    name = "accounts"

    def ready(self):
        from accounts import signals  # noqa: F401  (listens)

    @property
    def navigation(self):
        from accounts.navigation import Entry

        return (
            Entry("people", _("People"), "people", place=80),
            Entry("audit_trail", _("Audit trail"), "list-check", place=90),
        )
