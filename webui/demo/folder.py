"""Where the sample newspaper lies: inside an installed wheel, or in the repository."""

from importlib import resources
from pathlib import Path


def sample_folder() -> Path:
    """The folder with `articles/`, `templates/` and `expected.jsonl`.

    A wheel carries `data/sample` as `webui/demo/sample` (pyproject.toml, force-include); a
    checkout has it at the top. The checkout wins only where the wheel's copy is absent.
    """
    installed = Path(str(resources.files("webui.demo"))) / "sample"
    if installed.is_dir():
        return installed
    return Path(__file__).resolve().parents[2] / "data" / "sample"
