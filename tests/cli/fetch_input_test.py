"""kimitok fetch and what people and environments give it: names, tokens, endpoints, switches, times."""

import json

from hub import faults
from hub.fake_hub import TOKEN, sha256
from hub.fetch_case import FILES, IO, MODEL_STATUS, NETWORK, REPO, USAGE, FetchTest
from hub.raw_server import RawServer, Reply
from program import main

KIMI_SHA256 = "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103"  # of Kimi's tiktoken.model


class NameTest(FetchTest):
    def refused_unasked(self, argument, *sentences):
        ended = self.refused(USAGE, *sentences, args=["--retries=0", "--", argument], flags=(), mends=False)
        self.assertEqual(self.hub.requests, [])
        self.assertFalse(self.cache.exists())
        return ended

    def test_row_71_names_that_are_no_repository_are_refused_without_a_request(self):
        for name in ("", "a/b/c", "../x", "x/..", "..", "a--b", "a/b--c", ".x", "x/.y", "-x/y", "x.git",
                     "a/b.git", "a" * 97, "ä/b", "a b/c", "models/x/y", "a/", "/a", "a//b", "a..b/c", "a\nb",
                     "a%2fb", "org\\name"):
            with self.subTest(name):
                self.refused_unasked(name)

    def test_row_71_an_address_that_was_pasted_is_answered_with_the_name_in_it(self):
        for address in (f"https://huggingface.co/{REPO}", f"https://hf.co/{REPO}/tree/main",
                        f"huggingface.co/{REPO}", f"hf://{REPO}",
                        f"https://huggingface.co/{REPO}/blob/main/x.json"):
            with self.subTest(address):
                self.refused_unasked(address, REPO)

    def test_row_72_revisions_that_are_none_are_refused_without_a_request(self):
        for revision in ("", "../x", "a/../b", "a b", "%2e%2e", ".", "a//b", "/a", "a/", "a~1", "a^", "a:b",
                         "a?b", "a*", "a[b", "a\\b", "@{1}", "x.lock", "é", "a\nb", "v" * 256, "main\t"):
            with self.subTest(revision):
                self.refused_unasked(f"{REPO}@{revision}")

    def test_row_72_a_commit_in_upper_case_is_answered_with_the_right_one(self):
        self.refused_unasked(f"{REPO}@{self.commit.upper()}", self.commit)

    def test_row_72_a_short_commit_is_a_revision_the_hub_does_not_have(self):
        self.refused(NETWORK, "revision", args=[f"{REPO}@{self.commit[:7]}"], mends=False)

    def test_row_72_branches_tags_and_pull_requests_are_encoded_and_kept_in_their_place(self):
        repo = self.hub.repo(REPO)
        for revision, target in (("v1.0", "/revision/v1.0"), ("refs/pr/1", "/revision/refs%2Fpr%2F1"),
                                 ("feature/a+b", "/revision/feature%2Fa%2Bb"), ("x@y", "/revision/x%40y")):
            with self.subTest(revision):
                self.hub.forget()
                repo.refs[revision] = self.commit
                self.fetched(f"{REPO}@{revision}")
                self.assertEqual(self.ref(revision), self.commit)
                self.assertEqual([r.path.endswith(target) for r in self.hub.requests].count(True), 1)

    def test_row_72_a_commit_moves_no_ref(self):
        self.fetched(f"{REPO}@{self.commit}")
        self.assertIsNone(self.ref())
        self.assertEqual(self.hub.asked("^/api/models/"), [])

    def test_a_repository_known_to_hold_another_tokenizer_is_refused_with_the_reason(self):
        for name in ("moonshotai/Kimi-Dev-72B", "moonshotai/Kimi-Audio-7B"):
            with self.subTest(name):
                self.refused(MODEL_STATUS, name, args=[name], mends=False)
                self.assertEqual(self.hub.requests, [])

    def test_a_known_name_with_another_vocabulary_is_refused_unless_that_is_allowed(self):
        name = "moonshotai/Kimi-K2-Instruct"
        commit = self.hub.repo(name).commit(FILES)
        reference = f"{name}@{commit}"
        self.refused(MODEL_STATUS, "tiktoken.model", FILES["tiktoken.model"].blob, KIMI_SHA256,
                     args=[reference], mends=False)
        for allowed in (("--allow-other-vocabulary",), ("--sha256", FILES["tiktoken.model"].blob)):
            with self.subTest(allowed):
                self.assertEqual(self.fetch(reference, *allowed).status, 0)

    def test_a_hash_that_was_given_is_held_against_the_file(self):
        self.fetched(REPO, "--sha256", FILES["tiktoken.model"].blob)
        self.fresh()
        self.refused(MODEL_STATUS, "0" * 64, args=[REPO, "--sha256", "0" * 64], mends=False)
        self.refused(USAGE, args=[REPO, "--sha256", "0" * 63], mends=False)


class TokenTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.hub.repo(REPO).refusal = (401, "GatedRepo", "Access to model org/small is restricted")

    def test_row_74_blanks_and_line_ends_around_a_token_are_not_part_of_it(self):
        for value in (f"{TOKEN}\n", f"{TOKEN}\r\n", f"  {TOKEN} ", f"{TOKEN}\r"):
            with self.subTest(value):
                self.fresh()
                self.fetched(env={"HF_TOKEN": value})

    def test_row_74_a_token_is_found_in_each_of_its_places(self):
        path = self.write("token", f"{TOKEN}\n")
        home = self.dir / "home"
        home.mkdir()
        (home / "token").write_text(TOKEN)
        none = {"HF_TOKEN": ""}
        for env, args in ((none | {"HUGGING_FACE_HUB_TOKEN": TOKEN}, ()),
                          (none | {"HF_TOKEN_PATH": str(path)}, ()),
                          (none | {"HF_HOME": str(home)}, ()), (none, ("--token-file", path)),
                          ({"HF_TOKEN": "hf_wrong"}, ("--token-file", path))):
            with self.subTest(env):
                self.fresh()
                self.fetched(REPO, *args, env=env)

    def test_row_74_a_token_may_come_by_stdin(self):
        self.fetched(REPO, "--token-file", "-", env={"HF_TOKEN": ""}, stdin=f"{TOKEN}\n")

    def test_row_74_no_token_is_sent_where_there_is_none(self):
        self.hub.repo(REPO).refusal = None
        for env in ({"HF_TOKEN": ""}, {"HF_TOKEN": " \n"}, {"HF_TOKEN": "", "HF_TOKEN_PATH": "absent"}):
            with self.subTest(env):
                self.fresh()
                self.fetched(env=env)
                self.assertEqual([r for r in self.hub.requests if "authorization" in r.headers], [])

    def test_row_74_a_stored_token_is_not_sent_where_that_is_switched_off(self):
        self.hub.repo(REPO).refusal = None
        path = self.write("token", f"{TOKEN}\n")
        self.fetched(env={"HF_TOKEN": "", "HF_TOKEN_PATH": str(path), "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"})
        self.assertEqual([r for r in self.hub.requests if "authorization" in r.headers], [])

    def test_row_74_a_token_that_cannot_be_in_a_header_is_refused(self):
        for value in ("hf_ä", "hf_a b", "hf_a\nX-Evil: 1", "hf_\x01", "hf_\u2003x"):
            with self.subTest(value):
                ended = self.refused(USAGE, "HF_TOKEN", env={"HF_TOKEN": value}, mends=False)
                self.assertNotIn(value.strip(), ended.err)
                self.assertEqual(self.hub.requests, [])

    def test_row_74_a_token_file_that_cannot_be_read_is_named(self):
        (self.dir / "directory").mkdir()
        for name in ("absent", "directory"):
            with self.subTest(name):
                self.refused(IO, name, args=[REPO, "--token-file", name], mends=False)

    def test_row_74_a_stored_token_that_cannot_be_read_does_not_stop_a_public_fetch(self):
        self.hub.repo(REPO).refusal = None
        (self.dir / "directory").mkdir()
        ended = self.fetched(env={"HF_TOKEN": "", "HF_TOKEN_PATH": str(self.dir / "directory")})
        self.assertIn("directory", ended.err)

    def test_row_74_the_token_is_never_printed_however_much_is_told(self):
        self.fetched("-vvv", REPO)  # fetch() looks for it in all that is printed
        self.fresh()
        self.hub.fault("", faults.status(500))
        self.refused(NETWORK, args=["-vvv", REPO])


