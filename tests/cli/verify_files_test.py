"""kimitok verify of what kimitok.lock names and of a tokenizer in the cache, as far as that needs no network."""

import json

from cache_tree import CachedRepo, git_sha1, lock, pin, sha256
from program import SMALL, ProgramTest, main

REPO = "example/tokenizer"
COMMIT = "1" * 40
FILES = {name: (SMALL / name).read_bytes() for name in ("config.json", "tiktoken.model", "tokenizer_config.json")}
ABSENT = ("tokenizer.json",)
SELF_CHECKS = 8


class CacheTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.cache = self.dir / "cache"
        self.repo = CachedRepo(self.cache, REPO)
        self.repo.add(COMMIT, FILES, ABSENT, ref="main")

    def verify(self, *flags, **env):
        return self.run_program("verify", "--json", *flags, env={"HF_HUB_CACHE": str(self.cache)} | env)

    def problems(self, ended):
        """What failed, by name."""
        return {failure.get("name", failure.get("file", "")): failure["problem"]
                for failure in json.loads(ended.out)["failures"]}

    def break_file(self, name, content):
        blob = self.repo.blob(name, FILES[name])
        blob.chmod(0o644)
        blob.write_bytes(content)

    def assert_problem(self, ended, name, problem, status=4):
        self.assertEqual(ended.status, status, ended)
        self.assertEqual(self.problems(ended), {name: problem})


class Locked(CacheTest):
    model = None

    def setUp(self):
        super().setUp()
        self.pinned = pin("small", REPO, COMMIT, FILES, ABSENT)
        self.write("kimitok.lock", lock(self.pinned))

    def test_what_is_intact_passes_and_is_loaded(self):
        for flags in ([], ["--locked"], ["small"], ["-m", "small"]):
            with self.subTest(flags):
                ended = self.verify(*flags)
                self.assertEqual((ended.status, self.problems(ended)), (0, {}), ended.err)
                checks = [(check["suite"], check.get("name")) for check in json.loads(ended.out)["checks"]]
                for name in (*FILES, *ABSENT):
                    self.assertIn(("files", f"small: {name}"), checks)
                self.assertEqual(sum(suite == "tokenizer" for suite, _ in checks), SELF_CHECKS)

    def test_verbose_names_every_check_and_stdout_stays_empty(self):
        ended = self.run_program("verify", "-v", env={"HF_HUB_CACHE": str(self.cache)})
        self.assertEqual((ended.status, ended.out), (0, b""))
        self.assertIn("kimitok: files: small: tiktoken.model: ok\n", ended.err)
        self.assertTrue(ended.err.endswith(f"kimitok: {4 + SELF_CHECKS} passed, 0 failed\n"), ended.err)

    def test_another_byte_is_corrupt(self):
        config = FILES["tokenizer_config.json"]
        self.break_file("tokenizer_config.json", config.replace(b"[BOS]", b"[bos]"))
        ended = self.verify()
        changed = config.replace(b"[BOS]", b"[bos]")
        self.assert_problem(ended, "small: tokenizer_config.json",
                            f"corrupt: its SHA-256 is {sha256(changed)}, not {sha256(config)}")
        self.assertIn("`kimitok verify --repair` fetches what is not right", ended.err)

    def test_another_size_is_corrupt(self):
        self.break_file("config.json", FILES["config.json"] + b"\n")
        size = len(FILES["config.json"])
        self.assert_problem(self.verify(), "small: config.json", f"corrupt: it has {size + 1} bytes, not {size}")

    def test_a_missing_file_and_a_dangling_link_are_told_apart(self):
        self.repo.blob("config.json", FILES["config.json"]).unlink()
        self.assert_problem(self.verify(), "small: config.json", "missing: its link leads to no file of the cache")
        (self.repo.snapshot(COMMIT) / "config.json").unlink()
        self.assert_problem(self.verify(), "small: config.json", "missing")

    def test_a_file_that_is_pinned_as_absent_or_not_pinned_at_all_must_not_be_there(self):
        (self.repo.snapshot(COMMIT) / "tokenizer.json").write_text("{}")
        self.assert_problem(self.verify(), "small: tokenizer.json", "it is there, and pinned as absent")
        self.write("kimitok.lock", lock(pin("small", REPO, COMMIT, FILES)))
        self.assert_problem(self.verify(), "small: tokenizer.json", "it is there, and not pinned")

    def test_a_link_to_another_blob_of_the_same_bytes_is_named(self):
        name, content = "config.json", FILES["config.json"]
        other = self.repo.folder / "blobs" / sha256(content)
        other.write_bytes(content)
        entry = self.repo.snapshot(COMMIT) / name
        entry.unlink()
        entry.symlink_to(f"../../blobs/{sha256(content)}")
        self.assert_problem(self.verify(), f"small: {name}",
                            f"its link leads to {sha256(content)}, not {git_sha1(content)}")

    def test_plain_files_instead_of_links_are_as_good(self):
        for name in FILES:
            entry = self.repo.snapshot(COMMIT) / name
            entry.unlink()
            entry.write_bytes(FILES[name])
        self.assertEqual(self.verify("--locked").status, 0)

    def test_only_the_names_given_are_checked(self):
        self.write("kimitok.lock", lock(self.pinned, pin("gone", "example/gone", COMMIT, FILES)))
        self.assertEqual(self.verify("small").status, 0)
        self.assertEqual(self.verify().status, 4)
        ended = self.verify("small", "none")
        self.assertEqual(ended.status, 4)
        self.assertIn("kimitok.lock: it does not name none", ended.err)

    def test_locked_wants_the_file_and_its_very_bytes(self):
        canonical = lock(self.pinned)
        self.write("kimitok.lock", canonical.replace("\n", "\n\n", 1))
        self.assertEqual(self.verify().status, 0)
        self.assert_problem(self.verify("--locked"), "written as kimitok writes it",
                            "its order, blanks or line ends are not")
        (self.dir / "kimitok.lock").unlink()
        ended = self.verify("--locked")
        self.assertEqual(ended.status, 4)
        self.assertIn("kimitok.lock: there is no such file here; `kimitok fetch REPO --save NAME` makes one", ended.err)
        self.write("kimitok.lock", '{"kimitok_lock": 2, "artifacts": []}')
        self.assertEqual(self.verify().status, 4)

    def test_nothing_is_written_and_nothing_asked_of_the_network(self):
        before = sorted(map(str, self.dir.rglob("*")))
        self.assertEqual(self.verify(HF_ENDPOINT="http://127.0.0.1:1").status, 0)
        self.assertEqual(sorted(map(str, self.dir.rglob("*"))), before)

    def test_repair_and_remote_need_the_network(self):
        self.break_file("config.json", b"{}")
        for flag in ("--repair", "--remote"):
            ended = self.verify(flag, HF_HUB_OFFLINE="1")
            self.assertEqual(ended.status, 4)
            self.assertIn("the Hub is needed, and this is offline", ended.err)
        self.expect_failure(["verify", "--repair", "--offline"], 2, "--repair does not go with --offline")

    def test_repair_of_what_is_intact_asks_nobody(self):
        self.assertEqual(self.verify("--repair", HF_HUB_OFFLINE="1").status, 0)


