"""Lucene, through a Java program of this folder; needs a JDK of 21 or newer and Maven.

The JDK is the one of JAVA_HOME, or the newest that lies beside the default one.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.speed.run import Place

NAME = "lucene"
VERSION = "10.5.0"
SOURCE = Path(__file__).with_name("java") / "NewsBench.java"
OLDEST_JDK = 21


def build(place: Place) -> dict[str, Any]:
    """Index the corpus with two threads."""
    answer: dict[str, Any] = json.loads(
        _java(place, "build", str(place.index(NAME)), str(place.corpus), "2")
    )
    return answer


def ask(place: Place, repeats: int) -> Any:
    """Run the queries; figures as benchmarks.speed.run.ask gives them."""
    queries = place.data / f"queries_{place.corpus.stem}.tsv"
    return json.loads(_java(place, "ask", str(place.index(NAME)), str(queries), str(repeats)))


def _java(place: Place, *arguments: str) -> str:
    home, jar, classes = _home(), _jar(), place.root / "java"
    if not (classes / "NewsBench.class").exists():
        classes.mkdir(parents=True, exist_ok=True)
        compiler = [str(home / "bin" / "javac"), "-cp", str(jar), "-d", str(classes), str(SOURCE)]
        subprocess.run(compiler, check=True)
    started = [str(home / "bin" / "java"), "-Xmx2g", "--add-modules", "jdk.incubator.vector"]
    path = f"{classes}{os.pathsep}{jar}"
    command = [*started, "-cp", path, "NewsBench", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _jar() -> Path:
    folder = Path.home() / ".m2/repository/org/apache/lucene/lucene-core" / VERSION
    jar = folder / f"lucene-core-{VERSION}.jar"
    if not jar.exists():
        wanted = f"-Dartifact=org.apache.lucene:lucene-core:{VERSION}"
        subprocess.run(["mvn", "-q", "-B", "dependency:get", wanted], check=True)
    return jar


def _home() -> Path:
    if "JAVA_HOME" in os.environ:
        return Path(os.environ["JAVA_HOME"])
    beside = Path("/usr/lib/jvm").glob("*/bin/javac")
    homes = {_version(p.parent.parent): p.parent.parent for p in beside}
    if not homes or max(homes) < OLDEST_JDK:
        raise SystemExit(f"Lucene needs a JDK of {OLDEST_JDK} or newer: set JAVA_HOME")
    return homes[max(homes)]


def _version(home: Path) -> int:
    release = home / "release"
    found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
    return int(found[1]) if found else 0
