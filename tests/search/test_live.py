"""Who searches while another process commits sees each commit, and never an error."""

import subprocess
import sys

from indexer.search.whoosh.backend import WhooshBackend

COMMITS = 60
WRITER = """
import sys
from pathlib import Path
from indexer.search.backend import Document
from indexer.search.whoosh.backend import WhooshBackend
backend = WhooshBackend(Path(sys.argv[1]), create=True)
print("begun", flush=True)
for n in range(int(sys.argv[2])):
    document = Document(id=str(n % 40), url=f"/{n}", site="s", title="дума", text="много думи")
    backend.write([document])
"""


def test_a_searcher_follows_the_commits_of_another_process(tmp_path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path), str(COMMITS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        backend = WhooshBackend(tmp_path)
        counts = [backend.count()]
        while process.poll() is None:
            counts.append(backend.count())
    counts.append(backend.count())
    assert process.returncode == 0
    assert counts == sorted(counts)
    assert len(set(counts)) > 5
    assert counts[-1] == 40
