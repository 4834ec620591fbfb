"""-m and KIMITOK_MODEL by name: what is in the cache and in kimitok.lock is used, and never the network."""

import json

import cache_tree
from program import SMALL, ProgramTest, main

COMMIT = "1" * 40
OTHER = "2" * 40
K3_COMMIT = "9f62e4e9fffbd0a83ddd60e1c209d828994b3569"
FILES = {name: (SMALL / name).read_bytes() for name in ("tiktoken.model", "tokenizer_config.json", "config.json")}
ABSENT = ("tokenizer.json", "generation_config.json")
HELLO = "2132 44 1378 33\n"


class ModelName(ProgramTest):
    model = None

    def setUp(self):
        super().setUp()
        self.hub = self.dir / "hub"

    def environment(self, **more):
        # A request would fail at once, and with another exit status.
        return super().environment(HF_HUB_CACHE=str(self.hub), HF_ENDPOINT="http://127.0.0.1:9", **more)

    def cached(self, repo="org/model", commit=COMMIT, files=FILES, ref="main"):
        repository = cache_tree.CachedRepo(self.hub, repo)
        repository.add(commit, files, ABSENT, ref)
        return repository

    def pin(self, name, repo="org/model", commit=COMMIT, files=FILES):
        self.write("kimitok.lock", cache_tree.lock(cache_tree.pin(name, repo, commit, files, ABSENT)))

    def hello(self, model, **more):
        self.expect(["encode", "-m", model, "-t", "Hello, world!"], HELLO, **more)


class Names(ModelName):
    def test_a_cached_repository_is_used_by_its_id_revision_and_commit(self):
        self.cached()
        for model in ("org/model", "org/model@main", f"org/model@{COMMIT}"):
            with self.subTest(model):
                self.hello(model)

    def test_every_command_takes_a_name_and_so_does_the_environment(self):
        self.cached()
        self.expect(["count", "-m", "org/model", "-t", "Hello, world!"], "4\n")
        self.expect(["decode", "-m", "org/model", "--id", "2132"], "Hello")
        self.expect(["encode", "-t", "Hello, world!"], HELLO, env={"KIMITOK_MODEL": "org/model"})
        self.assertEqual(self.run_program("inspect", "-m", "org/model").status, 0)

    def test_cache_dir_wins_over_the_environment(self):
        self.cached()
        moved = self.hub.rename(self.dir / "elsewhere")
        self.expect_failure(["encode", "-m", "org/model", "-t", "a"], 4, "kimitok fetch org/model")
        self.expect(["encode", "--cache-dir", moved, "-m", "org/model", "-t", "Hello, world!"], HELLO)

    def test_what_is_missing_is_named_with_the_command_that_fetches_it(self):
        self.expect_failure(["encode", "-m", "kimi-k2", "-t", "a"], 4, "run `kimitok fetch kimi-k2`")
        self.expect_failure(["encode", "-m", f"org/model@{OTHER}", "-t", "a"], 4, f"kimitok fetch org/model@{OTHER}")
        self.expect_failure(["encode", "-m", "moonshotai/Kimi-Audio-7B", "-t", "a"], 4, "vocabulary of its own")
        self.assertEqual(self.names(), [])

    def test_a_path_comes_before_a_name(self):
        self.cached()
        (self.dir / "org" / "model").mkdir(parents=True)
        self.expect_failure(["encode", "-m", "org/model", "-t", "a"], 4, "neither a tiktoken.model nor")


