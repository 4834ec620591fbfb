"""A repository loses its slow tokenizer, as a published one did: first the code, then tiktoken.model itself.

Whoever loads such a repository by the code it brings along breaks at each step. Here the ids stay the same,
no code is ever asked for, and a project that is locked to the first commit does not notice.
"""

import json

from hub.converted import tokenizer_json
from hub.fake_hub import File
from hub.fetch_case import CONFIG, MODEL, MODEL_CONFIG, FetchTest
from program import main

REPO = "org/moving"
TEXT = "Hello, 世界! It's 12345 o'clock <|im_end|>\n\n\tand  more   blanks"
CODE = File(b"raise SystemExit('code of a repository was run')\n")


def config_with(auto_map):
    return File(json.dumps(json.loads(CONFIG) | {"auto_map": auto_map}, indent=2).encode())


SLOW = config_with({"AutoTokenizer": ["tokenization_kimi.TikTokenTokenizer", None]})
FAST = config_with({"AutoTokenizer": [None, "tokenization_kimi_fast.TikTokenTokenizerFast"]})
OTHERS = {"config.json": File(MODEL_CONFIG), "modeling_kimi.py": CODE, "README.md": File(b"hello")}

AT_FIRST = OTHERS | {"tiktoken.model": File(MODEL, lfs=True), "tokenizer_config.json": SLOW,
                     "tokenization_kimi.py": CODE}
WITHOUT_CODE = OTHERS | {"tiktoken.model": File(MODEL, lfs=True), "tokenizer_config.json": FAST,
                         "tokenization_kimi_fast.py": CODE}
CONVERTED = OTHERS | {"tokenizer.json": File(tokenizer_json(MODEL, CONFIG), lfs=True),
                      "tokenizer_config.json": FAST, "tokenization_kimi_fast.py": CODE}
HISTORY = (("code", AT_FIRST), ("no code", WITHOUT_CODE), ("converted", CONVERTED))


class StoryTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.repo = self.hub.repo(REPO)
        self.folder = self.cache / "models--org--moving"

    def publish(self, files):
        self.commit = self.repo.commit(files)
        return {name: file for name, file in files.items() if name.endswith((".model", ".json"))}

    def run_ok(self, *args, **more):
        ended = self.run_program(*args, **more)
        self.assertEqual(ended.status, 0, ended)
        return ended

    def encode(self, model):
        return self.run_ok("encode", "-m", model, stdin=TEXT).text

    def test_every_commit_is_fetched_encodes_alike_and_verifies(self):
        ids = []
        for name, files in HISTORY:
            with self.subTest(name):
                present = self.publish(files)
                self.fetched(REPO, files=present)
                ids.append(self.encode(REPO))
                self.run_ok("verify", "-m", REPO)
        self.assertEqual(len(ids), 3)
        self.assertEqual(len(set(ids)), 1)
        self.assertGreater(len(ids[0].split()), 10)
        self.assertEqual(self.hub.asked(r"\.py"), [])

    def test_a_locked_project_never_notices(self):
        self.fetched(REPO, "--save", "moving", files=self.publish(AT_FIRST))
        lock = (self.dir / "kimitok.lock").read_bytes()
        first, ids = self.commit, self.encode("moving")
        for name, files in HISTORY[1:]:
            with self.subTest(name):
                self.publish(files)
                self.fresh()
                ended = self.fetch("--locked")
                self.assertEqual((ended.status, ended.text), (0, f"{self.snapshot(first)}\n"), ended)
                self.assertEqual(self.hub.asked("main|" + self.commit), [])
                self.assertEqual(self.encode("moving"), ids)
                self.run_ok("verify", "--locked")
                self.assertEqual((self.dir / "kimitok.lock").read_bytes(), lock)

    def test_an_update_follows_and_the_ids_stay(self):
        self.fetched(REPO, "--save", "moving", files=self.publish(AT_FIRST))
        ids = self.encode("moving")
        for name, files in HISTORY[1:]:
            with self.subTest(name):
                self.publish(files)
                self.run_ok("update", *self.flags)
                [artifact] = json.loads((self.dir / "kimitok.lock").read_bytes())["artifacts"]
                self.assertEqual(artifact["commit"], self.commit)
                self.assertEqual(self.encode("moving"), ids)
        self.assertIn("tiktoken.model", artifact["absent"])
        self.assertEqual(self.hub.asked(r"\.py"), [])


if __name__ == "__main__":
    main()
