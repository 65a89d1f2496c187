"""Where the embedded PostgreSQL stands, and as whom it runs: outside the checkout, in folders closed to everyone else.

PostgreSQL refuses to run as root; there it runs as an unprivileged user, who owns what it needs and nothing above.
"""

import errno
import hashlib
import os
import pwd
import stat
import tempfile
from pathlib import Path

from clinic.database.errors import ClusterError

CHECKOUT = Path(__file__).resolve().parents[2]
UNPRIVILEGED = ("postgres", "nobody")
LONGEST_SOCKET_PATH = 100


def server_user() -> pwd.struct_passwd:
    """Who runs the server: whoever runs us, or an unprivileged user where that is root. Raises ClusterError."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ClusterError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody. Add one: useradd -r postgres"
    )


def state_folder() -> Path:
    """The folder of this checkout's clusters: CICATRIX_STATE, or one that two checkouts never share."""
    if chosen := os.environ.get("CICATRIX_STATE"):
        return Path(chosen).resolve()
    key = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
    if os.geteuid() == 0:
        return Path("/var/lib/cicatrix") / key
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "cicatrix" / key


def make_private(folder: Path) -> Path:
    """Make `folder` for the server's user alone. What exists is judged and left as it is. Raises ClusterError."""
    user = server_user()
    _make_way(folder.parent)
    if not folder.exists():
        _put_in_place(folder, user)
    found = folder.stat()
    if found.st_uid != user.pw_uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise ClusterError(
            f"{folder} has to belong to {user.pw_name} and be closed to others (0700). "
            f"Give it back, or choose another place with CICATRIX_STATE."
        )
    return folder


def _put_in_place(folder: Path, user: pwd.struct_passwd) -> None:
    """Put a private folder at `folder` in one step: of two who come first one is in time, and neither sees it half made."""
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    if os.geteuid() == 0:
        os.chown(made, user.pw_uid, user.pw_gid)
    try:
        made.rename(folder)
    except OSError as error:
        made.rmdir()
        if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
            raise


def _make_way(folder: Path) -> None:
    """Make the folders above: passable where root makes them for another user, as the umask says otherwise."""
    if folder.exists():
        return
    _make_way(folder.parent)
    folder.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        folder.chmod(0o755)


def reachable(path: Path) -> bool:
    """Whether the server's user may pass every folder above `path`: sure for one's own, judged by the others' bit for root's."""
    return os.geteuid() != 0 or all(_passable(parent.stat(), server_user().pw_uid) for parent in path.resolve().parents)


def _passable(found: os.stat_result, user_id: int) -> bool:
    return bool(found.st_mode & (0o100 if found.st_uid == user_id else 0o001))


def fits_a_socket(folder: Path) -> Path:
    """`folder`, if a socket in it may have so long a path. Raises ClusterError."""
    if len(bytes(folder)) + len("/.s.PGSQL.5432") > LONGEST_SOCKET_PATH:
        raise ClusterError(f"{folder} is too long for a socket. Choose a shorter place with CICATRIX_STATE.")
    return folder
