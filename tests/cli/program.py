"""Runs the built kimitok in an empty directory and says what it printed and how it ended.

A test file imports what it needs and ends with `main()`. Where to find things is in the environment, set by
CTest: KIMITOK_PROGRAM, KIMITOK_TESTDATA, and, for tests that need the real vocabulary or real text, KIMITOK_TEST_KIMI
and KIMITOK_TEST_CORPUS. A file of tests that need one ends with `main(needs=...)` and is reported as skipped without it.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
from typing import NamedTuple

SKIPPED = 77

PROGRAM = os.environ["KIMITOK_PROGRAM"]
TESTDATA = pathlib.Path(os.environ["KIMITOK_TESTDATA"])
SMALL = TESTDATA / "kimi-small"
KIMI = pathlib.Path(os.environ.get("KIMITOK_TEST_KIMI", "/nonexistent"))
CORPUS = pathlib.Path(os.environ.get("KIMITOK_TEST_CORPUS", "/nonexistent"))


class Ended(NamedTuple):
    status: int  # negative: killed by that signal
    out: bytes
    err: str

    @property
    def text(self):
        return self.out.decode()


class ProgramTest(unittest.TestCase):
    """Each test has an empty directory, self.dir, which the program runs in."""

    model = SMALL

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="kimitok-test-"))
        self.addCleanup(shutil.rmtree, self.dir)

    def environment(self, **more):
        kept = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.dir),
                "KIMITOK_IMAGES": ""}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                kept[name] = os.environ[name]
        if self.model is not None:
            kept["KIMITOK_MODEL"] = str(self.model)
        return kept | {name: value for name, value in more.items() if value is not None}

    def run_program(self, *args, stdin=b"", env=None, timeout=300, **more):
        stdin_is_bytes = isinstance(stdin, (bytes, str))
        if isinstance(stdin, str):
            stdin = stdin.encode()
        source = {"input": stdin} if stdin_is_bytes else {"stdin": stdin}
        more.setdefault("stdout", subprocess.PIPE)
        ended = subprocess.run([PROGRAM, *map(os.fspath, args)], stderr=subprocess.PIPE, cwd=self.dir,
                               env=self.environment(**(env or {})), timeout=timeout, **source, **more)
        return Ended(ended.returncode, ended.stdout or b"", ended.stderr.decode(errors="backslashreplace"))

    def expect(self, args, out, status=0, err="", **more):
        """Runs the program and compares everything it says, to the byte."""
        if isinstance(out, str):
            out = out.encode()
        ended = self.run_program(*args, **more)
        self.assertEqual((ended.status, ended.out, ended.err), (status, out, err))

    def expect_failure(self, args, status, *sentences, **more):
        """The program ends with `status`, nothing on stdout, and one line on stderr that holds `sentences`."""
        ended = self.run_program(*args, **more)
        self.assertEqual(ended.status, status, ended)
        self.assertEqual(ended.out, b"")
        self.assertRegex(ended.err, r"\Akimitok: [^\n]+\n\Z")
        for sentence in sentences:
            self.assertIn(sentence, ended.err)
        return ended

    def write(self, name, content):
        path = self.dir / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def names(self):
        """What the program left in its directory."""
        return sorted(path.name for path in self.dir.iterdir())


def main(needs=()):
    missing = [name for name in ([needs] if isinstance(needs, str) else needs) if not os.environ.get(name)]
    if missing:
        print(f"skipped: {pathlib.Path(sys.argv[0]).name} needs {' and '.join(missing)}")
        sys.exit(SKIPPED)
    unittest.main()
