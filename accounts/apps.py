from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works here: people, their roles, and the trail of what they did."""

    name = "accounts"
