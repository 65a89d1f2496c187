"""Django's PostgreSQL backend, except that the server is started at the first connection."""

from django.db.backends.postgresql import base

from clinic.database import access
from clinic.database.errors import ClusterError


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects to the embedded PostgreSQL. Until then nothing is started, so that --help and propose --pack start nothing."""

    def get_connection_params(self):
        try:
            cluster = access.opened()
        except (ClusterError, OSError) as error:
            raise self.Database.OperationalError(str(error)) from error
        return super().get_connection_params() | {"host": str(cluster.socket_folder)}
