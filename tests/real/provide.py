"""What a WordPress on this machine needs: PHP with its modules, and npm, which has WordPress as a package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {"npm": "npm", "php": "php-cli"}
MODULES = {"dom": "php-xml", "gd": "php-gd", "mbstring": "php-mbstring", "pdo_sqlite": "php-sqlite3"}


def missing() -> list[str]:
    """The packages whose program or module is not there, and no other: what is there may not bear its Debian twin."""
    lacking = [package for name, package in PROGRAMS.items() if shutil.which(name) is None]
    if PROGRAMS["php"] in lacking:
        return [*lacking, *MODULES.values()]
    listed = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.lower().split()
    return [*lacking, *(package for name, package in MODULES.items() if name not in listed)]


def main() -> int:
    """Provide them where that can be done; say plainly what is missing where it cannot."""
    lacking = missing()
    if lacking and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing with apt-get: {' '.join(lacking)} ...")
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *lacking], check=False, **quiet)
        lacking = missing()
    if lacking:
        print(f"make test-wordpress needs more; install it (Debian: apt-get install {' '.join(lacking)})")
        return 2
    print("PHP and npm for the tests: there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
