"""Compiles kernel.c beside itself: python -m indexer.columnar.kernel.make

Needs a C compiler, that of the variable CC or `cc`, and cffi to call what it makes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from indexer.columnar.kernel import LIBRARY, SOURCE

FLAGS = ("-std=c99", "-O3", "-Wall", "-Werror", "-shared", "-fPIC")


def make(library: Path = LIBRARY) -> None:
    """Compile; the library is there whole or not at all.

    Raises:
        FileNotFoundError: there is no compiler.
        subprocess.CalledProcessError: it did not take the source.
    """
    half = library.with_suffix(f".{os.getpid()}")
    compiler = os.environ.get("CC", "cc")
    try:
        subprocess.run([compiler, *FLAGS, "-o", str(half), str(SOURCE)], check=True)
        half.replace(library)
    finally:
        half.unlink(missing_ok=True)


def main() -> None:
    """Compile, or say what is missing."""
    try:
        make()
    except FileNotFoundError:
        sys.exit("There is no C compiler: install one (Debian: apt-get install gcc), or set CC.")
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"The compiler gave up with {error.returncode}; search goes on without the kernel."
        )


if __name__ == "__main__":
    main()
