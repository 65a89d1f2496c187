"""The two login roles of an embedded PostgreSQL and the database they share (docs/adr/0006)."""

import psycopg2

from clinic.database.cluster import Cluster

OWNER, APP, DATABASE = "cicatrix_owner", "cicatrix_app", "cicatrix"


def ensure(cluster: Cluster) -> None:
    """Make what is missing of roles and database. The owner may look at the clinic as the application sees it."""
    connection = psycopg2.connect(host=str(cluster.socket_folder), user="postgres", dbname="postgres")
    connection.autocommit = True  # CREATE DATABASE stands in no transaction
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles UNION SELECT datname FROM pg_database")
            there = {name for (name,) in cursor.fetchall()}
            if OWNER not in there:
                cursor.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER CREATEDB NOCREATEROLE")
            if APP not in there:
                cursor.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
            cursor.execute(f"GRANT {APP} TO {OWNER}")
            if DATABASE not in there:
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    finally:
        connection.close()