class Pinned(ModelName):
    def test_a_name_of_the_lock_is_its_commit(self):
        self.cached(ref=None)
        self.cached(commit=OTHER, files={"tiktoken.model": b"broken"})
        self.pin("mine")
        self.hello("mine")

    def test_bytes_that_are_not_those_of_the_lock_are_refused(self):
        repository = self.cached()
        self.pin("mine")
        config = FILES["tokenizer_config.json"]
        repository.blob("tokenizer_config.json", config).write_bytes(config + b"\n")
        self.expect_failure(["encode", "-m", "mine", "-t", "a"], 4, "SHA-256", cache_tree.sha256(config),
                            cache_tree.sha256(config + b"\n"))

    def test_a_file_that_the_lock_calls_absent_is_refused(self):
        repository = self.cached()
        self.pin("mine")
        (repository.snapshot(COMMIT) / "tokenizer.json").write_text("{}")
        self.expect_failure(["encode", "-m", "mine", "-t", "a"], 4, "tokenizer.json", "kimitok.lock says it is absent")

    def test_what_is_missing_is_named_with_the_command_that_fetches_it(self):
        self.pin("mine")
        self.expect_failure(["encode", "-m", "mine", "-t", "a"], 4, *FILES, "run `kimitok fetch mine`")


class Known(ModelName):
    def test_names_of_special_tokens_that_are_another_models_are_warned_of(self):
        repository = self.cached("moonshotai/Kimi-K3", K3_COMMIT)
        warning = ("kimitok: warning: the special tokens have the names of k2, while moonshotai/Kimi-K3 has those of "
                   "k3\n")
        self.hello("kimi-k3", err=warning)
        self.hello(repository.snapshot(K3_COMMIT), err=warning)
        self.expect(["encode", "-q", "-m", "kimi-k3", "-t", "Hello, world!"], HELLO)
        self.cached("moonshotai/Kimi-K2-Instruct")
        self.hello("kimi-k2")

    def test_inspect_says_where_a_reply_ends_by_each_file_and_by_what_is_known(self):
        files = FILES | {"generation_config.json": b'{"eos_token_id": [4098, 4097]}'}
        self.cached("moonshotai/Kimi-K2-Instruct", files=files)
        page = self.run_program("inspect", "-m", "kimi-k2").text
        for line in ("stops at            4097, says eos_token of tokenizer_config.json",
                     "stops at            4098, says eos_token_id of config.json",
                     "stops at            4098 4097, says eos_token_id of generation_config.json",
                     "                    these files disagree",
                     "should stop at      163586 163585, as is known of this model"):
            self.assertIn(line + "\n", page)
        stops = json.loads(self.run_program("inspect", "--json", "-m", "kimi-k2").text)["model"]["stop_ids"]
        self.assertEqual([source["ids"] for source in stops["sources"]], [[4097], [4098], [4098, 4097]])
        self.assertEqual((stops["agree"], stops["recommended"]), (False, [163586, 163585]))


class Lists(ModelName):
    def test_completions_are_given_aliases_cached_repositories_and_names_of_the_lock(self):
        self.cached()
        self.pin("mine")
        names = self.run_program("complete", "models").text.splitlines()
        self.assertEqual(names, sorted(names))
        self.assertLessEqual({"kimi-k2", "kimi-k3", "mine", "org/model"}, set(names))
        self.expect(["complete", "pins"], "mine\n")

    def test_completions_say_nothing_of_what_cannot_be_read(self):
        self.write("kimitok.lock", "{")
        self.hub.write_text("")
        self.expect(["complete", "pins"], "")
        ended = self.run_program("complete", "models")
        self.assertEqual((ended.status, ended.err), (0, ""))
        self.assertIn("kimi-k2\n", ended.text)

    def test_the_list_of_known_models_says_what_is_cached(self):
        self.cached("moonshotai/Kimi-K3", K3_COMMIT)
        self.cached("moonshotai/Kimi-K2.6", "a" * 40)
        table = self.run_program("fetch", "--list").text.splitlines()
        rows = {row.split()[0]: row.split() for row in table}
        self.assertEqual(rows["kimi-k3"], ["kimi-k3", "yes", "163586", "163585", "moonshotai/Kimi-K3", K3_COMMIT])
        self.assertEqual([rows["kimi-k2"][1], rows["kimi-k2.6"][1]], ["no", "other"])
        models = json.loads(self.run_program("fetch", "--list", "--json").text)["models"]
        self.assertEqual([model["repo"] for model in models if model["cached"]], ["moonshotai/Kimi-K3"])


if __name__ == "__main__":
    main()
