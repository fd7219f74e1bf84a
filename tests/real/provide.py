"""What a WordPress on this machine needs: PHP with its modules, and npm, which has WordPress as a package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ["npm", "php-cli", "php-gd", "php-mbstring", "php-sqlite3", "php-xml"]
MODULES = {"gd", "mbstring", "pdo_sqlite", "dom"}


def missing() -> list[str]:
    """Programs and modules that are not there."""
    programs = [name for name in ("npm", "php") if shutil.which(name) is None]
    if "php" in programs:
        return programs
    listed = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.lower().split()
    return [*programs, *(f"php-{name}" for name in sorted(MODULES - set(listed)))]


def main() -> int:
    """Provide them where that can be done; say plainly what is missing where it cannot."""
    if missing() and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing with apt-get: {' '.join(PACKAGES)} ...")
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES], check=False, **quiet)
    if lacking := missing():
        print(f"make test-wordpress needs {', '.join(lacking)}; install them (Debian: {' '.join(PACKAGES)})")
        return 2
    print("PHP and npm for the tests: there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
