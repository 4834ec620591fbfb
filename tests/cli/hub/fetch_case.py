"""A test with a Hub, a cache and a project directory of its own, checked after every run of the program."""

import json
import pathlib
import shutil
import sys

from hub import invariants
from hub.fake_hub import TOKEN, FakeHub, File
from program import SKIPPED, SMALL, ProgramTest

MODEL = (SMALL / "tiktoken.model").read_bytes()
CONFIG = (SMALL / "tokenizer_config.json").read_bytes()
MODEL_CONFIG = (SMALL / "config.json").read_bytes()
FILES = {"tiktoken.model": File(MODEL, lfs=True), "tokenizer_config.json": File(CONFIG),
         "config.json": File(MODEL_CONFIG)}
REPO = "org/small"

# The exit statuses of the program.
NO, USAGE, DATA, MODEL_STATUS, NETWORK, IO = 1, 2, 3, 4, 5, 6


def skip(reason):
    """Ends this file of tests as skipped, by name."""
    print(f"skipped: {pathlib.Path(sys.argv[0]).name} {reason}")
    sys.exit(SKIPPED)


class FetchTest(ProgramTest):
    """self.hub holds org/small, whose newest commit is self.commit. Nothing else is on the network."""

    model = None
    foreign = frozenset()  # paths in the cache that others left there
    flags = ("--retries", "1", "--timeout", "20")

    def setUp(self):
        super().setUp()
        self.hub = self.start_hub()
        self.commit = self.hub.repo(REPO).commit(FILES)
        self.cache = self.dir / "cache"
        self.folder = self.cache / "models--org--small"

    def start_hub(self, **options):
        hub = FakeHub(**options)
        self.addCleanup(self.no_defect_of, hub)
        self.addCleanup(hub.close)
        return hub

    def no_defect_of(self, hub):
        self.assertEqual(hub.hub.failures + hub.cdn.failures, [])

    def environment(self, **more):
        own = {"HF_ENDPOINT": self.hub.endpoint, "HF_HUB_CACHE": str(self.cache), "HF_TOKEN": TOKEN,
               "HF_HUB_DOWNLOAD_TIMEOUT": "1", "HF_HUB_ETAG_TIMEOUT": "1"}
        return super().environment(**own) | {name: value for name, value in more.items() if value is not None}

    def fresh(self):
        """As before the first run: an empty cache and an honest Hub, which forgot what it was asked."""
        self.hub.mend()
        self.hub.forget()
        shutil.rmtree(self.cache, ignore_errors=True)

    # ---- runs ----

    def fetch(self, *args, flags=None, **more):
        """Runs fetch and checks that neither the cache nor the token came to harm."""
        ended = self.run_program("fetch", *args, *(self.flags if flags is None else flags), **more)
        self.check_secrets(ended)
        self.assertEqual(invariants.broken(self.cache, self.foreign), [], ended)
        self.assertNotIn(ended.status, (70, 134, 139), ended)
        return ended

    def check_secrets(self, ended):
        self.assertNotIn(TOKEN, ended.out.decode(errors="replace") + ended.err)
        self.assertNotIn("secretOfTheAddress", ended.out.decode(errors="replace") + ended.err)
        self.assertEqual([r for r in self.hub.cdn.requests if "authorization" in r.headers], [])

    def fetched(self, *args, files=None, commit=None, **more):
        """A fetch that succeeds: the directory it prints holds the repository's files, with their bytes."""
        ended = self.fetch(*(args or (REPO,)), **more)
        self.assertEqual(ended.status, 0, ended)
        self.assertEqual(ended.text, f"{self.snapshot(commit)}\n")
        self.check_files(self.snapshot(commit), files)
        self.assertEqual(self.own_temporaries(), [])
        return ended

    def refused(self, status, *sentences, args=None, mends=True, files=None, **more):
        """A fetch that fails with one of these statuses and all of these sentences (in upper or lower case),
        leaves nothing half done, and succeeds once the Hub is mended."""
        ended = self.fetch(*(args or (REPO,)), **more)
        self.assertIn(ended.status, status if isinstance(status, tuple) else (status,), ended)
        self.assertEqual(ended.out, b"")
        self.assertRegex(ended.err.splitlines()[-1], r"\Akimitok: \S")
        for sentence in sentences:
            self.assertIn(sentence.lower(), ended.err.lower())
        self.assertEqual(self.own_temporaries(), [])
        if mends:
            self.hub.mend()
            self.fetched(*(args or (REPO,)), files=files)
        return ended

    # ---- what is there ----

    def snapshot(self, commit=None):
        return self.folder / "snapshots" / (commit or self.commit)

    def own_temporaries(self):
        return [path for path in invariants.temporaries(self.cache) if path not in self.foreign]

    def check_files(self, directory, files=None):
        files = FILES if files is None else files
        found = {str(path.relative_to(directory)): path.read_bytes()
                 for path in invariants.files_below(directory)}
        self.assertEqual({name: len(content) for name, content in found.items()},
                         {name: len(file.content) for name, file in files.items()})
        self.assertEqual(found, {name: file.content for name, file in files.items()})

    def blobs(self):
        return sorted(path.name for path in (self.folder / "blobs").glob("*"))

    def ref(self, name="main"):
        path = self.folder / "refs" / name
        return path.read_bytes().decode() if path.exists() else None

    def absent(self):
        directory = self.folder / ".no_exist" / self.commit
        return sorted(str(path.relative_to(directory)) for path in invariants.files_below(directory))

    def lock(self, name="kimi", *args):
        """Saves org/small under `name` in kimitok.lock, and gives back the file's value."""
        self.fetched(REPO, "--save", name, *args)
        return json.loads((self.dir / "kimitok.lock").read_bytes())
