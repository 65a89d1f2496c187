"""Outlives the processes of the clinic: restarts a PostgreSQL that died, and stops it when nobody needs it any more.

python -m clinic.database.watchdog NAME STATE, started by access.py, which hands over the watchdog's lock.
"""

import os
import sys
import time
from pathlib import Path

from clinic.database import locks
from clinic.database.cluster import Cluster
from clinic.database.errors import ClusterError

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_GRACE = 2  # one command follows another without a stop and a start between them


def watch(cluster: Cluster) -> None:
    """Look until nobody has needed the cluster for the time of grace, then stop it."""
    alone_since = None
    while True:
        with locks.alone(cluster.gate):
            if not locks.is_free(cluster.clients):
                alone_since = None
                revive(cluster)
            elif alone_since is None:
                alone_since = time.monotonic()
            elif time.monotonic() - alone_since > SECONDS_OF_GRACE:
                return cluster.stop()
        time.sleep(SECONDS_BETWEEN_LOOKS)


def revive(cluster: Cluster) -> None:
    """Start the cluster again if it died; say why not, and let the next look try once more."""
    if cluster.process() is None:
        print(f"{time.strftime('%F %T')} PostgreSQL is gone; starting it again", flush=True)
        try:
            cluster.start()
        except ClusterError as error:
            print(error, flush=True)


if __name__ == "__main__":
    if os.fork():
        os._exit(0)  # nobody's child: whoever started it neither waits for it nor takes it along
    watch(Cluster(sys.argv[1], Path(sys.argv[2])))
