"""What the application's login role may do, table by table (docs/adr/0006).

Each app says so in its own grants.py, GRANTS = {table: (right, ...)}. What nobody lists may only be read.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")  # never TRUNCATE, REFERENCES or TRIGGER


def listed() -> dict[str, tuple[str, ...]]:
    """Table -> rights of all apps. Raises ImproperlyConfigured."""
    lists = [
        import_module(f"{app.name}.grants").GRANTS for app in apps.get_app_configs() if find_spec(f"{app.name}.grants")
    ]
    rights = {table: said for each in lists for table, said in each.items()}
    if wrong := {table: said for table, said in rights.items() if not set(said) <= set(RIGHTS)}:
        raise ImproperlyConfigured(f"grants.py lists {wrong}; allowed: {', '.join(RIGHTS)}.")
    return rights


def apply(using: str = "owner") -> None:
    """Take every right from the application's role and give it those listed. `using` connects as the owner."""
    connection = connections[using]
    role = settings.DATABASE_APP_ROLE
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role:
            return  # one login serves both; `check --deploy` warns
        there = {table.name for table in connection.introspection.get_table_list(cursor)}
        cursor.execute("; ".join(statements(connection.ops.quote_name, role, there)))


def statements(quote, role: str, tables: set[str]) -> list[str]:
    """The statements that give `role` the listed rights on `tables`, and SELECT on those nobody lists."""
    everything, to = "ALL TABLES IN SCHEMA public", f"TO {quote(role)}"
    granted = [
        f"GRANT {', '.join(rights)} ON {quote(table)} {to}"
        for table, rights in sorted(listed().items())
        if table in tables
    ]
    return [
        f"REVOKE ALL ON {everything} FROM {quote(role)}",
        f"GRANT SELECT ON {everything} {to}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public {to}",
        *granted,
    ]
