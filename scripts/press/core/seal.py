"""A cache is believed only where this user's own runs have written it.

A checkout may come with files below `.cache/` that someone else put there, and a check that believed them would pass
whatever they say. So what is kept bears a seal, made with a key that lies with the user and not with the project.
Where a user has no home that can be written, as in many containers, it lies with what is temporary, in a folder that
nobody else can open. Where no key can be kept at all, each run has one of its own, and nothing of the run before is
believed.
"""

import os
from _blake2 import blake2b  # `press figures` with nothing to do loads nothing that is not built in

SIZE = 32
_keys: list[bytes] = []


def sealed(data: bytes) -> bytes:
    """What to write."""
    return _seal(data) + data


def opened(data: bytes) -> bytes:
    """What was sealed; a ValueError where it was not, or not by this user."""
    body = data[SIZE:]
    if data[:SIZE] != _seal(body):
        raise ValueError("nothing that this user's runs have written")
    return body


def _seal(data: bytes) -> bytes:
    if not _keys:
        _keys.append(_key())
    return blake2b(data, key=_keys[0], digest_size=SIZE).digest()


def _key() -> bytes:
    """This user's key, made where there is none."""
    for folder in (_folder, _temporary):
        try:
            return _kept(folder())
        except (OSError, AttributeError):  # a system without numbers of users
            continue
    return os.urandom(SIZE)


def _kept(folder: str) -> bytes:
    place = os.path.join(folder, "key")  # noqa: PTH118 - pathlib takes as long to load as all the rest
    if not os.path.exists(place):  # noqa: PTH110
        _make(place)
    with open(place, "rb") as file:  # noqa: PTH123
        key = file.read()
    if len(key) != SIZE:
        raise OSError(place)
    return key


def _folder() -> str:
    """Where programs of this user keep what they can make again."""
    said = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(said or os.path.join(os.path.expanduser("~"), ".cache"), "press")  # noqa: PTH111, PTH118


def _temporary() -> str:
    """The same of a user without a home, as long as nobody else can open it: a link is open to all."""
    folder = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"press-{os.getuid()}")  # noqa: PTH118, S108 - held below
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    about = os.lstat(folder)
    if about.st_uid != os.getuid() or about.st_mode & 0o077:
        raise PermissionError(folder)
    return folder


def _make(place: str) -> None:
    """Write beside and rename: of two that make one at once, the later one's is kept."""
    os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    beside = f"{place}.{os.getpid()}"
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(os.urandom(SIZE))
    os.replace(beside, place)  # noqa: PTH105