class EnvironmentTest(FetchTest):
    def test_row_75_slashes_at_the_end_of_an_endpoint_do_not_matter(self):
        self.fetched(env={"HF_ENDPOINT": self.hub.endpoint + "//"})
        self.assertEqual(self.hub.asked("^//"), [])

    def test_row_75_an_endpoint_may_have_a_path(self):
        def below(request):
            self.assertTrue(request.target.startswith("/mirror/hf/"), request)
            own = request.target.removeprefix("/mirror/hf")
            reply = self.hub.reply(request._replace(listener="hub", target=own))
            place = reply.header("location") or ""
            return reply.having("Location", "/mirror/hf" + place) if place.startswith("/") else reply
        mirror = RawServer("mirror", below)
        self.addCleanup(mirror.close)
        for flag, env in (((), {"HF_ENDPOINT": f"{mirror.url}/mirror/hf/"}),
                          (("--endpoint", f"{mirror.url}/mirror/hf"), {})):
            with self.subTest(flag):
                self.fresh()
                self.fetched(REPO, *flag, env=env)
        self.assertEqual(mirror.failures, [])
        self.assertNotEqual(mirror.requests, [])

    def test_row_75_endpoints_that_are_none_are_refused(self):
        for value in ("huggingface.co", "file:///etc", "ftp://x", "https://", "https://user:secret@x",
                      "https://x?y=1", "https://x#y", "https://x y", "https://x:99999", "https://x:port",
                      "//x", "https://[::1"):
            with self.subTest(value):
                for more in ({"env": {"HF_ENDPOINT": value}}, {"args": [REPO, "--endpoint", value]}):
                    ended = self.refused(USAGE, mends=False, **more)
                    self.assertNotIn("secret", ended.err)

    def test_row_75_an_address_of_ip_version_6_is_an_endpoint(self):
        ended = self.refused(NETWORK, "::1", env={"HF_ENDPOINT": "http://[::1]:9"}, flags=("--retries", "0"),
                             mends=False)
        self.assertNotIn("endpoint", ended.err.lower().partition("::1")[0])

    def test_row_76_switches_are_on_and_off_as_in_huggingface_hub(self):
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
            for value, on in (("true", True), ("True", True), ("1", True), ("yes", True), ("on", True),
                              ("ON", True), ("0", False), ("false", False), ("", False), ("banana", False),
                              ("2", False)):
                with self.subTest(name, value=value):
                    self.fresh()
                    if on:
                        self.refused(MODEL_STATUS, "kimitok fetch", REPO, env={name: value})
                    else:
                        self.fetched(env={name: value})

    def test_row_76_offline_makes_no_request(self):
        for args, env in (((REPO, "--offline"), {}), ((REPO,), {"HF_HUB_OFFLINE": "1"}),
                          ((REPO,), {"KIMITOK_OFFLINE": "1"})):
            with self.subTest(args, env=env):
                self.fresh()
                ended = self.refused(MODEL_STATUS, "kimitok fetch", args=args, env=env, mends=False)
                self.assertEqual(self.hub.requests, [], ended)

    def test_row_77_times_that_are_none_are_told_and_the_usual_ones_taken(self):
        for name in ("HF_HUB_ETAG_TIMEOUT", "HF_HUB_DOWNLOAD_TIMEOUT"):
            for value, warned in (("abc", True), ("-1", True), ("1.5", True), ("99999999999999999999", True),
                                  ("1000000000", True), ("0", False), ("30", False)):
                with self.subTest(name, value=value):
                    self.fresh()
                    ended = self.fetched(env={name: value})
                    self.assertEqual(name in ended.err, warned, ended)

    def test_row_77_times_on_the_command_line_that_are_none_are_refused(self):
        for flag in ("--timeout", "--retries", "--lock-timeout"):
            for value in ("abc", "-1", "", "1.5", "99999999999999999999"):
                with self.subTest(flag, value=value):
                    self.refused(USAGE, flag, args=[REPO, f"{flag}={value}"], flags=(), mends=False)


class OutputTest(FetchTest):
    def test_json_tells_every_file_and_where_it_came_from(self):
        ended = self.fetch(REPO, "--json")
        told = json.loads(ended.out)
        self.assertEqual((told["repo"], told["requested"], told["commit"], told["directory"]),
                         (REPO, "main", self.commit, str(self.snapshot())))
        self.assertEqual({file["name"]: (file["size"], file["sha256"]) for file in told["files"]},
                         {name: (len(file.content), sha256(file.content)) for name, file in FILES.items()})
        self.assertEqual({file["source"] for file in told["files"]}, {"network"})
        self.assertIn("tokenizer.json", told["absent"])
        self.assertEqual(told["requests"], len(self.hub.requests))
        again = json.loads(self.fetch(f"{REPO}@{self.commit}", "--json").out)
        self.assertEqual({file["source"] for file in again["files"]}, {"cache"})
        self.assertEqual((again["requests"], again["bytes_received"]), (0, 0))

    def test_json_tells_a_failure_on_stdout(self):
        self.hub.fault("", faults.instead(Reply(503)))
        ended = self.fetch(REPO, "--json")
        self.assertEqual(ended.status, NETWORK)
        self.assertEqual(json.loads(ended.out)["error"]["code"], "network")

    def test_a_dry_run_writes_nothing(self):
        ended = self.fetch(REPO, "--dry-run")
        self.assertEqual(ended.status, 0, ended)
        self.assertIn("tiktoken.model", ended.text + ended.err)
        self.assertFalse(self.cache.exists())

    def test_an_export_is_plain_files_that_are_not_replaced_unasked(self):
        ended = self.fetch(REPO, "--to", "out")
        self.assertEqual((ended.status, ended.text), (0, "out\n"), ended)
        self.check_files(self.dir / "out")
        self.assertEqual({path.stat().st_mode & 0o7777 for path in (self.dir / "out").iterdir()}, {0o444})
        (self.dir / "out" / "config.json").unlink()
        self.write("out/config.json", b"mine")
        ended = self.fetch(REPO, "--to", "out")
        self.assertEqual((ended.status, ended.out), (IO, b""), ended)
        self.assertEqual((self.dir / "out" / "config.json").read_bytes(), b"mine")
        self.assertEqual(self.fetch(REPO, "--to", "out", "--force").status, 0)
        self.check_files(self.dir / "out")

    def test_force_fetches_again_what_is_right(self):
        self.fetched()
        self.hub.forget()
        self.fetched(REPO, "--force")
        self.assertEqual(len(self.hub.asked("^/xet/")), 1)


if __name__ == "__main__":
    main()
