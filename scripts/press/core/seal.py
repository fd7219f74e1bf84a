"""A cache is believed only where this user's own runs have written it.

A checkout may come with files below `.cache/` that someone else put there, and a check that believed them would pass
whatever they say. So what is kept bears a seal, made with a key that lies with the user and not with the project.
Where no key can be kept, each run has one of its own, and nothing of the run before is believed.
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
    place = os.path.join(_folder(), "press", "key")  # noqa: PTH118 - pathlib takes as long to load as all the rest
    try:
        if not os.path.exists(place):  # noqa: PTH110
            _make(place)
        with open(place, "rb") as file:  # noqa: PTH123
            key = file.read()
    except OSError:
        key = b""
    return key if len(key) == SIZE else os.urandom(SIZE)


def _folder() -> str:
    """Where programs of this user keep what they can make again."""
    said = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return said or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118


def _make(place: str) -> None:
    """Write beside and rename: of two that make one at once, the later one's is kept."""
    os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    beside = f"{place}.{os.getpid()}"
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(os.urandom(SIZE))
    os.replace(beside, place)  # noqa: PTH105