class OfModel(CacheTest):
    def test_a_snapshot_is_hashed_against_the_names_of_its_blobs(self):
        for model in (REPO, f"{REPO}@main", str(self.repo.snapshot(COMMIT))):
            with self.subTest(model):
                ended = self.verify("-m", model)
                self.assertEqual((ended.status, self.problems(ended)), (0, {}), ended.err)
                self.assertEqual(json.loads(ended.out)["passed"], len(FILES) + SELF_CHECKS)
        changed = FILES["config.json"].replace(b"}", b" }")
        self.break_file("config.json", changed)
        self.assert_problem(
            self.verify("-m", REPO), f"{REPO}: config.json",
            f"corrupt: its git blob id is {git_sha1(changed)}, not {git_sha1(FILES['config.json'])} as its name in the "
            "cache says")

    def test_a_directory_is_loaded_and_has_to_be_sound(self):
        self.expect(["verify"], "", err=f"kimitok: {SELF_CHECKS} passed, 0 failed\n")
        self.assertEqual(self.verify("--remote").status, 2)

    def test_ids_beyond_the_model_s_own_vocabulary_are_a_failure(self):
        (self.dir / "m").mkdir()
        for name, content in FILES.items():
            self.write(f"m/{name}", content)
        self.write("m/config.json", '{"vocab_size": 4351}')
        self.assert_problem(self.verify("-m", "m"), "ids: inside config.json's vocab_size",
                            "the highest is 4351, and vocab_size 4351")

    def test_a_known_name_has_to_hold_what_is_known_of_it(self):
        known = CachedRepo(self.cache, "moonshotai/Kimi-K3")
        known.add(COMMIT, FILES, ABSENT, ref="main")
        ended = self.verify("-m", "moonshotai/Kimi-K3")
        self.assertEqual(ended.status, 4)
        problems = self.problems(ended)
        self.assertEqual(problems["specials: named as the repository's"],
                         "they are those of k2, and moonshotai/Kimi-K3 has those of k3")
        self.assertIn("its SHA-256 is", problems["tiktoken.model: the one Kimi models share"])

    def test_a_name_that_is_not_cached_names_the_command(self):
        ended = self.verify("-m", "example/none")
        self.assertEqual(ended.status, 4)
        self.assertIn("kimitok fetch example/none", ended.err)


if __name__ == "__main__":
    main()
