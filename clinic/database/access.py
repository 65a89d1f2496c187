"""How a process comes to an embedded PostgreSQL, and stays counted among those who need it."""

import os
import subprocess
import sys
from urllib.parse import quote

from clinic.database import locks, places, roles
from clinic.database.cluster import CLINIC, TESTS, Cluster
from clinic.database.errors import ClusterError

_counted: dict[Cluster, int] = {}


def chosen() -> Cluster:
    """The clinic's cluster, or the tests' in a process that tests started (CICATRIX_CLUSTER=tests)."""
    name = os.environ.get("CICATRIX_CLUSTER") or CLINIC
    if name not in (CLINIC, TESTS):
        raise ClusterError(f"CICATRIX_CLUSTER is {name!r}; allowed: {CLINIC}, {TESTS}.")
    return Cluster(name, places.state_folder())


def opened(cluster: Cluster | None = None) -> Cluster:
    """The cluster, running and watched, and kept running until this process and its forks end. Raises ClusterError."""
    cluster = cluster or chosen()
    places.make_private(cluster.state)
    places.make_private(cluster.folder)
    with locks.alone(cluster.gate):
        if cluster not in _counted:
            _counted[cluster] = locks.share(cluster.clients)
        new = cluster.process() is None
        cluster.start()
        if new:
            roles.ensure(cluster)
        _watch(cluster)
    return cluster


def url(user: str = roles.APP, name: str = roles.DATABASE) -> str:
    """What DATABASE_URL has to be for a process that this one starts and that shall use database `name` as `user`."""
    return f"postgresql://{user}@{quote(str(opened().socket_folder), safe='')}/{name}"


def _watch(cluster: Cluster) -> None:
    """Start the watchdog unless there is one. It inherits its lock held, so there is never a moment with two or none."""
    held = locks.taken(cluster.watchdog)
    if held is None:
        return
    with open(cluster.folder / "watchdog.log", "ab") as log:
        subprocess.run(  # it forks and lets this return
            [sys.executable, "-m", "clinic.database.watchdog", cluster.name, str(cluster.state)],
            cwd=places.CHECKOUT,
            pass_fds=[held],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    os.close(held)
