"""kimitok verify --repair and --remote against a Hub."""

import json

from cache_tree import CachedRepo, lock, pin
from hub.fake_hub import FakeHub, File
from program import SMALL, ProgramTest, main

REPO = "example/tokenizer"
FILES = {name: (SMALL / name).read_bytes() for name in ("config.json", "tiktoken.model", "tokenizer_config.json")}
ABSENT = ("tokenizer.json", "generation_config.json")


class HubTest(ProgramTest):
    model = None

    def setUp(self):
        super().setUp()
        self.hub = FakeHub()
        self.addCleanup(self.hub.close)
        self.commit = self.hub.repo(REPO).commit(
            {name: File(content, lfs=name.endswith(".model")) for name, content in FILES.items()})
        self.cached = CachedRepo(self.dir / "cache", REPO)
        self.cached.add(self.commit, FILES, ABSENT, ref="main")
        self.write("kimitok.lock", lock(pin("small", REPO, self.commit, FILES, ABSENT)))

    def verify(self, *flags):
        return self.run_program("verify", "--json", *flags, env={
            "HF_HUB_CACHE": str(self.dir / "cache"), "HF_ENDPOINT": self.hub.endpoint})

    def spoil(self, name, content):
        self.cached.blob(name, FILES[name]).write_bytes(content)

    def problems(self, ended):
        return {failure["name"]: failure["problem"] for failure in json.loads(ended.out)["failures"]}


class Repair(HubTest):
    def test_what_is_corrupt_or_missing_is_fetched_and_checked_again(self):
        self.spoil("tiktoken.model", FILES["tiktoken.model"][:-1] + b"\0")
        (self.cached.snapshot(self.commit) / "config.json").unlink()
        self.assertEqual(self.verify().status, 4)
        self.assertEqual(self.hub.requests, [])
        for ended in (self.verify("--repair"), self.verify()):
            self.assertEqual((ended.status, json.loads(ended.out)["failures"]), (0, []), ended.err)
        for name, content in FILES.items():
            self.assertEqual((self.cached.snapshot(self.commit) / name).read_bytes(), content)

    def test_so_it_is_for_a_tokenizer_of_the_cache_without_a_lock(self):
        (self.dir / "kimitok.lock").unlink()
        self.spoil("tokenizer_config.json", FILES["tokenizer_config.json"] + b" ")
        self.assertEqual(self.verify("-m", REPO).status, 4)
        self.assertEqual(self.verify("-m", REPO, "--repair").status, 0)
        self.assertEqual(self.verify("-m", REPO).status, 0)

    def test_what_is_intact_is_not_asked_for(self):
        self.assertEqual(self.verify("--repair").status, 0)
        self.assertEqual(self.hub.requests, [])

    def test_what_the_hub_no_longer_has_stays_a_failure(self):
        self.spoil("config.json", b"{}")
        self.hub.repo(REPO).commits.clear()
        ended = self.verify("--repair")
        self.assertEqual(ended.status, 5)
        self.assertIn("small: config.json", [failure.get("name") for failure in json.loads(ended.out)["failures"]])


class Remote(HubTest):
    def test_the_same_listing_passes_and_nothing_is_downloaded(self):
        for flags in ([], ["-m", REPO]):
            with self.subTest(flags):
                ended = self.verify("--remote", *flags)
                self.assertEqual((ended.status, self.problems(ended)), (0, {}), ended.err)
                remote = [check for check in json.loads(ended.out)["checks"] if check["suite"] == "remote"]
                self.assertGreaterEqual(len(remote), len(FILES))
        self.assertEqual(self.hub.asked("/resolve/"), [])

    def test_every_difference_is_named(self):
        files = self.hub.repo(REPO).commits[self.commit]
        config = FILES["config.json"]
        files["config.json"] = File(config + b" ")
        files["tiktoken.model"] = File(bytes(len(FILES["tiktoken.model"])), lfs=True)
        del files["tokenizer_config.json"]
        files["tokenizer.json"] = File(b"{}")
        ended = self.verify("--remote")
        self.assertEqual(ended.status, 4)
        problems = self.problems(ended)
        self.assertEqual(set(problems), {"small: config.json", "small: tiktoken.model", "small: tokenizer_config.json",
                                         "small: tokenizer.json"})
        self.assertEqual(problems["small: config.json"],
                         f"it has {len(config)} bytes, and the Hub lists {len(config) + 1}")
        self.assertRegex(problems["small: tiktoken.model"], "its id is sha256:[0-9a-f]{64}, and the Hub lists sha256:")
        self.assertEqual(problems["small: tokenizer_config.json"], "the Hub does not list it")
        self.assertEqual(problems["small: tokenizer.json"], "the Hub lists it, and it is pinned as absent")

    def test_a_hub_that_is_not_there_is_a_network_failure(self):
        ended = self.verify("--remote", "--endpoint", "http://127.0.0.1:1", "--retries", "0")
        self.assertEqual(ended.status, 5)
        self.assertEqual(json.loads(ended.out)["broken"], 1)


if __name__ == "__main__":
    main()
