"""The processes a comparison works with: drivers that stay alive, and commands that are spawned for each time."""
import json
import os
import pathlib
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE_SECONDS = 900


class Absent(Exception):
    """A tool that is not there, or cannot do what is asked; says why."""


@dataclass
class Answer:
    seconds: float
    tokens: int
    digest: str


class Driver:
    """A process that answers by the protocol of peers/serve.py, kept on the processors `cpus`."""

    def __init__(self, argv, cpus, environment=None):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        env={**os.environ, **(environment or {})},
                                        preexec_fn=lambda: os.sched_setaffinity(0, cpus))
        if self.line() != "ready":
            raise Absent("the driver did not start")

    def line(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE_SECONDS)
        if not ready:
            self.process.kill()
            raise Absent(f"no answer within {PATIENCE_SECONDS} seconds")
        line = self.process.stdout.readline().decode().rstrip("\n")
        if not line:
            raise Absent(f"the driver has ended: {self.last_words()}")
        return line

    def last_words(self):
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it says nothing"

    def ask(self, action, path):
        try:
            self.process.stdin.write(f"{action} {path}\n".encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Absent(f"the driver has ended: {self.last_words()}") from None
        kind, _, rest = self.line().partition(" ")
        if kind != "ok":
            raise Absent(rest)
        seconds, tokens, digest = rest.split()
        return Answer(float(seconds), int(tokens), digest)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.log.close()


@dataclass
class Run:
    seconds: float
    peak_bytes: int
    errors: str


class Launcher:
    """Spawns commands one at a time; see launcher.py."""

    def __init__(self, folder):
        self.errors = pathlib.Path(folder) / "stderr"
        self.process = subprocess.Popen([sys.executable, "-I", "-S", HERE / "launcher.py"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def run(self, argv, cpus, stdin="/dev/null", stdout="/dev/null", environment=None):
        """Raises Absent if the command fails."""
        request = {"argv": [str(word) for word in argv], "cpus": sorted(cpus), "stdin": str(stdin),
                   "stdout": str(stdout), "stderr": str(self.errors),
                   "environment": {**os.environ, **(environment or {})}}
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        errors = self.errors.read_text(errors="replace")
        if answer["status"] != 0:
            last = errors.strip().splitlines()[-1:] or ["it says nothing"]
            raise Absent(f"exit status {answer['status']}: {last[0]}")
        return Run(answer["seconds"], answer["peak_bytes"], errors)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
