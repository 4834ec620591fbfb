"""A Python that has the real huggingface_hub, which shares caches with this program."""

import os
import pathlib
import subprocess
import sys

from hub.fetch_case import skip


def python():
    """Its path: in the virtual environment $KIMITOK_TEST_HF_HUB, which is made from the package index of pip
    if there is none. Ends the tests as skipped, with the reason, where that is not possible."""
    directory = os.environ.get("KIMITOK_TEST_HF_HUB") or os.environ.get("KIMITOK_TEST_HF_HUB_DEFAULT")
    if not directory:
        skip("needs KIMITOK_TEST_HF_HUB, a directory for a virtual environment with huggingface_hub")
    found = pathlib.Path(directory) / "bin" / "python"
    install = (found, "-m", "pip", "install", "--quiet", "--retries=1", "--timeout=20", "huggingface_hub")
    for command in ((sys.executable, "-m", "venv", directory), install):
        if found.exists() and subprocess.run([found, "-c", "import huggingface_hub"], capture_output=True,
                                             check=False).returncode == 0:
            break
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            told = (made.stderr + made.stdout).strip().splitlines() or ["it does not say why"]
            skip(f"could not make a virtual environment with huggingface_hub: {told[-1]}")
    return found
